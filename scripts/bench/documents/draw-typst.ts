/** `draw-typst.ts LAYOUT.json OUT.pdf`: the same tables by Typst, tagged PDF/A-3a without attachments. */
import { readFileSync, writeFileSync } from "node:fs"
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"

const [input = "", output = "", fonts = ""] = process.argv.slice(2)
const layout = JSON.parse(readFileSync(input, "utf8")) as DocumentLayout
const text = (value: string) => `text(${JSON.stringify(value)})`
const bold = (value: string) => `text(${JSON.stringify(value)}, weight: "bold")`

const parts = [
  `#set document(title: ${JSON.stringify(layout.abstract)})`,
  `#set text(font: "Tinos", size: 14pt, lang: "vi")`,
  `#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 20mm))`,
  ...layout.blocks.flatMap((block) =>
    block.block === "paragraph" ? `#par[${block.runs.map((run) => `#${text(run.text)}`).join("")}]` : [],
  ),
  ...layout.annexes.map(({ heading, title, orientation, table }) =>
    [
      `#page(flipped: ${orientation === "landscape"})[`,
      `#heading[#${text(heading)}]`,
      `#align(center)[#${bold(title)}]`,
      "#set text(size: 12pt)",
      `#table(columns: (${table.columns.map(({ width }) => `${width}mm`).join(", ")}), stroke: 0.5pt,`,
      `table.header(${table.columns.map(({ heading: one }) => bold(one)).join(", ")}),`,
      ...table.rows.map((row) =>
        row.kind === "group"
          ? `table.cell(colspan: ${table.columns.length}, ${bold(row.text)}),`
          : `${row.cells.map(text).join(", ")},`,
      ),
      ")]",
    ].join("\n"),
  ),
]
const compiler = NodeCompiler.create({ workspace: ".", fontArgs: [{ fontPaths: fonts.split(":") }] })
const bytes = compiler.pdf(
  { mainFileContent: parts.join("\n") },
  { pdfStandard: "a-3a", pdfTags: true, creationTimestamp: 1 },
)
writeFileSync(output, bytes)

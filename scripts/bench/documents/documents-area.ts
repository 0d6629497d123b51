import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"
import { FONT_FILES } from "#workflows/pdf-file/font-files.server.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"
import type { Area, Measure } from "../area.ts"
import { NO_REAL_LIST, realList } from "../real-list.ts"
import { median, timeInTurn } from "../timing.ts"

const ROWS = 2_000
const MANY = 20_000
const ROUNDS = 5
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium"

/** An edition of so many rows whose names, codes and records are those of the real list, again and again if need be. */
function editionOf(procedures: readonly Procedure[], rows: number): FrozenEdition {
  return aFrozenEdition({
    rows,
    change: (entry) => {
      const procedure = procedures[entry.position % procedures.length] ?? entry.procedure
      const round = String(Math.floor(entry.position / procedures.length) + 1).padStart(2, "0")
      const serviceCode = `${procedure.code}.${round}`
      return {
        ...entry,
        procedure,
        serviceName: procedure.name,
        serviceCode,
        serviceId: `${serviceCode}@${entry.unit.id}`,
      }
    },
  })
}

const layoutOf = (edition: FrozenEdition): DocumentLayout =>
  composeDecision(edition, {
    signatory: { position: "CHỦ TỊCH", capacity: "HEAD", fullName: "Nguyễn Văn Thử" },
    submission: null,
  })

const MARKUP: Record<string, string> = { "&": "&amp;", "<": "&lt;", "\n": "<br>" }
const escaped = (text: string): string => text.replace(/[&<\n]/gu, (sign) => MARKUP[sign] ?? sign)

/** The same tables as a page for a browser to print. */
const pageOf = ({ annexes }: DocumentLayout): string =>
  [
    "<!doctype html><html lang=vi><meta charset=utf-8><title>Danh mục</title>",
    "<style>@page{size:A4;margin:20mm 20mm 20mm 30mm}body{font:12pt Tinos,serif}table{border-collapse:collapse}td,th{border:.5pt solid}tr{break-inside:avoid}</style>",
    ...annexes.flatMap(({ heading, table }) => [
      `<h1>${escaped(heading)}</h1><table><thead><tr>${table.columns.map(({ heading: one, width }) => `<th style="width:${width}mm">${escaped(one)}</th>`).join("")}</tr></thead>`,
      ...table.rows.map((row) =>
        row.kind === "group"
          ? `<tr><td colspan=${table.columns.length}><b>${escaped(row.text)}</b></td></tr>`
          : `<tr>${row.cells.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`,
      ),
      "</table>",
    ]),
  ].join("\n")

/** Node's own cache of compiled code is on for both programs that run in it, as a server's would be. */
async function run(command: string, args: string[], cache = ""): Promise<string> {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "ignore"],
    env: cache ? { ...process.env, NODE_COMPILE_CACHE: cache } : process.env,
  })
  let output = ""
  child.stdout.on("data", (chunk) => {
    output += chunk
  })
  const [code] = (await once(child, "close")) as [number | null]
  if (code !== 0) throw new Error(`${command} ${args[0]} ended with ${code}`)
  return output
}

const script = (name: string): string => new URL(name, import.meta.url).pathname

/** Our decision against Typst and a browser's print of the same tables, each in a cold process from start to file. */
export const documentsArea: Area = {
  name: "documents",
  title: `Văn bản ${ROWS} dòng: cấu trúc, PDF/A-3a, tiêu đề lặp lại, tệp đính kèm; tiến trình mới`,
  run: async (say) => {
    const bytes = realList()
    if (!bytes) {
      say(NO_REAL_LIST)
      return []
    }
    const procedures = completeRows((await readRegisterFile(bytes)).rows)
      .filter(isWhole)
      .map(({ procedure }) => procedure)
    const folder = mkdtempSync(join(tmpdir(), "do-van-ban-"))
    const at = (name: string) => join(folder, name)
    try {
      const layout = layoutOf(editionOf(procedures, ROWS))
      for (const [name, rows] of [
        ["layout", ROWS],
        ["many", MANY],
      ] as const) {
        const edition = editionOf(procedures, rows)
        writeFileSync(at(`${name}.json`), JSON.stringify(layoutOf(edition)))
        for (const { name: file, bytes: content } of editionAttachments(edition))
          writeFileSync(at(`${name}-carried.${file.split(".").at(-1)}`), content)
      }
      writeFileSync(at("page.html"), pageOf(layout))
      const fonts = [...new Set(Object.values(FONT_FILES).map((file) => dirname(file)))].join(":")
      const reports: { drawn: number; memory: number }[] = []
      const draw = async (name: string, output: string) => {
        const inputs = [`${name}.json`, `${name}-carried.json`, `${name}-carried.csv`].map(at)
        return JSON.parse(
          await run(process.execPath, [script("./draw-ours.ts"), ...inputs, at(output)], at("cache")),
        )
      }
      const times = await timeInTurn(
        {
          ours: async () => reports.push(await draw("layout", "ours.pdf")),
          typst: () =>
            run(
              process.execPath,
              [script("./draw-typst.ts"), at("layout.json"), at("typst.pdf"), fonts],
              at("cache"),
            ),
          browser: () =>
            run(CHROMIUM, [
              ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
              ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
              ...[`--print-to-pdf=${at("browser.pdf")}`, `file://${at("page.html")}`],
            ]),
        },
        { rounds: ROUNDS, warmUp: 1 },
      )
      say(`${MANY} dòng…`)
      const many = await draw("many", "many.pdf")
      const drawn = median(reports.map((report) => report.drawn))
      const size = (name: string) => statSync(at(name)).size
      const measures: Measure[] = [
        {
          name: "against-typst",
          title: `Thời gian so với Typst (${times.typst.toFixed(0)} ms)`,
          value: times.ours / times.typst,
          unit: "×",
          target: { atMost: 0.67 },
        },
        {
          name: "against-browser",
          title: `Thời gian so với in từ Chromium (${times.browser.toFixed(0)} ms)`,
          value: times.ours / times.browser,
          unit: "×",
          target: { atMost: 0.2 },
        },
        {
          name: "size-against-typst",
          title: `Dung lượng so với Typst (${(size("typst.pdf") / 1024 / 1024).toFixed(1)} MiB)`,
          value: size("ours.pdf") / size("typst.pdf"),
          unit: "×",
          target: { atMost: 0.4 },
        },
        {
          name: "memory",
          title: "Bộ nhớ nhiều nhất",
          value: median(reports.map((report) => report.memory)),
          unit: "MiB",
          target: { atMost: 250 },
        },
        {
          name: "growth",
          title: `Mỗi dòng của ${MANY} dòng so với mỗi dòng của ${ROWS} dòng`,
          value: many.drawn / MANY / (drawn / ROWS),
          unit: "×",
          target: { atMost: 1.15 },
        },
      ]
      return measures
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

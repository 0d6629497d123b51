import { expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { atEveryLevel } from "#test/setup/a-decision.ts"
import {
  type DocumentLayout,
  paragraph,
  regular,
  type Table,
} from "#workflows/document-text/document-layout.ts"
import { figuresTable } from "#workflows/document-text/submission-figures.ts"
import { editPage } from "./edit-pdf.ts"
import { decisionOf, drawn, findingsIn, rulesBrokenIn, submissionOf } from "./linted.ts"
import { FIGURES_MUTANTS, type FiguresMutant } from "./mutants-of-figures.ts"

const edition = aFrozenEdition({ rows: 45, replaces: null, change: atEveryLevel })
const figures = figuresTable(edition)
const withFigures = (change: (table: Table) => Table): DocumentLayout => {
  const layout = submissionOf(edition)
  const blocks = layout.blocks.map((block) =>
    block.block === "table" ? { ...block, ...change(block) } : block,
  )
  return { ...layout, blocks }
}
const rulesOf = async (layout: DocumentLayout) =>
  (await rulesBrokenIn(await drawn(layout, edition))).filter((rule) => rule.startsWith("totals.figures"))

test("a Tờ trình with services of every level holds", async () => {
  expect(await findingsIn(await drawn(submissionOf(edition), edition))).toEqual([])
})

test.each<FiguresMutant>(FIGURES_MUTANTS)("a Tờ trình with %s breaks %s", async (_what, rule, change) => {
  expect(await rulesOf(withFigures(change))).toContain(rule)
})

const between = paragraph("body", regular("Số liệu trên được tổng hợp từ các cơ quan, đơn vị như sau:"))
const inText = (layout: DocumentLayout, table: Table): DocumentLayout => ({
  ...layout,
  blocks: [...layout.blocks.slice(0, -1), between, { block: "table", ...table }, ...layout.blocks.slice(-1)],
})
const PLACES: [where: string, put: (table: Table) => DocumentLayout][] = [
  ["the text of a decision", (table) => inText(decisionOf(edition), table)],
  ["a second table of a Tờ trình", (table) => inText(submissionOf(edition), table)],
  [
    "a table that goes on over many pages",
    ({ columns, rows }) => {
      const [first] = rows.filter(({ kind }) => kind === "item")
      const none = first?.kind === "item" ? first.cells.map((cell, at) => (at < 2 ? cell : "0")) : []
      const more = Array.from({ length: 90 }, () => ({ kind: "item" as const, cells: none }))
      return inText(submissionOf(edition), {
        columns,
        rows: [...rows.slice(0, 1), ...more, ...rows.slice(1)],
      })
    },
  ],
  [
    "an annex",
    (table) => {
      const layout = decisionOf(edition)
      const last = layout.annexes.at(-1)
      return {
        ...layout,
        annexes: [...layout.annexes, ...(last ? [{ ...last, orientation: "portrait", table } as const] : [])],
      }
    },
  ],
]

/** One fault down and one across. */
const SAMPLES = [...new Map(FIGURES_MUTANTS.map((mutant) => [mutant[1], mutant])).values()]

test.each(PLACES)("figures are added up in %s", async (_where, put) => {
  expect(await rulesOf(put(figures))).toEqual([])
  for (const [what, rule, change] of SAMPLES)
    expect(await rulesOf(put(change(figures))), what).toContain(rule)
})

test("a finished file in which one figure was drawn over is noticed, down and across", async () => {
  const bytes = await drawn(submissionOf(edition), edition)
  const rules = await rulesBrokenIn(
    await editPage(bytes, 1, (page) => {
      const { y } = page.line("Tổng cộng")
      const cells = page.lines.filter((line) => Math.abs(line.y - y) < 1 && /^\d+$/u.test(line.text))
      const [total, full] = cells.sort((a, b) => a.x - b.x)
      if (!total || !full) throw new Error("no total")
      page.change(total, { text: full.text })
    }),
  )
  expect(rules).toEqual(["totals.figures", "totals.figures-across"])
})

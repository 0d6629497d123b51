import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { beforeAll, expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DEPUTY, FACTS } from "#test/setup/a-decision.ts"
import { withOffice } from "#test/setup/a-sealed-decision.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { drawSubmission } from "#workflows/document-drawing/draw-submission.server.ts"
import { differingShare, gridOfPage } from "./page-grid.ts"

/** Pages as they looked when somebody last looked at them; `UPDATE_PAGE_PICTURES=1` takes today's. */
const GOLDEN = new URL("page-pictures.json", import.meta.url)
const TOLERANCE = 0.005

const edition = aFrozenEdition({ rows: 24 })
const PAGES: [name: string, document: "decision" | "submission" | "annex", page: number][] = [
  ["first page of the decision", "decision", 1],
  ["last page of the decision's text", "decision", 2],
  ["first page of an annex", "decision", 3],
  ["first page of the Tờ trình", "submission", 1],
  ["first page of a sealed annex in a file of its own", "annex", 1],
]

const files: Record<string, Uint8Array> = {}
let golden: Record<string, string[]> = {}
beforeAll(async () => {
  files.decision = (await drawDecision(edition, FACTS)).bytes
  files.submission = (
    await drawSubmission(edition, {
      submission: null,
      signatory: { position: "CHÁNH VĂN PHÒNG", capacity: "HEAD", fullName: DEPUTY.fullName },
    })
  ).bytes
  const { annexes } = await drawDecision(edition, { ...FACTS, annexesApart: true })
  const partial = annexes.find(({ kind }) => kind === "PARTIAL")
  if (partial) files.annex = await withOffice(({ sealAnnex }) => sealAnnex(partial.bytes))
  if (process.env.UPDATE_PAGE_PICTURES === "1")
    writeFileSync(
      GOLDEN,
      `${JSON.stringify(Object.fromEntries(PAGES.map(([name, file, page]) => [name, gridOf(file, page)])), null, 2)}\n`,
    )
  if (existsSync(GOLDEN)) golden = JSON.parse(readFileSync(GOLDEN, "utf8"))
}, 60_000)

const gridOf = (file: string, page: number) => gridOfPage(files[file] as Uint8Array, page)

test.each(PAGES)("the %s looks as it did", (name, file, page) => {
  expect(differingShare(golden[name] ?? [], gridOf(file, page))).toBeLessThan(TOLERANCE)
})

test("a page that moved by two millimetres no longer looks the same", () => {
  const [name = "", file = "", page = 1] = PAGES[0] ?? []
  const bytes = Buffer.from(files[file] as Uint8Array).toString("latin1")
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/u.exec(bytes)
  expect(box).not.toBeNull()
  const moved = Buffer.from(
    bytes.replaceAll(box?.[0] ?? "", (text) => text.replace("[0 0", "[6 0")),
    "latin1",
  )
  expect(differingShare(golden[name] ?? [], gridOfPage(moved, page))).toBeGreaterThan(TOLERANCE * 4)
})

test("one page is not mistaken for another", () => {
  for (const [name, file, page] of PAGES)
    for (const [other] of PAGES)
      if (other !== name)
        expect(differingShare(golden[other] ?? [], gridOf(file, page))).toBeGreaterThan(TOLERANCE * 4)
})

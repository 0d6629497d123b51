import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import { beforeAll, expect, test } from "vitest"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { SIGNING_CAPACITIES } from "#models/official-document/official-document.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS, POSITIONS } from "#test/setup/a-decision.ts"
import { textAsDrawn } from "#test/setup/pdf-tools.ts"
import { CHIEF } from "#test/workflows/document-form/linted.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"
import { BETWEEN_CELLS, layoutLines } from "#workflows/document-text/layout-lines.ts"

/** What documents said when somebody last read them; `UPDATE_GOLDENS=1` takes what they say today. */
const GOLDEN = new URL("goldens.json", import.meta.url)
/** Of a longer document the lines are counted and their digest is kept. */
const READABLE = 120

type Golden = string[] | { lines: number; sha256: string }

const TABLE = join(import.meta.dirname, "../../../seeds/reference/procedures.csv")
const longestNames = (): string[] =>
  parse<Record<string, string>>(readFileSync(TABLE), { columns: true, bom: true })
    .map((row) => row["Tên TTHC"] ?? "")
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, 6)

const inCapacity = (capacity: (typeof SIGNING_CAPACITIES)[number]): DocumentLayout => {
  const issuingAuthority = capacity.startsWith("TM") ? "COMMITTEE" : "CHAIRMAN"
  const edition = aFrozenEdition({ rows: 2, issuer: { issuingAuthority } })
  const signatory = { capacity, position: POSITIONS[capacity], fullName: "Phan Trọng Khải" }
  return composeDecision(edition, { ...FACTS, signatory })
}

const decision = (wanted: Parameters<typeof aFrozenEdition>[0]) =>
  composeDecision(aFrozenEdition(wanted), FACTS)
const withNames = (names: string[]): FrozenEdition =>
  aFrozenEdition({
    rows: names.length,
    change: (entry) => ({ ...entry, serviceName: names[entry.position - 1] ?? entry.serviceName }),
  })

const DOCUMENTS: Record<string, () => DocumentLayout> = {
  "a decision of one page with one annex": () =>
    decision({
      rows: 2,
      partialEvery: 0,
      replaces: null,
      issuer: {
        preambleBases: ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"],
        implementers:
          "Chánh Văn phòng Ủy ban nhân dân tỉnh và các cơ quan liên quan chịu trách nhiệm thi hành",
        recipients: ["Như Điều 4", "Lưu: VT, KSTT"],
      },
    }),
  "a decision with two annexes": () => decision({ rows: 12 }),
  "an amendment with three annexes": () =>
    decision({
      rows: 12,
      kind: "AMENDMENT",
      change: (entry) =>
        entry.position % 5 === 1 ? { ...entry, level: "INFORMATION_ONLY", previousLevel: "PARTIAL" } : entry,
    }),
  "a decision of three hundred pages": () => decision({ rows: 2700 }),
  "a decision with the longest names of the list": () => composeDecision(withNames(longestNames()), FACTS),
  "a Tờ trình": () => composeSubmission(aFrozenEdition({ rows: 12 }), { ...FACTS, signatory: CHIEF }),
  ...Object.fromEntries(
    SIGNING_CAPACITIES.map((capacity) => [
      `a decision signed in the capacity ${capacity}`,
      () => inCapacity(capacity),
    ]),
  ),
}

const goldenOf = (lines: string[]): Golden =>
  lines.length <= READABLE ? lines : { lines: lines.length, sha256: sha256(lines.join("\n")) }

let golden: Record<string, Golden> = {}
beforeAll(() => {
  if (process.env.UPDATE_GOLDENS === "1") {
    const today = Object.entries(DOCUMENTS).map(([name, layout]) => [name, goldenOf(layoutLines(layout()))])
    writeFileSync(GOLDEN, `${JSON.stringify(Object.fromEntries(today), null, 2)}\n`)
  }
  golden = JSON.parse(readFileSync(GOLDEN, "utf8"))
})

test.each(Object.entries(DOCUMENTS))("%s says what it said", (name, layout) => {
  expect(goldenOf(layoutLines(layout()))).toEqual(golden[name])
})

test("no golden is left of a document that is not made any more", () => {
  expect(Object.keys(golden)).toEqual(Object.keys(DOCUMENTS))
})

const squeezed = (text: string) => text.normalize("NFC").replace(/\s+/gu, "")

test.each(Object.entries(DOCUMENTS))(
  "%s can be read back word for word from its file",
  { timeout: 120_000 },
  async (_name, compose) => {
    // With number and date on the page itself: blank, they are fields, which poppler reads after the page.
    const composed = compose()
    const layout = { ...composed, header: { ...composed.header, number: "15", day: "2023-05-12" } }
    const { bytes } = await renderPdf(layout, {
      createdAt: new Date("2023-05-04T01:00:00Z"),
      attachments: [],
    })
    // A page's number stands before what goes on over the page.
    const text = squeezed(
      textAsDrawn(bytes)
        .map((page) => page.replace(/^\d+\n/u, ""))
        .join("\n"),
    )
    const missing = layoutLines(layout)
      .flatMap((line) => line.split(BETWEEN_CELLS))
      .filter((part) => !text.includes(squeezed(part)))
    expect(missing).toEqual([])
  },
)

test("the short decision and the long one are as long as they are said to be", async () => {
  const pagesOf = async (name: string) => {
    const compose = DOCUMENTS[name]
    if (!compose) throw new Error(name)
    const { pages } = await renderPdf(compose(), {
      createdAt: new Date("2023-05-04T01:00:00Z"),
      attachments: [],
    })
    return pages
  }
  expect(await pagesOf("a decision of one page with one annex")).toBe(2)
  expect(await pagesOf("a decision of three hundred pages")).toBeGreaterThanOrEqual(300)
})

test("every day of a year is printed with a zero before days under ten and the months January and February only", () => {
  const { header } = decision({ rows: 1 })
  for (let day = new Date("2024-01-01T00:00:00Z"); day.getUTCFullYear() === 2024; ) {
    const [date, month] = [day.getUTCDate(), day.getUTCMonth() + 1]
    const printed = `${date < 10 ? "0" : ""}${date} tháng ${month < 3 ? "0" : ""}${month} năm 2024`
    const layout = { ...decision({ rows: 1 }), header: { ...header, day: day.toISOString().slice(0, 10) } }
    expect(layoutLines(layout)).toContain(`Đắk Nông, ngày ${printed}`)
    day = new Date(day.getTime() + 86_400_000)
  }
})

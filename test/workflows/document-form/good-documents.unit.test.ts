import { expect, test } from "vitest"
import { preambleBasesOn } from "#models/legal-regime/legal-regime.ts"
import { SIGNING_CAPACITIES } from "#models/official-document/official-document.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { issuerOn } from "#seeds/reference/issuer.ts"
import { REGIME_A } from "#seeds/reference/regimes/regime-a.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { FACTS, POSITIONS } from "#test/setup/a-decision.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { LINT_RULES } from "#workflows/document-form/rules/all-rules.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"
import { bold, paragraph } from "#workflows/document-text/document-layout.ts"
import { pageCount } from "#workflows/pdf-file/page-count.server.ts"
import { CHIEF, decisionOf, drawn, EDITION, findingsIn, rulesBrokenIn, submissionOf } from "./linted.ts"

/** So short that its main text fills one page. */
const short = aFrozenEdition({
  rows: 2,
  partialEvery: 0,
  replaces: null,
  issuer: {
    preambleBases: ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"],
    implementers: "Chánh Văn phòng Ủy ban nhân dân tỉnh và các cơ quan liên quan chịu trách nhiệm thi hành",
    recipients: ["Như Điều 4", "Cổng Thông tin điện tử tỉnh", "Lưu: VT, KSTT"],
  },
})

test("rules have ids of their own, a sentence, and the place where they are written", () => {
  expect(LINT_RULES.length).toBeGreaterThanOrEqual(80)
  expect(new Set(LINT_RULES.map(({ id }) => id)).size).toBe(LINT_RULES.length)
  for (const { id, law, sentence } of LINT_RULES) {
    expect(id).toMatch(/^[a-z-]+\.[a-z-]+$/u)
    expect(law).not.toBe("")
    expect(sentence).toMatch(/^«?\p{Lu}.*\.$/u)
  }
})

test("a decision with two annexes holds, unsigned and on every step to the seal", async () => {
  const bytes = await drawn(decisionOf())
  expect(await findingsIn(bytes)).toEqual([])
  await withOffice(async (office) => {
    const signed = await office.sign(bytes)
    expect(await findingsIn(signed)).toEqual([])
    expect(await findingsIn(await office.number(signed))).toEqual([])
    expect(await findingsIn(await issue(office, bytes))).toEqual([])
  })
})

test("a decision whose main text is one page holds", async () => {
  const bytes = await drawn(decisionOf(short), short)
  expect(pageCount(bytes)).toBe(2)
  expect(await findingsIn(bytes)).toEqual([])
})

test.each(["THÀNH PHỐ ĐÀ NẴNG", "THÀNH PHỐ HỒ CHÍ MINH"])(
  "a submission of the office of %s holds: the name above it takes two lines",
  async (provinceUpper) => {
    const city = aFrozenEdition({ rows: 2, issuer: { provinceUpper } })
    expect(await findingsIn(await drawn(submissionOf(city), city))).toEqual([])
  },
)

test("a decision of three hundred pages with a landscape annex holds", { timeout: 120_000 }, async () => {
  const large = aFrozenEdition({ rows: 2700 })
  const bytes = await drawn(decisionOf(large), large)
  expect(pageCount(bytes)).toBeGreaterThanOrEqual(300)
  expect(await findingsIn(bytes)).toEqual([])
})

const KINDS_OF_ANNEXES: Parameters<typeof aFrozenEdition>[0][] = [
  { rows: 40, partialEvery: 0 },
  { rows: 40, partialEvery: 1 },
  {
    rows: 12,
    kind: "AMENDMENT",
    change: (entry) =>
      entry.position % 5 === 1 ? { ...entry, level: "INFORMATION_ONLY", previousLevel: "PARTIAL" } : entry,
  },
]

test("one annex alone, only partial services, or an amendment with three annexes hold", async () => {
  for (const one of KINDS_OF_ANNEXES) {
    const edition = aFrozenEdition(one)
    expect(await findingsIn(await drawn(decisionOf(edition), edition))).toEqual([])
  }
})

test("so they do with their annexes in files of their own, in every file", async () => {
  const counts: number[] = []
  for (const one of KINDS_OF_ANNEXES) {
    const { bytes, annexes } = await drawDecision(aFrozenEdition(one), { ...FACTS, annexesApart: true })
    for (const file of [bytes, ...annexes.map((annex) => annex.bytes)])
      expect(await findingsIn(file)).toEqual([])
    counts.push(annexes.length)
  }
  expect(counts).toEqual([1, 1, 3])
})

test("Tờ trình holds, by the head of the office or a deputy", async () => {
  expect(await findingsIn(await drawn(submissionOf()))).toEqual([])
  const deputy = { ...CHIEF, position: "PHÓ CHÁNH VĂN PHÒNG", capacity: "KT" } as const
  expect(await findingsIn(await drawn(composeSubmission(EDITION, { ...FACTS, signatory: deputy })))).toEqual(
    [],
  )
})

test.each(SIGNING_CAPACITIES)("a decision signed in the capacity %s holds", async (capacity) => {
  const issuingAuthority = capacity.startsWith("TM") ? "COMMITTEE" : "CHAIRMAN"
  const edition = aFrozenEdition({ rows: 4, issuer: { issuingAuthority } })
  const signatory = { capacity, position: POSITIONS[capacity], fullName: "Phan Trọng Khải" }
  expect(await findingsIn(await drawn(composeDecision(edition, { ...FACTS, signatory }), edition))).toEqual(
    [],
  )
})

test.each(["Điểu K'Ré", "H’Yim Kđoh", "Y Thanh Hà Niê Kđăm", "K'Brông Bon-Jốt"])(
  "the name %s holds",
  async (fullName) => {
    const edition = aFrozenEdition({ rows: 2 })
    const signatory = { capacity: "KT", position: "PHÓ CHỦ TỊCH", fullName } as const
    expect(await findingsIn(await drawn(composeDecision(edition, { ...FACTS, signatory }), edition))).toEqual(
      [],
    )
  },
)

test("days and months of the whole year hold as they are printed", { timeout: 120_000 }, async () => {
  const layout = decisionOf(short)
  for (let day = 1; day <= 31; day += 1) {
    const month = day > 28 ? [1, 3, 5][day % 3] : (day % 12) + 1
    const text = `2023-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
    const header = { ...layout.header, number: String(day).padStart(2, "0"), day: text }
    expect(await findingsIn(await drawn({ ...layout, header }, short)), text).toEqual([])
  }
})

test.each([
  ["2023-05-08", REGIME_A],
  ["2025-05-08", REGIME_A],
  ["2025-08-04", REGIME_A],
  ["2026-05-08", REGIME_A],
  ["2026-08-03", REGIME_B],
] as const)("with issuer and legal bases of %s a decision holds", async (day, regime) => {
  const issuer = { ...issuerOn(day), preambleBases: preambleBasesOn(regime, day) }
  const edition = aFrozenEdition({ rows: 12, issuer })
  expect(await findingsIn(await drawn(decisionOf(edition), edition))).toEqual([])
  expect(await findingsIn(await drawn(submissionOf(edition)))).toEqual([])
})

test("a list with names as the national database writes them holds", async () => {
  const edition = aFrozenEdition({
    rows: 6,
    change: (entry) => ({
      ...entry,
      serviceName: `${entry.serviceName} , cấp lại ( lần 2 ) ; gia hạn : 5 năm`,
    }),
  })
  expect(await findingsIn(await drawn(decisionOf(edition), edition))).toEqual([])
})

test("a row taller than a page may go on over the next", async () => {
  const tall = aFrozenEdition({
    rows: 3,
    partialEvery: 0,
    change: (entry) =>
      entry.position === 2 ? { ...entry, serviceName: "thủ tục dài ".repeat(400).trim() } : entry,
  })
  expect(await findingsIn(await drawn(decisionOf(tall), tall))).toEqual([])
})

test("a title before a table that ends on the next page is not said to stand alone", async () => {
  const layout = submissionOf()
  const at = layout.blocks.findIndex((block) => block.block === "table")
  const table = layout.blocks[at]
  if (table?.block !== "table") throw new Error("no table")
  const items = table.rows.filter(({ kind }) => kind === "item")
  const tall = { ...table, rows: Array.from({ length: 12 }, () => items).flat() }
  const title = paragraph("heading", bold("4. Bảng kê"))
  const blocks = [...layout.blocks.slice(0, at), title, tall, ...layout.blocks.slice(at + 1)]
  expect(await rulesBrokenIn(await drawn({ ...layout, blocks }))).not.toContain("body.heading-kept")
})

import { expect, test } from "vitest"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { atEveryLevel, FACTS, paragraphsOf } from "#test/setup/a-decision.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"
import { COMPOSED_WIDTH } from "#workflows/document-text/document-layout.ts"

const facts = {
  ...FACTS,
  signatory: { position: "CHÁNH VĂN PHÒNG", capacity: "HEAD" as const, fullName: "Vũ Thành Nhân" },
}
const edition = aFrozenEdition({ rows: 36 })
const layout = composeSubmission(edition, facts)

test("the submission goes from the provincial office to the chairman with its own number and day", () => {
  expect(layout.header).toEqual({
    agency: [
      { text: "UBND TỈNH ĐẮK NÔNG", bold: false },
      { text: "VĂN PHÒNG", bold: true },
    ],
    number: "12",
    symbol: "TTr-VPUBND",
    placeName: "Đắk Nông",
    day: "2023-05-08",
  })
  expect(paragraphsOf(layout)[0]).toBe("Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Đắk Nông")
  expect(layout.closing.capacity).toEqual(["CHÁNH VĂN PHÒNG"])
  expect(layout.closing.recipients[0]).toBe("Như trên")
})

test("the table counts by level and agency, every level in a column, and adds up to the edition's totals", () => {
  const all = aFrozenEdition({ rows: 36, change: atEveryLevel })
  const table = composeSubmission(all, facts).blocks.find((block) => block.block === "table")
  if (table?.block !== "table") throw new Error("no table")
  expect(table.columns.slice(2).map(({ heading }) => heading)).toEqual([
    "Tổng số dịch vụ công",
    "Toàn trình",
    "Một phần",
    "Cung cấp thông tin trực tuyến",
    "Không cung cấp",
  ])
  expect(table.columns.reduce((sum, { width }) => sum + width, 0)).toBe(COMPOSED_WIDTH.portrait)
  const counted = table.rows.flatMap((row) => (row.kind === "item" ? [row.cells.slice(2).map(Number)] : []))
  const sum = [0, 1, 2, 3, 4].map((column) => counted.reduce((total, row) => total + (row[column] ?? 0), 0))
  expect(sum).toEqual([36, ...SERVICE_LEVELS.map((level) => all.totals.levels[level])])
  expect(Math.min(...sum)).toBeGreaterThan(0)
  expect(table.rows.at(-1)).toEqual({ kind: "total", cells: ["", "Tổng cộng", ...sum.map(String)] })
})

test("levels that are not online are said where there are any", () => {
  const { FULL, PARTIAL, INFORMATION_ONLY, NOT_PROVIDED } = aFrozenEdition({ rows: 36, change: atEveryLevel })
    .totals.levels
  const said = (some: typeof layout) => paragraphsOf(some).find((text) => text.startsWith("Dự thảo Danh mục"))
  expect(said(composeSubmission(aFrozenEdition({ rows: 36, change: atEveryLevel }), facts))).toMatch(
    new RegExp(
      `gồm ${FULL} .* toàn trình và ${PARTIAL} .* một phần; ngoài ra có 0?${INFORMATION_ONLY} .* chỉ cung cấp thông tin trực tuyến, 0?${NOT_PROVIDED} .* không cung cấp trực tuyến\\. Cụ thể`,
      "u",
    ),
  )
  expect(said(layout)).not.toContain("ngoài ra")
})

test("changes against the year before add up to the rows", () => {
  const text = paragraphsOf(layout).find((one) => one.startsWith("So với Danh mục")) ?? ""
  expect(text).toContain("tại Quyết định số 815/QĐ-UBND ngày 20 tháng 5 năm 2022:")
  const [added, raised, lowered, kept, removed] = [
    ...(text.split("năm 2022: ")[1]?.matchAll(/\d+/gu) ?? []),
  ].map(Number)
  expect((added ?? 0) + (raised ?? 0) + (lowered ?? 0) + (kept ?? 0)).toBe(36)
  expect(removed).toBe(1)
})

test("the first catalogue compares itself with none", () => {
  const first = composeSubmission(aFrozenEdition({ rows: 2, replaces: null }), facts)
  expect(paragraphsOf(first)).toContain("Đây là Danh mục được lập lần đầu, chưa có kỳ trước để so sánh.")
})

test("a catalogue without partial services says so", () => {
  const full = composeSubmission(aFrozenEdition({ rows: 2, partialEvery: 0 }), facts)
  expect(paragraphsOf(full)).toContain("Không có dịch vụ công nào chỉ cung cấp một phần.")
})

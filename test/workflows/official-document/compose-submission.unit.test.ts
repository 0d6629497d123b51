import { expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { composeSubmission } from "#workflows/official-document/compose-submission.ts"
import { FACTS, paragraphsOf } from "./a-decision.ts"

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

test("the table counts by level and agency and adds up to the edition's totals", () => {
  const table = layout.blocks.find((block) => block.block === "table")
  if (table?.block !== "table") throw new Error("no table")
  const counted = table.rows.flatMap((row) => (row.kind === "item" ? [row.cells.slice(2).map(Number)] : []))
  const sum = [0, 1, 2, 3].map((column) => counted.reduce((total, row) => total + (row[column] ?? 0), 0))
  expect(sum).toEqual([36, edition.totals.levels.FULL, edition.totals.levels.PARTIAL, 0])
  expect(table.rows.at(-1)).toEqual({ kind: "total", cells: ["", "Tổng cộng", ...sum.map(String)] })
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

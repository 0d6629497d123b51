import { expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS, paragraphsOf } from "#test/setup/a-decision.ts"
import {
  CHIEF,
  drawn,
  findingsIn,
  rulesBrokenIn,
  submissionOf,
} from "#test/workflows/document-form/linted.ts"
import { groupAt, paragraphAt } from "#test/workflows/document-form/mutations.ts"
import { composeChanges } from "#workflows/document-text/compose-changes.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"

const edition = aFrozenEdition({
  rows: 60,
  change: (entry) =>
    entry.position % 9 === 0
      ? { ...entry, change: "LOWERED", level: "PARTIAL", previousLevel: "FULL" }
      : entry,
})
const groupsIn = (of = edition) =>
  composeChanges(of).flatMap(({ table }) =>
    table.rows.flatMap((row) => (row.kind === "group" ? [row.text] : [])),
  )
const comparison = (of = edition) =>
  paragraphsOf(composeSubmission(of, { ...FACTS, signatory: CHIEF })).find((text) =>
    /Quyết định số 815/u.test(text),
  )

test("every change is listed once, by kind, with what the service was and is", () => {
  const changed = edition.entries.filter(({ change }) => change !== "KEPT")
  const items = composeChanges(edition).flatMap(({ table }) =>
    table.rows.flatMap((row) => (row.kind === "item" ? [row.cells] : [])),
  )
  expect(items.length).toBe(changed.length + edition.removed.length)
  expect(new Set(items.map(([, code]) => code)).size).toBe(items.length)
  expect(groupsIn().map((text) => text.replace(/ \(.*/u, ""))).toEqual([
    "A. DỊCH VỤ CÔNG BỔ SUNG MỚI",
    "B. DỊCH VỤ CÔNG NÂNG MỨC ĐỘ",
    "C. DỊCH VỤ CÔNG HẠ MỨC ĐỘ",
    "D. DỊCH VỤ CÔNG ĐƯA RA KHỎI DANH MỤC",
  ])
  expect(items.at(-1)).toEqual([
    "1",
    "1.999999\n(1.999999.01)",
    "Thủ tục đã bãi bỏ",
    "Sở Tư pháp",
    "Toàn trình",
    "Không còn",
  ])
})

test("the text of the Tờ trình counts what its annex lists, and names it", () => {
  const counts = groupsIn().map((text) => /\((\d+) dịch vụ công\)$/u.exec(text)?.[1])
  const said = comparison() ?? ""
  expect(said).toContain(`${counts[0]} dịch vụ công bổ sung mới, ${counts[1]} dịch vụ công nâng mức độ`)
  expect(said).toContain(`${counts[2]} dịch vụ công hạ mức độ`)
  expect(said).toContain(`${counts[3]} dịch vụ công đưa ra khỏi Danh mục; chi tiết tại Phụ lục kèm theo`)
})

test("what an amendment takes out is counted and listed as taken out, as its decision says", () => {
  const amendment = aFrozenEdition({
    rows: 12,
    kind: "AMENDMENT",
    change: (entry) =>
      entry.position <= 3
        ? { ...entry, level: "INFORMATION_ONLY", previousLevel: "PARTIAL", change: "LOWERED" }
        : entry,
  })
  const said = comparison({ ...amendment, removed: [] }) ?? ""
  expect(said).toContain("00 dịch vụ công hạ mức độ")
  expect(said).toContain("03 dịch vụ công đưa ra khỏi Danh mục")
  expect(groupsIn({ ...amendment, removed: [] }).at(-1)).toMatch(
    /DỊCH VỤ CÔNG ĐƯA RA KHỎI DANH MỤC \(03 dịch vụ công\)$/u,
  )
})

test("nothing to compare with, or nothing changed, gives no annex and says so", () => {
  expect(composeChanges(aFrozenEdition({ replaces: null }))).toEqual([])
  const same = { ...aFrozenEdition({ change: (entry) => ({ ...entry, change: "KEPT" }) }), removed: [] }
  expect(composeChanges(same)).toEqual([])
  expect(comparison(same)).toBe(
    "Danh mục không thay đổi so với Danh mục công bố tại Quyết định số 815/QĐ-UBND ngày 20 tháng 5 năm 2022.",
  )
})

test("the annex is drawn by the rules of annexes, whose breach is found", async () => {
  const layout = submissionOf(edition)
  expect(await findingsIn(await drawn(layout, edition))).toEqual([])
  const offByOne = groupAt(0, (text) => text.replace(/\((\d+)/u, (_, count) => `(${Number(count) + 1}`))
  expect(await rulesBrokenIn(await drawn(offByOne(layout), edition))).toContain("totals.subtotals")
  const ofTheDraft = paragraphAt("Các dịch vụ công trực tuyến một phần", () => [])
  const unnamed = paragraphAt("So với Danh mục", () => [])
  expect(await rulesBrokenIn(await drawn(unnamed(ofTheDraft(layout)), edition))).toContain("annex.referred")
})

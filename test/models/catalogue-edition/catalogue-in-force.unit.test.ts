import { expect, test } from "vitest"
import type { RecallOutcome } from "#models/campaign/recall-outcome.ts"
import {
  amendedDecisions,
  type CatalogueRow,
  editionsInForceOn,
  rowsInForce,
  withoutRepealed,
} from "#models/catalogue-edition/catalogue-in-force.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { instantOf } from "#models/shared/dates.ts"
import { standingOf } from "#workflows/screens/edition-heading.ts"
import { anEntry, anIssuedEdition } from "./an-issued-edition.ts"

const BIRTH = anEntry("1.001193", "Thủ tục đăng ký khai sinh", { level: "PARTIAL" })
const DEATH = anEntry("1.000656", "Thủ tục đăng ký khai tử")
const of2022 = anIssuedEdition({ year: 2022, entries: [BIRTH] })
const of2023 = anIssuedEdition({ year: 2023, entries: [BIRTH, DEATH] })
const amendment = anIssuedEdition({
  year: 2023,
  sequence: 2,
  kind: "AMENDMENT",
  amends: "2023-1",
  decision: { number: "900", symbol: "QĐ-UBND", day: "2023-10-02" },
  entries: [{ ...BIRTH, level: "FULL" }, anEntry("1.000894", "Thủ tục đăng ký kết hôn")],
})

const read = async (edition: typeof of2022) => ({ ...edition, edition: await edition.load() })

const SECOND = {
  year: 2023,
  sequence: 3,
  kind: "AMENDMENT",
  amends: "2023-1",
  decision: { number: "990", symbol: "QĐ-UBND", day: "2023-12-01" },
} as const
const second = anIssuedEdition({ ...SECOND, entries: [DEATH] })
/** As amendments were kept before: each names the one before it. */
const secondAsKeptBefore = { ...second, amends: "2023-2" }
const recalledOn = <E extends IssuedEdition>(
  one: E,
  day: string,
  follows: RecallOutcome = "NOTHING_IN_FORCE",
): E => ({
  ...one,
  recalled: { at: instantOf(day, "09:00:00").toISOString(), reason: "Sai thẩm quyền", follows },
})
const archived = <E extends IssuedEdition>(one: E): E => ({ ...one, state: "archived" })
const corrected = <E extends IssuedEdition>(one: E): E => ({
  ...one,
  errata: [{ letter: "12/UBND-KSTT", text: "Sửa lỗi chính tả", at: "2023-06-01T00:00:00.000Z" }],
})

/** What was issued in words of the office, a day, and the editions in force on it: the annual one first. */
const CASES: [said: string, issued: IssuedEdition[], day: string, inForce: string[]][] = [
  ["chưa phát hành gì", [], "2023-12-31", []],
  ["trước ngày của quyết định đầu tiên", [of2022], "2022-05-11", []],
  ["đúng ngày của quyết định", [of2022], "2022-05-12", ["2022-1"]],
  ["năm sau thay năm trước", [of2023, of2022], "2023-12-31", ["2023-1"]],
  ["tra về trước ngày thay thế", [of2023, of2022], "2023-05-11", ["2022-1"]],
  ["một lần điều chỉnh", [amendment, of2022, of2023], "2023-12-31", ["2023-1", "2023-2"]],
  ["tra về trước ngày điều chỉnh", [amendment, of2023], "2023-10-01", ["2023-1"]],
  ["hai lần điều chỉnh", [second, amendment, of2023], "2023-12-31", ["2023-1", "2023-2", "2023-3"]],
  [
    "điều chỉnh lưu theo lối cũ",
    [secondAsKeptBefore, amendment, of2023],
    "2023-12-31",
    ["2023-1", "2023-2", "2023-3"],
  ],
  [
    "thu hồi lần điều chỉnh thứ nhất, lần thứ hai còn nguyên",
    [second, recalledOn(amendment, "2023-12-10"), of2023],
    "2023-12-31",
    ["2023-1", "2023-3"],
  ],
  [
    "thu hồi lần thứ nhất khi lần thứ hai lưu theo lối cũ",
    [secondAsKeptBefore, recalledOn(amendment, "2023-12-10"), of2023],
    "2023-12-31",
    ["2023-1", "2023-3"],
  ],
  [
    "trước ngày thu hồi lần điều chỉnh vẫn như cũ",
    [second, recalledOn(amendment, "2023-12-10"), of2023],
    "2023-12-09",
    ["2023-1", "2023-2", "2023-3"],
  ],
  [
    "điều chỉnh của năm trước không theo sang năm sau",
    [anIssuedEdition({ year: 2024 }), amendment, of2023],
    "2024-06-01",
    ["2024-1"],
  ],
  [
    "thu hồi danh mục năm, không nói gì về danh mục cũ",
    [recalledOn(of2023, "2023-06-01"), of2022, amendment],
    "2023-12-31",
    [],
  ],
  [
    "thu hồi danh mục năm, danh mục cũ có hiệu lực trở lại",
    [recalledOn(of2023, "2023-06-01", "FORMER_RETURNS"), of2022, amendment],
    "2023-12-31",
    ["2022-1"],
  ],
  [
    "danh mục cũ trở lại cùng lần điều chỉnh của nó",
    [recalledOn(anIssuedEdition({ year: 2024 }), "2024-06-01", "FORMER_RETURNS"), amendment, of2023],
    "2024-06-01",
    ["2023-1", "2023-2"],
  ],
  [
    "cho trở lại, nhưng danh mục cũ cũng đã bị thu hồi",
    [recalledOn(of2023, "2023-06-01", "FORMER_RETURNS"), recalledOn(of2022, "2023-05-20")],
    "2023-12-31",
    [],
  ],
  [
    "thu hồi rồi ban hành lại trong năm",
    [
      anIssuedEdition({
        year: 2023,
        sequence: 2,
        decision: { number: "600", symbol: "QĐ-UBND", day: "2023-07-01" },
      }),
      recalledOn(of2023, "2023-06-01"),
      of2022,
    ],
    "2023-12-31",
    ["2023-2"],
  ],
  [
    "đã lưu trữ vẫn có hiệu lực",
    [archived(amendment), archived(of2023), of2022],
    "2023-12-31",
    ["2023-1", "2023-2"],
  ],
  [
    "đính chính không đổi hiệu lực",
    [corrected(amendment), corrected(of2023)],
    "2023-12-31",
    ["2023-1", "2023-2"],
  ],
]

test.each(CASES)("có hiệu lực: %s", (_, issued, day, inForce) => {
  const found = editionsInForceOn(issued, day)
  expect(found ? [found.base, ...found.amendments].map(({ editionId }) => editionId) : []).toEqual(inForce)
})

test("every row says which decision it stands on: the amendment's where it names the service", async () => {
  const rows = rowsInForce(await read(of2023), [await read(amendment)])
  expect(rows.map(({ entry, standsOn }) => [entry.serviceName, entry.level, standsOn.number])).toEqual([
    ["Thủ tục đăng ký kết hôn", "FULL", "900/QĐ-UBND"],
    ["Thủ tục đăng ký khai sinh", "FULL", "900/QĐ-UBND"],
    ["Thủ tục đăng ký khai tử", "FULL", "524/QĐ-UBND"],
  ])
})

test("no service stands twice in the catalogue in force", async () => {
  const rows = rowsInForce(await read(of2023), [await read(amendment)])
  expect(new Set(rows.map(({ entry }) => entry.serviceId)).size).toBe(rows.length)
})

const TODAY = "2024-12-31"

test("an older edition says what replaced it, an annual one what amends it, an amendment the annual one", () => {
  const all = [second, amendment, of2023, of2022]
  expect(standingOf(of2022, all, TODAY).replacedBy?.editionId).toBe("2023-1")
  expect(standingOf(of2023, all, TODAY)).toMatchObject({
    replacedBy: null,
    amendedBy: [{ editionId: "2023-3" }, { editionId: "2023-2" }],
  })
  expect(standingOf(secondAsKeptBefore, all, TODAY).amends?.editionId).toBe("2023-1")
})

test("an amendment is replaced together with the edition it amends", () => {
  const of2024 = anIssuedEdition({ year: 2024 })
  expect(standingOf(amendment, [of2024, amendment, of2023], TODAY).replacedBy?.editionId).toBe("2024-1")
})

test("a replaced edition stays replaced when its successor is recalled, unless the recall brings it back", () => {
  const gone = recalledOn(of2023, "2023-06-01")
  expect(standingOf(of2022, [gone, of2022], TODAY).replacedBy?.editionId).toBe("2023-1")
  expect(standingOf(gone, [gone, of2022], TODAY).leftInForce).toBeNull()
  const undone = recalledOn(of2023, "2023-06-01", "FORMER_RETURNS")
  expect(standingOf(of2022, [undone, of2022], TODAY).replacedBy).toBeNull()
  expect(standingOf(undone, [undone, of2022], TODAY).leftInForce?.editionId).toBe("2022-1")
})

test("an amendment names the decision that carries the row it changes, and what had amended that one", async () => {
  const [base, first] = [await read(of2023), await read(amendment)]
  const named = (amendments: (typeof base)[], ids: string[]) =>
    amendedDecisions(base, amendments, ids).map(({ number, amendedBy }) => [
      number,
      ...amendedBy.map((one) => one.number),
    ])
  expect(named([], [DEATH.serviceId])).toEqual([["524/QĐ-UBND"]])
  // The annual decision's row, after an amendment of other rows.
  expect(named([first], [DEATH.serviceId])).toEqual([["524/QĐ-UBND", "900/QĐ-UBND"]])
  // A row the first amendment carries by now.
  expect(named([first], [BIRTH.serviceId])).toEqual([["900/QĐ-UBND"]])
  expect(named([first], [BIRTH.serviceId, DEATH.serviceId])).toEqual([
    ["524/QĐ-UBND", "900/QĐ-UBND"],
    ["900/QĐ-UBND"],
  ])
  // A service that was in none is added to the year's catalogue.
  expect(named([first], ["1.999999.01@ubnd-cap-xa"])).toEqual([["524/QĐ-UBND", "900/QĐ-UBND"]])
  const third = await read(anIssuedEdition({ ...SECOND, entries: [BIRTH] }))
  expect(named([first, third], ["1.000894.01@ubnd-cap-xa"])).toEqual([["900/QĐ-UBND", "990/QĐ-UBND"]])
})

test.each([
  ["before its last day it stands", "2023-07-31", "2023-05-12", true],
  ["from that day on it does not", "2023-08-01", "2023-05-12", false],
  ["nor by a decision issued before the repeal was recorded", "2023-09-01", "2023-08-10", false],
  ["a decision issued after that holds it because it was decided anew", "2024-06-01", "2024-05-12", true],
])("a row of a repealed procedure: %s", (_, day, issuedOn, stands) => {
  const row = {
    entry: { procedure: { code: "1.000894" } },
    standsOn: { editionId: "x" },
  } as unknown as CatalogueRow
  const repeals = [{ code: "1.000894", effectiveOn: "2023-08-01", at: new Date("2023-08-14T02:00:00Z") }]
  expect(withoutRepealed([row], repeals, [{ editionId: "x", issuedOn }], day)).toHaveLength(stands ? 1 : 0)
  expect(
    withoutRepealed([row], [{ ...repeals[0], code: "2.1" } as never], [{ editionId: "x", issuedOn }], day),
  ).toHaveLength(1)
})

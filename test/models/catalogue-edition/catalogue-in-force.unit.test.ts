import { expect, test } from "vitest"
import { editionsInForce, rowsInForce } from "#models/catalogue-edition/catalogue-in-force.ts"
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

test("while nothing has been issued, nothing is in force", () => {
  expect(editionsInForce([])).toBeNull()
})

test("the newest annual edition is in force, with the amendments made to it", () => {
  const found = editionsInForce([amendment, of2022, of2023])
  expect(found?.base.editionId).toBe("2023-1")
  expect(found?.amendments.map(({ editionId }) => editionId)).toEqual(["2023-2"])
})

test("an amendment of last year's edition changes nothing of this year's", () => {
  const of2024 = anIssuedEdition({ year: 2024, entries: [BIRTH] })
  expect(editionsInForce([of2024, amendment, of2023])?.amendments).toEqual([])
})

test("an amendment of an amendment counts in as well", () => {
  const second = anIssuedEdition({
    year: 2023,
    sequence: 3,
    kind: "AMENDMENT",
    amends: "2023-2",
    decision: { number: "990", symbol: "QĐ-UBND", day: "2023-12-01" },
  })
  expect(editionsInForce([second, amendment, of2023])?.amendments.map((one) => one.editionId)).toEqual([
    "2023-2",
    "2023-3",
  ])
})

test("a recalled edition is not in force; the one before it is", () => {
  const recalled = { ...of2023, recalled: { at: "2023-06-01T00:00:00.000Z", reason: "Sai thẩm quyền" } }
  expect(editionsInForce([recalled, of2022, amendment])?.base.editionId).toBe("2022-1")
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

test("an older edition says what replaced it, an amended one what amends it", () => {
  const all = [amendment, of2023, of2022]
  expect(standingOf(of2022, all).replacedBy?.editionId).toBe("2023-1")
  expect(standingOf(of2023, all)).toMatchObject({ replacedBy: null, amendedBy: [{ editionId: "2023-2" }] })
  expect(standingOf(amendment, all).amends?.editionId).toBe("2023-1")
})

test("an amendment is replaced together with the edition it amends", () => {
  const of2024 = anIssuedEdition({ year: 2024 })
  expect(standingOf(amendment, [of2024, amendment, of2023]).replacedBy?.editionId).toBe("2024-1")
})

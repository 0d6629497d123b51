import { afterAll, beforeAll, expect, test } from "vitest"
import { saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { findProcedures } from "#models/procedure/find-procedures.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import type { Store } from "#models/store/connection.server.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { openTestStore } from "#test/setup/store.ts"
import { aNationalRecord, jsonLines } from "#test/workflows/register/register-files.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"

const clock = fixedClock("2023-03-06T08:00:00+07:00")
const others = Array.from({ length: 60 }, (_, i) =>
  aNationalRecord({
    code: `2.0001${String(i).padStart(2, "0")}`,
    name: `Cấp giấy phép (loại ${i})`,
    cases: [],
    categoriesDetails: [{ code: "G02-CT22", name: "Xuất nhập khẩu" }],
  }),
)

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await saveUnitDirectory(UNIT_DIRECTORY)
  const bytes = jsonLines(
    aNationalRecord(),
    aNationalRecord({ code: "1.000894", name: "Thủ tục đăng ký kết hôn", isWard: true, cases: [] }),
    ...others,
  )
  await importProcedures({ store, clock }, { fileName: "a.jsonl", bytes, partial: false, by: "a" })
})
afterAll(async () => {
  await store.close()
})

const codesFor = async (query: Parameters<typeof findProcedures>[0]) =>
  (await findProcedures(query)).procedures.map(({ code }) => code)

test("procedures are found by words typed without accents, in any order", async () => {
  expect(await codesFor({ text: "dang ky khai" })).toEqual(["1.000110"])
  expect(await codesFor({ text: "KẾT HÔN đăng ký" })).toEqual(["1.000894"])
  expect(await codesFor({ text: "dang ky" })).toEqual(["1.000110", "1.000894"])
})

test("procedures are found by the beginning of their code", async () => {
  expect(await codesFor({ text: "1.0008" })).toEqual(["1.000894"])
  expect(await codesFor({ text: "1x0008" })).toEqual([])
})

test("signs people type mean themselves", async () => {
  expect(await codesFor({ text: ".*" })).toEqual([])
  expect(await codesFor({ text: "giay phep (loai 7)" })).toEqual(["2.000107"])
})

test("field and level of government narrow the list", async () => {
  expect(await codesFor({ fieldCode: "G15-TP04" })).toEqual(["1.000110", "1.000894"])
  expect(await codesFor({ adminLevel: "COMMUNE" })).toEqual(["1.000894"])
  expect(await codesFor({ adminLevel: "COMMUNE", text: "khai sinh" })).toEqual([])
})

test("the list comes by pages; a page beyond the last is the last", async () => {
  const first = await findProcedures({})
  expect(first).toMatchObject({ total: 62, page: 1, pages: 2 })
  expect(first.procedures).toHaveLength(50)
  expect(first.procedures[1]).toMatchObject({
    code: "1.000894",
    name: "Thủ tục đăng ký kết hôn",
    adminLevels: ["PROVINCE", "COMMUNE"],
    serviceCount: 1,
    state: "PUBLIC",
  })
  expect(await findProcedures({ page: 9 })).toMatchObject({ page: 2 })
  expect(await codesFor({ page: 2 })).toHaveLength(12)
})

import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import { isValidOn } from "#models/shared/dates.ts"
import { readNation } from "#seeds/nation/nation.ts"
import {
  communeRows,
  fieldLeadRows,
  holidayRows,
  provinceRows,
  SOURCE_FILES,
} from "#seeds/nation/table/from-shared-data.ts"
import { provinceDirectory } from "#workflows/setup/province-directory.ts"

const SHARED = path.join(import.meta.dirname, "../../../../shared/data")
const isShared = Object.values(SOURCE_FILES).every((file) => existsSync(path.join(SHARED, file)))
const tableOf = (name: string): Record<string, string>[] =>
  parse(readFileSync(path.join(import.meta.dirname, `../../../seeds/nation/${name}.csv`)), { columns: true })

const nation = readNation()
const provinceOf = (code: string) => {
  const found = nation.provinces.find((one) => one.code === code)
  if (!found) throw new Error(code)
  return found
}
const ticked = (code: string) => nation.agenciesOf(provinceOf(code)).filter(({ isTicked }) => isTicked)
const directoryOf = (code: string) => provinceDirectory(nation, provinceOf(code), ticked(code))

test.runIf(isShared)("the tables agree with the files they are made from", () => {
  expect(tableOf("provinces")).toEqual(provinceRows(SHARED))
  expect(tableOf("communes")).toEqual(communeRows(SHARED))
  expect(tableOf("field-leads")).toEqual(fieldLeadRows(SHARED))
  expect(tableOf("holidays")).toEqual(holidayRows(SHARED))
})

test.runIf(isShared)("every department and branch the sources name for a province is offered to it", () => {
  const sourceOf = (name: string): Record<string, string>[] =>
    parse(readFileSync(path.join(SHARED, `agencies-2026/${name}.csv`)), { columns: true })
  const ids: Record<string, string> = {
    "van-phong-ubnd": "van-phong-ubnd-tinh",
    "ban-quan-ly-khu-cong-nghiep": "ban-quan-ly-cac-khu-cong-nghiep",
    "quan-ly-thi-truong": "chi-cuc-quan-ly-thi-truong",
  }
  const rows = [
    ...sourceOf("departments").map(({ province_code, kind }) => [province_code, kind]),
    ...sourceOf("central-branches").map(({ province_code, branch }) => [province_code, branch]),
  ].filter(([province]) => province !== "*")
  for (const [province = "", kind = ""] of rows)
    expect(
      nation.agenciesOf(provinceOf(province)).map(({ id }) => id),
      `${province} ${kind}`,
    ).toContain(ids[kind] ?? kind)
})

test("34 provinces and 3,321 communes, every province with its code and every commune in one", () => {
  expect(nation.provinces).toHaveLength(34)
  const communes = nation.provinces.flatMap(({ code }) => nation.communesOf(code))
  expect(communes).toHaveLength(3321)
  expect(new Set(communes.map(({ code }) => code)).size).toBe(3321)
  expect(communes.every(({ code }) => /^\d{5}$/.test(code))).toBe(true)
  expect(new Set(nation.provinces.map(({ orgCode }) => orgCode)).size).toBe(34)
  expect(provinceOf("68")).toMatchObject({ name: "Lâm Đồng", kind: "tỉnh", orgCode: "H36" })
  expect(nation.communesOf("68")).toHaveLength(124)
})

test("every province gets a directory in which each id stands once and every lead is one of its agencies", () => {
  for (const { code } of nation.provinces) {
    const { agencies, fieldLeads, ministryDepartments, provincialOfficeId } = directoryOf(code)
    const ids = new Set(agencies.map(({ id }) => id))
    expect(ids.size, code).toBe(agencies.length)
    for (const { parentId } of agencies) expect(parentId === null || ids.has(parentId), code).toBe(true)
    for (const { agencyId } of [...fieldLeads, ...ministryDepartments])
      expect(ids.has(agencyId), `${code} ${agencyId}`).toBe(true)
    expect(ids.has(provincialOfficeId), code).toBe(true)
  }
})

test("a field has one lead at a level on a day, and geology moved on 01/10/2026", () => {
  const { fieldLeads } = directoryOf("68")
  for (const day of ["2025-07-01", "2026-09-30", "2026-10-01", "2027-05-01"]) {
    const valid = fieldLeads.filter((one) => isValidOn(one, day))
    const keys = valid.map(({ fieldCode, adminLevel }) => `${fieldCode} ${adminLevel}`)
    expect(new Set(keys).size, day).toBe(keys.length)
  }
  const geologyOn = (day: string) =>
    fieldLeads.find((one) => one.fieldCode === "G13-TN03" && isValidOn(one, day))?.agencyId
  expect(geologyOn("2026-09-30")).toBe("so-nong-nghiep-va-moi-truong")
  expect(geologyOn("2026-10-01")).toBe("so-cong-thuong")
})

test("work of a department a province does not have goes to its stand-in, and back where it has one", () => {
  const leadOf = (code: string, fieldCode: string) =>
    directoryOf(code).fieldLeads.find((one) => one.fieldCode === fieldCode)?.agencyId
  expect(leadOf("68", "G21-DTTG02")).toBe("so-dan-toc-va-ton-giao")
  expect(leadOf("11", "G21-DTTG02")).toBe("so-noi-vu")
  expect(leadOf("46", "G16-VH21")).toBe("so-du-lich")
  expect(leadOf("48", "G16-VH21")).toBe("so-van-hoa-the-thao-va-du-lich")
  expect(leadOf("11", "CTLS")).toBe("van-phong-ubnd-tinh")
})

test("Đồng Nai is a city since 30/4/2026, and was a province before", () => {
  const [committee] = directoryOf("75").agencies
  expect(committee?.names.map(({ name, validTo }) => [name, validTo])).toEqual([
    ["Ủy ban nhân dân tỉnh Đồng Nai", "2026-04-29"],
    ["Ủy ban nhân dân thành phố Đồng Nai", null],
  ])
})

test("names say the province, and no placeholder is left in one", () => {
  for (const { code } of nation.provinces)
    for (const { name, shortName } of nation.agenciesOf(provinceOf(code)))
      expect(`${name} ${shortName}`, code).not.toMatch(/[{}]/)
  expect(ticked("48").find(({ id }) => id === "van-phong-ubnd-tinh")?.name).toBe(
    "Văn phòng Ủy ban nhân dân thành phố Đà Nẵng",
  )
})

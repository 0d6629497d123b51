import { expect, test } from "vitest"
import { type Agency, agencyCodeOn, agencyNameOn } from "#models/agency/agency.ts"
import { type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { AGENCIES } from "#seeds/reference/agencies.ts"
import { UNIT_GROUPS } from "#seeds/reference/unit-groups.ts"

const byId = new Map(AGENCIES.map((agency) => [agency.id, agency]))
const validOn = (day: IsoDay): Agency[] => AGENCIES.filter((agency) => isValidOn(agency, day))
const DAYS = ["2023-03-06", "2025-02-28", "2025-03-01", "2025-06-30", "2025-07-01", "2026-07-01"]

test("the province of 2023 has its 8 districts and 71 communes", () => {
  const kinds = Map.groupBy(validOn("2023-03-06"), ({ kind }) => kind)
  expect(kinds.get("DISTRICT_COMMITTEE")).toHaveLength(8)
  expect(kinds.get("COMMUNE_COMMITTEE")).toHaveLength(71)
  expect(kinds.get("DEPARTMENT")).toHaveLength(18)
  expect(kinds.get("PROVINCIAL_OFFICE")).toHaveLength(1)
  expect(kinds.get("PEOPLE_COMMITTEE")).toHaveLength(1)
})

test("every agency has an id of its own, and a parent and successors that exist", () => {
  expect(byId.size).toBe(AGENCIES.length)
  for (const { id, parentId, successorIds } of AGENCIES) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    if (parentId !== null) expect(byId.has(parentId), `${id} → ${parentId}`).toBe(true)
    for (const successorId of successorIds) expect(byId.has(successorId), `${id} → ${successorId}`).toBe(true)
  }
})

test("a parent is there for the whole life of its agencies", () => {
  for (const agency of AGENCIES) {
    const parent = agency.parentId ? byId.get(agency.parentId) : undefined
    if (!parent) continue
    expect(isValidOn(parent, agency.validFrom), agency.id).toBe(true)
    expect(isValidOn(parent, agency.validTo ?? "9999-12-31"), agency.id).toBe(true)
  }
})

test.each(DAYS)("on %s no two agencies share a name or a code, and none has two names", (day) => {
  const agencies = validOn(day)
  for (const agency of agencies)
    expect(
      agency.names.filter((name) => isValidOn(name, day)),
      agency.id,
    ).toHaveLength(1)
  const names = agencies.map((agency) => agencyNameOn(agency, day))
  expect(new Set(names).size).toBe(names.length)
  const codes = agencies.flatMap((agency) =>
    agency.codes.filter((code) => isValidOn(code, day)).map(({ scheme, code }) => `${scheme} ${code}`),
  )
  expect(new Set(codes).size).toBe(codes.length)
})

test("codes keep the form of their scheme, and only those of the provinces are given as real", () => {
  for (const { id, codes } of AGENCIES)
    for (const { scheme, code, training } of codes) {
      expect(code, id).toMatch(
        scheme === "QCVN102" ? /^\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}$/ : /^[GH]\d{2}(\.\d{2})*$/,
      )
      if (!training) expect(["ubnd-tinh", "ubnd-tinh-lam-dong"]).toContain(id)
    }
  expect(agencyCodeOn(byId.get("ubnd-tinh") as Agency, "2023-03-06")).toBe("000.00.00.H16")
})

test("names are NFC with single spaces", () => {
  for (const { name, shortName } of AGENCIES.flatMap(({ names }) => names)) {
    expect(name).toBe(name.normalize("NFC").replace(/\s+/g, " ").trim())
    expect(shortName).toBe(shortName.normalize("NFC").replace(/\s+/g, " ").trim())
  }
})

test("the digital agency's functions pass from Sở TT&TT to Sở KH&CN in 2025", () => {
  const digital = byId.get("so-thong-tin-va-truyen-thong") as Agency
  expect(isValidOn(digital, "2025-02-28")).toBe(true)
  expect(isValidOn(digital, "2025-03-01")).toBe(false)
  expect(digital.successorIds).toEqual(["so-khoa-hoc-va-cong-nghe"])
})

test("after the merger of 2025 only Lâm Đồng's agencies are left, and no district", () => {
  const after = validOn("2025-07-01")
  expect(after.length).toBeGreaterThan(10)
  expect(after.every(({ id }) => id.endsWith("-lam-dong"))).toBe(true)
  expect(UNIT_GROUPS.filter((group) => isValidOn(group, "2025-07-01")).map(({ id }) => id)).toEqual([
    "nhom-ubnd-cap-xa",
  ])
})

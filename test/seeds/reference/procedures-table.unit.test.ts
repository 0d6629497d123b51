import { readFileSync } from "node:fs"
import path from "node:path"
import { beforeAll, expect, test } from "vitest"
import { type DerivedService, deriveServices } from "#models/online-service/derive-services.ts"
import { isValidOn } from "#models/shared/dates.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole, type RegisterRow, type WholeRow } from "#workflows/register/register-row.ts"
import { SHEET_HEADINGS } from "#workflows/register/sheet-headings.ts"

const TABLE = path.join(import.meta.dirname, "../../../seeds/reference/procedures.csv")
const CAMPAIGN_DAY = "2023-03-06"

let bytes: Buffer
let rows: RegisterRow[]
let taken: WholeRow[]
let services: DerivedService[]

beforeAll(async () => {
  bytes = readFileSync(TABLE)
  rows = completeRows((await readRegisterFile(bytes)).rows)
  taken = rows.filter(isWhole)
  services = taken.flatMap(({ procedure }) => deriveServices(procedure, UNIT_DIRECTORY, CAMPAIGN_DAY))
})

test("the table is in the form of an import sheet and small enough to keep", () => {
  const heading = bytes.toString().split("\n", 1)[0]?.replaceAll('"', "")
  expect(heading).toBe(Object.values(SHEET_HEADINGS).join(","))
  expect(bytes.length).toBeLessThan(600_000)
  expect(bytes.toString()).toBe(bytes.toString().normalize("NFC"))
})

test("every row is taken without a warning, each code once", () => {
  expect(rows.filter((row) => !isWhole(row) || row.warnings.length > 0)).toEqual([])
  expect(new Set(taken.map(({ code }) => code)).size).toBe(taken.length)
})

test("at least 330 procedures over at least 25 fields at all three levels of government", () => {
  expect(taken.length).toBeGreaterThanOrEqual(330)
  expect(new Set(taken.map(({ procedure }) => procedure.fields[0]?.code)).size).toBeGreaterThanOrEqual(25)
  const at = (level: string) => services.filter(({ adminLevel }) => adminLevel === level).length
  for (const level of ["PROVINCE", "DISTRICT", "COMMUNE"])
    expect(at(level) / services.length, level).toBeGreaterThan(0.15)
})

test("every field has the code of a ministry", () => {
  for (const { code, procedure } of taken)
    for (const field of procedure.fields) expect(field.code, code).toMatch(/^G\d\d-/)
})

test("no service falls back to the provincial office, and province services name an agency of 2023", () => {
  expect(services.filter(({ assignedBy }) => assignedBy === "FALLBACK")).toEqual([])
  const atProvince = services.filter(({ adminLevel }) => adminLevel === "PROVINCE")
  expect(atProvince.every(({ assignedBy }) => assignedBy === "EXECUTING_AGENCY")).toBe(true)
})

test("the districts' procedures are proposed by the districts", () => {
  const kinds = new Map(UNIT_DIRECTORY.agencies.map(({ id, kind }) => [id, kind]))
  const strayed = services.filter(
    ({ adminLevel, proposingAgencyId }) =>
      adminLevel === "DISTRICT" && kinds.get(proposingAgencyId) !== "DISTRICT_COMMITTEE",
  )
  expect(strayed.map(({ field }) => field.code)).toEqual([])
})

test("every agency that proposes has a specialist and a head", () => {
  const held = new Set(
    TRAINING_USERS.flatMap(({ assignments }) =>
      assignments
        .filter((one) => isValidOn(one, CAMPAIGN_DAY))
        .map(({ role, agencyId }) => `${role} ${agencyId}`),
    ),
  )
  for (const id of new Set(services.map(({ proposingAgencyId }) => proposingAgencyId)))
    for (const role of ["SPECIALIST", "UNIT_HEAD"])
      expect(held.has(`${role} ${id}`), `${role} ${id}`).toBe(true)
})

test("papers are short names, and every procedure has papers, steps, channels and a result", () => {
  for (const { code, procedure } of taken) {
    const [only] = procedure.cases
    expect(only?.steps.length, code).toBeGreaterThanOrEqual(2)
    expect(only?.dossierComponents.length, code).toBeGreaterThanOrEqual(1)
    expect(procedure.results.length, code).toBeGreaterThanOrEqual(1)
    expect(procedure.submissionMethods.length, code).toBeGreaterThanOrEqual(1)
    for (const { name } of only?.dossierComponents ?? []) expect(name.length, name).toBeLessThanOrEqual(120)
    // Facts in words of our own: no step is a copied paragraph.
    for (const { text } of only?.steps ?? []) expect(text.length, text).toBeLessThanOrEqual(80)
  }
})

test("marriage needs both parties there, and several procedures have two services", () => {
  const marriage = taken.find(({ code }) => code === "1.000894")?.procedure
  expect(marriage?.cases[0]?.steps.map(({ text }) => text)).toContain("Người yêu cầu phải có mặt ký sổ")
  expect(taken.filter(({ procedure }) => procedure.services.length >= 2).length).toBeGreaterThan(10)
})

test("some procedures need a visit to the place, most do not", () => {
  const visits = taken.filter(({ procedure }) =>
    procedure.cases.some((one) => one.steps.some(({ text }) => /thực địa|hiện trường|thực tế/.test(text))),
  )
  expect(visits.length).toBeGreaterThan(20)
  expect(visits.length).toBeLessThan(taken.length / 2)
})

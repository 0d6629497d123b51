import { expect, test } from "vitest"
import { deriveServices } from "#models/online-service/derive-services.ts"
import { addDays, isValidOn } from "#models/shared/dates.ts"
import { nextWorkingDay, workCalendar } from "#models/shared/working-days.ts"
import { readNation } from "#seeds/nation/nation.ts"
import { twoLevelTable } from "#seeds/nation/two-level-table.ts"
import { HOLIDAYS } from "#seeds/reference/holidays.ts"
import { LAM_DONG_CAPACITIES, LAM_DONG_USERS } from "#seeds/reference/lam-dong-users.ts"
import { TRAINING_PROVINCES } from "#seeds/scenarios/training-provinces.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"
import { provinceDirectory } from "#workflows/setup/province-directory.ts"

const DAY = "2027-03-08"
const nation = readNation()
const province = nation.provinces.find(({ code }) => code === "68")
if (!province) throw new Error("68")
const directory = provinceDirectory(
  nation,
  province,
  nation.agenciesOf(province).filter(({ isTicked }) => isTicked),
)
const rows = completeRows((await readRegisterFile(twoLevelTable())).rows)
const services = rows.filter(isWhole).flatMap(({ procedure }) => deriveServices(procedure, directory, DAY))

test("the table of two levels is taken whole, knows no district, and nobody of Đắk Nông carries anything out", () => {
  expect(rows.filter((row) => !isWhole(row))).toEqual([])
  expect(rows).toHaveLength(419)
  expect(new TextDecoder().decode(twoLevelTable())).not.toMatch(/Cấp huyện|Đắk Nông|Sở Kế hoạch và Đầu tư/)
  expect(new Set(services.map(({ adminLevel }) => adminLevel))).toEqual(new Set(["PROVINCE", "COMMUNE"]))
})

test("every agency that proposes is of the day and has a specialist and a head", () => {
  const agencies = new Map(directory.agencies.map((agency) => [agency.id, agency]))
  const held = new Set(
    LAM_DONG_USERS.flatMap(({ assignments }) => assignments.map((one) => `${one.role} ${one.agencyId}`)),
  )
  for (const id of new Set(services.map(({ proposingAgencyId }) => proposingAgencyId))) {
    const agency = agencies.get(id)
    expect(agency && isValidOn(agency, DAY), id).toBe(true)
    for (const role of ["SPECIALIST", "UNIT_HEAD"])
      expect(held.has(`${role} ${id}`), `${role} ${id}`).toBe(true)
  }
})

test("its people are told apart, and who signs is one of them", () => {
  expect(new Set(LAM_DONG_USERS.map(({ id }) => id)).size).toBe(LAM_DONG_USERS.length)
  expect(new Set(LAM_DONG_USERS.map(({ fullName }) => fullName)).size).toBe(LAM_DONG_USERS.length)
  for (const { personId, fullName } of LAM_DONG_CAPACITIES)
    expect(LAM_DONG_USERS.find(({ id }) => id === personId)?.fullName).toBe(fullName)
})

test.each(Object.values(TRAINING_PROVINCES))(
  "what happened in $id happened on working days",
  ({ spread, past }) => {
    const calendar = workCalendar(HOLIDAYS)
    const days = [...Object.values(spread), ...past.flatMap((edition) => Object.values(edition.calendar))]
    for (const day of days) expect(nextWorkingDay(addDays(day, -1), calendar), day).toBe(day)
  },
)

import { expect, test } from "vitest"
import { isValidOn } from "#models/shared/dates.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { SIGNING_CAPACITIES, TRAINING_USERS } from "#seeds/reference/users.ts"

const CAMPAIGN_DAY = "2023-03-06"
const agencies = new Map(UNIT_DIRECTORY.agencies.map((agency) => [agency.id, agency]))
const leads = [
  ...UNIT_DIRECTORY.ministryDepartments.map(({ agencyId }) => agencyId),
  ...UNIT_DIRECTORY.fieldLeads.map(({ agencyId }) => agencyId),
  UNIT_DIRECTORY.provincialOfficeId,
]

test("every lead is an agency of 2023", () => {
  for (const id of leads) {
    const agency = agencies.get(id)
    expect(agency && isValidOn(agency, CAMPAIGN_DAY), id).toBe(true)
  }
})

test("a field has one lead at a level, a ministry one department", () => {
  const fields = UNIT_DIRECTORY.fieldLeads.map(({ fieldCode, adminLevel }) => `${fieldCode} ${adminLevel}`)
  expect(new Set(fields).size).toBe(fields.length)
  const ministries = UNIT_DIRECTORY.ministryDepartments.map(({ ministryPrefix }) => ministryPrefix)
  expect(new Set(ministries).size).toBe(ministries.length)
})

test("all eight districts lead some field of their group", () => {
  const districts = new Set(
    UNIT_DIRECTORY.fieldLeads.filter(({ adminLevel }) => adminLevel === "DISTRICT").map((l) => l.agencyId),
  )
  const committees = [...agencies.values()].filter(({ kind }) => kind === "DISTRICT_COMMITTEE")
  expect(committees.map(({ id }) => id).filter((id) => !districts.has(id))).toEqual([])
})

const holders = (role: string, agencyId: string) =>
  TRAINING_USERS.filter(({ assignments }) =>
    assignments.some(
      (held) => held.role === role && held.agencyId === agencyId && isValidOn(held, CAMPAIGN_DAY),
    ),
  )

test("every agency that leads has a specialist and a head, two different people", () => {
  for (const id of new Set(leads)) {
    const [specialist, head] = [holders("SPECIALIST", id), holders("UNIT_HEAD", id)]
    expect(specialist, id).toHaveLength(1)
    expect(head, id).toHaveLength(1)
    expect(specialist[0]?.id).not.toBe(head[0]?.id)
  }
})

test("every role is held on the day the campaign opens, appraisal by two people", () => {
  expect(holders("REVIEWER", "van-phong-ubnd-tinh")).toHaveLength(2)
  expect(holders("CHIEF_OF_OFFICE", "van-phong-ubnd-tinh")).toHaveLength(1)
  expect(holders("RECORDS_CLERK", "van-phong-ubnd-tinh")).toHaveLength(1)
  expect(holders("LEADER", "ubnd-tinh")).toHaveLength(2)
  expect(holders("COORDINATOR", "so-thong-tin-va-truyen-thong")).toHaveLength(1)
  expect(holders("ADMIN", "van-phong-ubnd-tinh")).toHaveLength(1)
})

test("user names are lower case and used once, and no two people share a name", () => {
  for (const { id } of TRAINING_USERS) expect(id).toMatch(/^[a-z0-9]+(\.[a-z0-9]+)?$/)
  expect(new Set(TRAINING_USERS.map(({ id }) => id)).size).toBe(TRAINING_USERS.length)
  expect(new Set(TRAINING_USERS.map(({ fullName }) => fullName)).size).toBe(TRAINING_USERS.length)
})

test("assignments name agencies that exist as long as they run", () => {
  for (const { id, assignments } of TRAINING_USERS)
    for (const { agencyId, validFrom, validTo, role } of assignments) {
      const agency = agencies.get(agencyId)
      expect(agency && isValidOn(agency, validFrom), `${id} ${agencyId}`).toBe(true)
      if (role !== "ADMIN")
        expect(agency && validTo !== null && isValidOn(agency, validTo), `${id} ${agencyId}`).toBe(true)
    }
})

test("the decision may be signed by the chairman or, for him, by his deputy", () => {
  const held = SIGNING_CAPACITIES.filter(({ personId }) =>
    holders("LEADER", "ubnd-tinh").some(({ id }) => id === personId),
  )
  expect(held.map(({ capacity, position }) => [capacity, position])).toEqual([
    ["HEAD", "CHỦ TỊCH"],
    ["KT", "PHÓ CHỦ TỊCH"],
  ])
  expect(SIGNING_CAPACITIES.every(({ fullName, personId }) => fullName !== personId)).toBe(true)
})

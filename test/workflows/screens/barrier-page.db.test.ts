import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { toBarrierCsv } from "#workflows/screens/barrier-csv.ts"
import {
  type BarrierQuery,
  getBarrierPage,
  getBlockedServices,
} from "#workflows/screens/barrier-page.server.ts"

const office = officeForEach()

const page = (query: Partial<BarrierQuery> = {}, actor: Actor = office.staff.reviewer) =>
  getBarrierPage(office.d, {
    campaignId: "2023-1",
    query: { fall: [], at: [], raise: [], page: 1, ...query },
    actor,
  })

test("marriage is kept back by presence; without the barrier, and by raising it, the shares rise and nothing is stored", async () => {
  const before = await RegistrationModel.find().lean()
  const { rows, outcome, targets } = await page()
  expect(rows).toContainEqual(expect.objectContaining({ kind: "NO_PRESENCE", procedures: 1 }))
  expect(outcome.after).toEqual(outcome.before)
  expect(targets.map(({ indicator }) => indicator)).toEqual(["fullOfEligible", "onlineOfAll"])
  const marriage = await registrationOf("1.000894")
  const raised = await page({ raise: [marriage.id] })
  expect(raised.raisedCount).toBe(1)
  expect(raised.outcome.after.fullOfAll.numerator).toBe(outcome.before.fullOfAll.numerator + 1)
  const kinds = raised.blocked.find(({ id }) => id === marriage.id)?.barriers ?? []
  const fallen = await page({ fall: kinds })
  expect(fallen.outcome.after.fullOfAll.numerator).toBeGreaterThan(outcome.before.fullOfAll.numerator)
  expect(await RegistrationModel.find().lean()).toEqual(before)
})

test("a barrier removed at one unit says what is to be done there and moves that unit's share alone", async () => {
  const marriage = await registrationOf("1.000894")
  const before = await page()
  const kinds = before.blocked.find(({ id }) => id === marriage.id)?.barriers ?? []
  const there = await page({ fall: kinds, at: [marriage.agencyId] })
  expect(there.raised.map(({ id }) => id)).toContain(marriage.id)
  expect(new Set(there.effort.map(({ agencyId }) => agencyId))).toEqual(new Set([marriage.agencyId]))
  expect(there.effort).toHaveLength(kinds.length)
  for (const { agencyId, before: was, after } of there.units)
    if (agencyId !== marriage.agencyId) expect(after).toEqual(was)
  const elsewhere = await page({ fall: kinds, at: ["so-khac"] })
  expect(elsewhere).toMatchObject({ raisedCount: 0, effort: [] })
  expect(elsewhere.outcome.after).toEqual(elsewhere.outcome.before)
})

test("a unit sees its own services only, and asking for another's is refused", async () => {
  const marriage = await registrationOf("1.000894")
  const specialist = office.staff.specialistOf(marriage.agencyId)
  const own = await page({}, specialist)
  expect(new Set(own.blocked.map(({ agencyId }) => agencyId))).toEqual(new Set([marriage.agencyId]))
  await expect(page({ agency: "so-y-te" }, specialist)).rejects.toMatchObject({ code: "FORBIDDEN" })
})

test("services that left the review count no more", async () => {
  const marriage = await registrationOf("1.000894")
  await RegistrationModel.updateOne({ _id: marriage.id }, { $set: { "workflow.value": "withdrawn" } })
  expect((await page()).blocked.map(({ id }) => id)).not.toContain(marriage.id)
})

test("the download holds every blocked service, safe for a spreadsheet", async () => {
  const marriage = await registrationOf("1.000894")
  await RegistrationModel.updateOne({ _id: marriage.id }, { $set: { procedureName: "=cmd|' /C calc'!A0" } })
  const rows = await getBlockedServices(office.d, { campaignId: "2023-1", actor: office.staff.reviewer })
  const csv = parse(Buffer.from(toBarrierCsv(rows, false)), { bom: true }) as string[][]
  expect(csv).toHaveLength(rows.length + 1)
  expect(csv.find(([code]) => code === "1.000894")?.[2]).toBe("'=cmd|' /C calc'!A0")
})

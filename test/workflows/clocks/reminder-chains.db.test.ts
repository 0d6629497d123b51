import { beforeEach, expect, test } from "vitest"
import { findChainsOn } from "#models/reference/reference.repository.server.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { recipientsOf } from "#workflows/clocks/recipients.server.ts"
import { administrationOf, savePeople } from "../administration/an-administration.ts"

const TABLE = "nguoi-duoc-nhac"
const office = officeForEach()
const admin = administrationOf(office)
beforeEach(savePeople)

const rowOf = async (kind: string): Promise<Row> => {
  const found = (await admin.rows(TABLE)).find((row) => row.kind === kind)
  if (!found) throw new Error(`nobody is reminded of ${kind}`)
  return found
}
/** Who is told of a late end of appraisal on a day. */
const toldOn = async (day: string): Promise<string[]> => {
  const { reviewer, chief, clerk, leader } = office.staff
  const row = { id: "1", kind: "APPRAISE_BY", campaignId: office.campaignId, agencyId: null } as const
  const chains = await findChainsOn(day)
  const people = await recipientsOf(row, { to: ["LEADER"], chains }, [reviewer, chief, clerk, leader])
  return people.map(({ id }) => id)
}

test("whom a reminder climbs to is what the office has set for that day", async () => {
  const row = await rowOf("APPRAISE_BY")
  const next = { ...row, leader: "RECORDS_CLERK", validFrom: "2023-05-01" }
  await admin.take(TABLE, "SUCCEED", next, { of: row })
  expect(await toldOn("2023-04-30")).toEqual([office.staff.leader.id])
  expect(await toldOn("2023-05-01")).toEqual([office.staff.clerk.id])
})

test("a kind of deadline has one chain at a time, and reminds nobody once its chain has ended", async () => {
  const row = await rowOf("APPRAISE_BY")
  const second = { ...row, leader: "ADMIN", validFrom: "2023-06-01" }
  expect((await refusalOf(admin.draft(TABLE, "ADD", second))).message).toContain("trong cùng thời gian")
  await admin.take(TABLE, "CORRECT", { ...row, validTo: "2023-05-31" }, { of: row })
  expect(await toldOn("2023-05-31")).toEqual([office.staff.leader.id])
  expect(await toldOn("2023-06-01")).toEqual([])
})

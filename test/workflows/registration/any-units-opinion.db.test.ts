import { beforeEach, expect, test } from "vitest"
import { auditDetailsOf } from "#models/audit/audit-details.ts"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findChainsOn } from "#models/reference/reference.repository.server.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { keepLedger } from "#workflows/clocks/keep-ledger.server.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { recipientsOf } from "#workflows/clocks/recipients.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { lapseConsultations } from "#workflows/registration/lapse-consultations.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getRegistrationList } from "#workflows/screens/registration-list.server.ts"
import { getRegistrationPage } from "#workflows/screens/registration-page.server.ts"

const CODE = "1.000894"
const ASKED = "so-y-te"
const office = officeForEach()
const now = () => registrationOf(CODE)
const move = async (actor: Actor, event: RegistrationEvent) =>
  moveRegistration(office.d, { registrationId: (await now()).id, event, actor })
const asked = () => office.staff.specialistOf(ASKED)
const opinion = { type: "consultation.answered" as const, opinion: "Đồng ý với đề xuất" }
const request = (agencyId: string) => ({
  type: "consultation.requested" as const,
  question: "Có đủ điều kiện kỹ thuật?",
  dueOn: "2023-03-20",
  agencyId,
  agencyName: "Tên giả",
})
const digital: Actor = {
  id: "dieuphoi",
  name: "Điều phối",
  assignments: [{ role: "COORDINATOR", agencyId: "so-thong-tin-va-truyen-thong" }],
}
const pageFor = async (actor: Actor) =>
  getRegistrationPage(office.d, { registrationId: (await now()).id, query: { page: 1 }, actor })

beforeEach(async () => {
  const { d, staff, campaignId } = office
  const registration = await now()
  await proposeByRules(d, { campaignId, staff, registrations: [registration] })
  await move(staff.headOf(registration.agencyId), { type: "proposal.signedOff" })
  await move(staff.reviewer, { type: "appraisal.started" })
})

test("any unit but the one that registers is asked, by its own name", async () => {
  const { reviewer } = office.staff
  const { agencyId } = await now()
  for (const wrong of [agencyId, "so-khong-co"])
    expect((await refusalOf(move(reviewer, request(wrong)))).details.issues).toMatchObject([
      { field: "agencyId" },
    ])
  const { askable } = await pageFor(reviewer)
  expect(askable.map(({ id }) => id)).toContain(ASKED)
  expect(askable.map(({ id }) => id)).not.toContain(agencyId)
  await move(reviewer, request(ASKED))
  expect((await now()).workflow.context.consultation).toMatchObject({
    agencyId: ASKED,
    agencyName: "Sở Y tế",
  })
})

test("only the asked unit's people see the registration for it and answer; the digital agency does not answer for them", async () => {
  const { reviewer, specialistOf, headOf } = office.staff
  const { id, agencyId } = await now()
  expect((await refusalOf(pageFor(asked()))).code).toBe("FORBIDDEN")
  await move(reviewer, request(ASKED))
  for (const stranger of [digital, specialistOf("so-cong-thuong"), specialistOf(agencyId), reviewer])
    expect([stranger.id, (await refusalOf(move(stranger, opinion))).code]).toEqual([stranger.id, "FORBIDDEN"])
  expect((await refusalOf(pageFor(specialistOf("so-cong-thuong")))).code).toBe("FORBIDDEN")
  expect((await pageFor(asked())).possible).toEqual(["consultation.answered"])
  const list = await getRegistrationList(office.d, { query: { page: 1, asked: "own" }, actor: headOf(ASKED) })
  expect(list.rows.map((row) => row.id)).toEqual([id])
  await move(asked(), opinion)
  expect((await now()).workflow).toMatchObject({
    value: "underAppraisal",
    context: { consultation: { answeredBy: asked().id, opinion: opinion.opinion } },
  })
})

test("the clock reminds the asked unit, and its silence is recorded with its name", async () => {
  await move(office.staff.reviewer, request(ASKED))
  await keepLedger(office.d)
  const row = (await clockLedger(office.d)).find(({ kind }) => kind === "OPINION")
  if (!row) throw new Error("no clock runs")
  const chains = await findChainsOn("2023-03-06")
  const told = await recipientsOf(row, { to: ["OFFICER"], chains }, [
    asked(),
    digital,
    office.staff.specialistOf("so-cong-thuong"),
  ])
  expect(told.map(({ id }) => id)).toEqual([asked().id])
  office.clock.set(new Date("2023-03-21T02:00:00Z"))
  expect(await lapseConsultations(office.d)).toBe(1)
  const { id, workflow } = await now()
  expect(workflow.context.consultation).toMatchObject({ opinion: null, silentOn: "2023-03-21" })
  const last = (await findAuditTrail("registration", id)).at(-1)
  expect(auditDetailsOf("registration", last?.type ?? "", last?.payload)).toEqual(["Sở Y tế không trả lời"])
  expect((await verifyStore()).findings).toEqual([])
})

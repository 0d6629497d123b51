import { expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import {
  addLegalRegimes,
  findLegalRegimes,
  getLegalRegime,
  getLegalRegimeOn,
} from "#models/legal-regime/legal-regime.repository.server.ts"
import { findChangePage } from "#models/register-change/register-change.repository.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { REGIME_A } from "#seeds/reference/regimes/regime-a.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { saveRegimeDraft, stepRegimeProposal } from "#workflows/regimes/propose-regime.server.ts"
import { queueRegimeReview } from "#workflows/regimes/queue-regime-review.server.ts"
import { bodyOf } from "#workflows/regimes/read-pack.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getRegimeProposalPage } from "#workflows/screens/regime-page.server.ts"

const office = officeForEach()

const admin: Actor = {
  id: "quantri",
  name: "Quản trị",
  assignments: [{ role: "ADMIN", agencyId: "van-phong-ubnd-tinh" }],
}

/** Regime A with its presence criterion no longer to be left out, from 10/05/2023. */
const stricter = {
  ...REGIME_A,
  criteria: REGIME_A.criteria.map((one) => ({ ...one, mayNotApply: false })),
  partialReasons: REGIME_A.partialReasons.filter(({ reason }) => reason !== "PHYSICAL_PRESENCE"),
}
const form = (over: Record<string, string> = {}) => ({
  id: "nd-42-2022-sd1",
  name: "Nghị định sửa đổi Nghị định 42/2022/NĐ-CP",
  validFrom: "2023-05-10",
  validTo: "2023-05-24",
  body: bodyOf(stricter),
  ...over,
})
const draft = (over: Record<string, string> = {}) =>
  saveRegimeDraft(office.d, { proposalId: null, revision: 0, form: form(over), actor: admin })
const take = (
  proposalId: string,
  revision: number,
  type: "pack.submitted" | "pack.approved" | "pack.returned" | "pack.withdrawn",
  actor: Actor,
  reason = "",
) => stepRegimeProposal(office.d, { proposalId, revision, type, reason, actor })

const propose = async (procedureCode: string) => {
  const registration = await registrationOf(procedureCode)
  await moveRegistration(office.d, {
    registrationId: registration.id,
    event: {
      type: "proposal.submitted",
      proposal: {
        ...proposalConfirming(registration.suggestion),
        citation: "Điều 18 Luật Hộ tịch số 60/2014/QH13",
      },
    },
    actor: office.staff.specialistOf(registration.agencyId),
  })
  return registration
}

test("a pack in force is never overwritten; the same pack again changes nothing", async () => {
  const before = await findLegalRegimes()
  await addLegalRegimes([REGIME_A, REGIME_B])
  expect(await findLegalRegimes()).toEqual(before)
  await expect(addLegalRegimes([{ ...stricter, id: REGIME_A.id }])).rejects.toMatchObject({
    code: "RULE_BROKEN",
  })
  expect(await findLegalRegimes()).toEqual(before)
})

test("what a new pack does to stored decisions is seen before anybody approves it", async () => {
  const marriage = await propose("1.000894")
  const id = await draft()
  const page = await getRegimeProposalPage(office.d, { proposalId: id, actor: office.staff.chief })
  expect(page).toMatchObject({ decided: 1, effects: { total: 1 }, replaced: { id: REGIME_A.id } })
  const [effect] = page.effects.shown
  expect(effect).toMatchObject({ id: marriage.id, isAnnounced: false })
  expect(effect?.causes.join()).toContain("không còn được nêu lý do")
  expect(page.differences.some(({ kind }) => kind === "PARTIAL_REASON")).toBe(true)
})

test("a second person approves; the former pack ends the day before, and history keeps it", async () => {
  const marriage = await propose("1.000894")
  const id = await draft()
  await take(id, 1, "pack.submitted", admin)
  await expect(take(id, 2, "pack.approved", admin)).rejects.toMatchObject({ code: "FORBIDDEN" })
  await take(id, 2, "pack.approved", office.staff.chief)
  expect((await getLegalRegime(REGIME_A.id)).validTo).toBe("2023-05-09")
  expect((await getLegalRegimeOn("2023-05-09")).id).toBe(REGIME_A.id)
  expect((await getLegalRegimeOn("2023-05-10")).id).toBe("nd-42-2022-sd1")
  expect((await getLegalRegimeOn("2026-07-01")).id).toBe(REGIME_B.id)
  expect((await registrationOf("1.000894")).suggestion.regimeId).toBe(marriage.suggestion.regimeId)
  await addLegalRegimes([REGIME_A])
  expect((await getLegalRegime(REGIME_A.id)).validTo).toBe("2023-05-09")
  expect((await findAuditTrail("regime", id)).map(({ type }) => type)).toEqual([
    "pack.saved",
    "pack.submitted",
    "access.denied",
    "pack.approved",
  ])
})

test("an author who also holds the approving role still cannot approve", async () => {
  const both: Actor = {
    ...admin,
    assignments: [...admin.assignments, { role: "CHIEF_OF_OFFICE", agencyId: "van-phong-ubnd-tinh" }],
  }
  const id = await saveRegimeDraft(office.d, { proposalId: null, revision: 0, form: form(), actor: both })
  await take(id, 1, "pack.submitted", both)
  await expect(take(id, 2, "pack.approved", both)).rejects.toThrow("cần người thứ hai")
})

test("a draft that does not fit is refused field by field, and broken JSON by its place", async () => {
  await expect(draft({ id: REGIME_A.id })).rejects.toMatchObject({ issues: [{ field: "id" }] })
  await expect(draft({ validFrom: "2023-03-06" })).rejects.toMatchObject({ issues: [{ field: "validFrom" }] })
  await expect(draft({ validTo: "" })).rejects.toMatchObject({ issues: [{ field: "validFrom" }] })
  await expect(draft({ body: "{ criteria: " })).rejects.toMatchObject({ issues: [{ field: "body" }] })
  const twice = { ...stricter, criteria: [...stricter.criteria, ...stricter.criteria.slice(0, 1)] }
  await expect(draft({ body: bodyOf(twice) })).rejects.toMatchObject({
    issues: [{ field: "body", message: expect.stringMatching(/^criteria: /) }],
  })
})

test("a stale step is refused, a returned draft can be mended and sent again", async () => {
  const id = await draft()
  await take(id, 1, "pack.submitted", admin)
  await expect(take(id, 1, "pack.approved", office.staff.chief)).rejects.toMatchObject({
    code: "CONCURRENT_EDIT",
  })
  await expect(take(id, 2, "pack.returned", office.staff.chief, " ")).rejects.toMatchObject({
    issues: [{ field: "reason" }],
  })
  await take(id, 2, "pack.returned", office.staff.chief, "Thiếu căn cứ của tiêu chí g")
  await saveRegimeDraft(office.d, {
    proposalId: id,
    revision: 3,
    form: form({ name: "Bản đã sửa" }),
    actor: admin,
  })
  const page = await getRegimeProposalPage(office.d, { proposalId: id, actor: admin })
  expect(page).toMatchObject({
    pack: { name: "Bản đã sửa" },
    may: { save: true, submit: true, approve: false },
  })
})

test("nobody else drafts or approves", async () => {
  await expect(
    saveRegimeDraft(office.d, { proposalId: null, revision: 0, form: form(), actor: office.staff.reviewer }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" })
  const id = await draft()
  await take(id, 1, "pack.submitted", admin)
  await expect(take(id, 2, "pack.approved", office.staff.reviewer)).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
})

test("once in force, announced services whose ground moved wait for a new look, once, with the clause", async () => {
  await propose("1.000894")
  const household = await propose("1.001612")
  await RegistrationModel.updateMany(
    { procedureCode: { $in: ["1.000894"] } },
    { $set: { "workflow.value": "published" } },
  )
  const id = await draft()
  await take(id, 1, "pack.submitted", admin)
  await take(id, 2, "pack.approved", office.staff.chief)
  const on = (day: string) => ({
    store: office.store,
    clock: fixedClock(`${day}T01:00:00Z`),
  })
  await queueRegimeReview(on("2023-05-09"))
  const waiting = async () => (await findChangePage("OPEN", { number: 1, size: 50 })).rows
  expect(await waiting()).toEqual([])
  expect(await queueRegimeReview(on("2023-05-10"))).toBe(1)
  expect(await queueRegimeReview(on("2023-05-11"))).toBe(0)
  expect(await waiting()).toMatchObject([
    {
      kind: "REGIME",
      code: "1.000894",
      importId: "nd-42-2022-sd1",
      relevantParts: [
        expect.stringContaining("không còn được trả lời “không áp dụng”"),
        expect.stringContaining("không còn được nêu lý do"),
      ],
    },
  ])
  expect(household.suggestion.regimeId).toBe(REGIME_A.id)
})

import { expect, test } from "vitest"
import { findAuditPage, findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { canonicalJson } from "#models/shared/digest.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { checkAuditChain } from "#workflows/integrity/check-audit-chain.server.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { moveRegistration, moveRegistrations } from "#workflows/registration/move-registrations.server.ts"
import { replay } from "#workflows/registration/registration-at.server.ts"

const CITATION = "Điều 18 Luật Hộ tịch số 60/2014/QH13"

const MARRIAGE = "1.000894"

const office = officeForEach()

test("a specialist submits, the head signs off, and the log alone gives the stored state", async () => {
  const { d, staff } = office
  const drafted = await registrationOf(MARRIAGE)
  const proposal = { ...proposalConfirming(drafted.suggestion), citation: CITATION }
  await moveRegistration(d, {
    registrationId: drafted.id,
    revision: 0,
    event: { type: "proposal.submitted", proposal },
    actor: staff.specialistOf(drafted.agencyId),
  })
  await moveRegistration(d, {
    registrationId: drafted.id,
    revision: 1,
    event: { type: "proposal.signedOff" },
    actor: staff.headOf(drafted.agencyId),
  })
  const registered = await registrationOf(MARRIAGE)
  expect(registered.workflow.value).toBe("registered")
  expect(registered.revision).toBe(2)
  const replayed = replay(registrationChart, await findAuditTrail("registration", drafted.id)).at(-1)
  expect(canonicalJson(replayed)).toBe(canonicalJson(registered.workflow))
})

test("an officer of another agency is refused, and the log says who tried what", async () => {
  const { d, staff } = office
  const drafted = await registrationOf(MARRIAGE)
  const stranger = staff.specialistOf("so-y-te")
  const refusal = await refusalOf(
    moveRegistration(d, {
      registrationId: drafted.id,
      event: { type: "draft.saved", proposal: proposalConfirming(drafted.suggestion) },
      actor: stranger,
    }),
  )
  expect(refusal.code).toBe("FORBIDDEN")
  expect(refusal.message).toContain("không có quyền")
  const { entries } = await findAuditPage({ type: "access.denied" }, 1, 10)
  expect(entries).toMatchObject([
    { by: stranger.id, subject: { id: drafted.id }, payload: { action: "registration.propose" } },
  ])
  expect((await registrationOf(MARRIAGE)).revision).toBe(0)
})

test("saving over somebody else's change is refused with what changed", async () => {
  const { d, staff } = office
  const drafted = await registrationOf(MARRIAGE)
  const actor = staff.specialistOf(drafted.agencyId)
  const proposal = { ...proposalConfirming(drafted.suggestion), citation: CITATION }
  await moveRegistration(d, {
    registrationId: drafted.id,
    revision: 0,
    event: { type: "draft.saved", proposal: { ...proposal, note: "Đã hỏi cấp xã" } },
    actor,
  })
  const refusal = await refusalOf(
    moveRegistration(d, {
      registrationId: drafted.id,
      revision: 0,
      event: { type: "draft.saved", proposal: { ...proposal, note: "Khác" } },
      actor,
    }),
  )
  expect(refusal.code).toBe("CONCURRENT_EDIT")
  expect(refusal.details.changed).toContainEqual(
    expect.objectContaining({ field: "Ghi chú", before: "để trống", mine: "Khác", now: "Đã hỏi cấp xã" }),
  )
  expect((await registrationOf(MARRIAGE)).workflow.context.proposal).toMatchObject({ note: "Đã hỏi cấp xã" })
})

test("of two people who save the same revision at once, one is refused", async () => {
  const { d, staff } = office
  const drafted = await registrationOf(MARRIAGE)
  const actor = staff.specialistOf(drafted.agencyId)
  const proposal = { ...proposalConfirming(drafted.suggestion), citation: CITATION }
  const save = (note: string) =>
    moveRegistration(d, {
      registrationId: drafted.id,
      revision: 0,
      event: { type: "draft.saved", proposal: { ...proposal, note } },
      actor,
    })
  const results = await Promise.allSettled([save("một"), save("hai"), save("ba")])
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1)
  expect((await registrationOf(MARRIAGE)).revision).toBe(1)
  expect(await checkAuditChain(() => {})).toEqual([])
})

test("the proposer may not appraise, even with the reviewer's role", async () => {
  const { d, staff } = office
  const drafted = await registrationOf(MARRIAGE)
  const twoHats = {
    ...staff.specialistOf(drafted.agencyId),
    assignments: [
      { role: "SPECIALIST" as const, agencyId: drafted.agencyId },
      { role: "REVIEWER" as const, agencyId: "van-phong-ubnd-tinh" },
    ],
  }
  const proposal = { ...proposalConfirming(drafted.suggestion), citation: CITATION }
  const move = { registrationId: drafted.id }
  await moveRegistration(d, { ...move, event: { type: "proposal.submitted", proposal }, actor: twoHats })
  await moveRegistration(d, {
    ...move,
    event: { type: "proposal.signedOff" },
    actor: staff.headOf(drafted.agencyId),
  })
  const refusal = await refusalOf(
    moveRegistration(d, { ...move, event: { type: "appraisal.started" }, actor: twoHats }),
  )
  expect(refusal.code).toBe("WORKFLOW_REFUSED")
  expect(refusal.message).toContain("Người đã đề xuất không được")
})

test("an incomplete proposal is refused field by field and nothing moves", async () => {
  const { d, staff } = office
  const drafted = await registrationOf(MARRIAGE)
  const proposal = {
    ...proposalConfirming(drafted.suggestion),
    level: "PARTIAL" as const,
    citation: "",
    partialReason: null,
  }
  const refusal = await refusalOf(
    moveRegistration(d, {
      registrationId: drafted.id,
      event: { type: "proposal.submitted", proposal },
      actor: staff.specialistOf(drafted.agencyId),
    }),
  )
  expect(refusal.code).toBe("INVALID_INPUT")
  expect(refusal.details.issues).toContainEqual(expect.objectContaining({ field: "citation" }))
  expect((await registrationOf(MARRIAGE)).revision).toBe(0)
})

test("in bulk, what may move moves and each refused row says why", async () => {
  const { d, staff } = office
  const ids = (await Promise.all([MARRIAGE, "2.000488", "1.001612"].map(registrationOf))).map(({ id }) => id)
  const outcomes = await moveRegistrations(d, {
    moves: [...ids, "2023-1:9.999999.01@khong-co"].map((registrationId) => ({
      registrationId,
      event: { type: "procedure.repealed" as const, decision: "12/QĐ-BTP" },
    })),
    actor: staff.reviewer,
  })
  expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true, true, false])
  expect(outcomes[3]).toMatchObject({ error: { code: "NOT_FOUND" } })
  const again = await moveRegistrations(d, {
    moves: ids.map((registrationId) => ({ registrationId, event: { type: "appraisal.started" as const } })),
    actor: staff.reviewer,
  })
  expect(again.every((outcome) => !outcome.ok)).toBe(true)
})

test("what only an issued decision may cause cannot be sent by a person", async () => {
  const { d, staff } = office
  const drafted = await registrationOf(MARRIAGE)
  const refusal = await refusalOf(
    moveRegistration(d, {
      registrationId: drafted.id,
      event: { type: "records.published" },
      actor: staff.reviewer,
    }),
  )
  expect(refusal.code).toBe("FORBIDDEN")
})

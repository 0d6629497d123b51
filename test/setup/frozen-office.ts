import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { moveAll, moveByAgency, proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { assignNumber } from "#workflows/campaign/assign-number.server.ts"
import { checkForm } from "#workflows/campaign/check-form.server.ts"
import { consolidateEdition } from "#workflows/campaign/consolidate.server.ts"
import { issueDecision } from "#workflows/campaign/issue-decision.server.ts"
import { checkContent, closeCollection } from "#workflows/campaign/plain-steps.server.ts"
import { sealDecision } from "#workflows/campaign/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/sign-decision.server.ts"
import { submitForSignature } from "#workflows/campaign/submit-for-signature.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { openSmallOffice } from "./office.ts"

/** The small office with its registrations appraised, approved and frozen into the first draft of edition 2023-1. */
export const openFrozenOffice = async (
  store: Store,
  signing: SigningService,
  ways: Parameters<typeof openSmallOffice>[1] = {},
) => {
  const { d, clock, staff, campaign } = await openSmallOffice(store, ways)
  const all = { ...d, signing }
  const idsIn = async (state: string) =>
    (await findAllRegistrations(campaign.id, [state])).map(({ id }) => id)
  const moveEach = async (state: string, type: "appraisal.started" | "approval.granted") =>
    moveAll(
      all,
      (await idsIn(state)).map((registrationId) => ({ registrationId, event: { type } })),
      staff.reviewer,
    )
  await proposeByRules(all, { campaignId: campaign.id, staff })
  await moveByAgency(
    all,
    await findAllRegistrations(campaign.id, ["awaitingUnitHead"]),
    staff.headOf,
    () => ({ type: "proposal.signedOff" }),
  )
  await moveEach("registered", "appraisal.started")
  await moveAll(
    all,
    (await idsIn("underAppraisal")).map((registrationId) => ({
      registrationId,
      event: { type: "appraisal.agreed", note: "" },
    })),
    staff.reviewer,
  )
  await moveEach("appraised", "approval.granted")
  await closeCollection(all, { campaignId: campaign.id, actor: staff.reviewer })
  const { edition } = await consolidateEdition(all, {
    campaignId: campaign.id,
    actor: staff.reviewer,
    leftOutReason: "Chuyển sang đợt điều chỉnh trong năm.",
  })
  return { d: all, clock, staff, edition }
}

type FrozenOffice = Awaited<ReturnType<typeof openFrozenOffice>>

const onEdition =
  ({ edition }: FrozenOffice) =>
  (actor: Actor) => ({ campaignId: edition.editionId, actor })

/** Takes the frozen edition on until it waits for its signature, each step by the person whose it is. */
export const submitFrozenEdition = async (office: FrozenOffice): Promise<void> => {
  const { d, staff, edition } = office
  const by = onEdition(office)
  await checkContent(d, { ...by(staff.chief), digest: edition.digest })
  await checkForm(d, { ...by(staff.clerk), digest: edition.digest })
  await submitForSignature(d, { ...by(staff.chief), signatoryId: staff.leader.id })
}

/** Takes the frozen edition on to its issue, each step by the person whose it is. */
export const issueFrozenEdition = async (office: FrozenOffice): Promise<void> => {
  const { d, staff } = office
  const by = onEdition(office)
  await submitFrozenEdition(office)
  await signDecision(d, by(staff.leader))
  await assignNumber(d, by(staff.clerk))
  await sealDecision(d, by(staff.clerk))
  await issueDecision(d, by(staff.clerk))
}

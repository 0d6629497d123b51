import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { moveAll, moveByAgency, proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { currentEdition } from "#workflows/campaign/decision-bytes.server.ts"
import { assignNumber } from "#workflows/campaign/steps/assign-number.server.ts"
import { checkContent } from "#workflows/campaign/steps/check-content.server.ts"
import { checkForm } from "#workflows/campaign/steps/check-form.server.ts"
import { closeCollection } from "#workflows/campaign/steps/close-collection.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { sealDecision } from "#workflows/campaign/steps/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { submitForSignature } from "#workflows/campaign/steps/submit-for-signature.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
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
  await takeStep(all, closeCollection, { campaignId: campaign.id, actor: staff.reviewer })
  const frozen = await takeStep(all, consolidateEdition, {
    campaignId: campaign.id,
    actor: staff.reviewer,
    leftOutReason: "Chuyển sang đợt điều chỉnh trong năm.",
  })
  return { d: all, clock, staff, edition: await currentEdition(frozen) }
}

type FrozenOffice = Awaited<ReturnType<typeof openFrozenOffice>>

const onEdition =
  ({ edition }: FrozenOffice) =>
  (actor: Actor) => ({ campaignId: edition.editionId, actor })

/** Takes the frozen edition on until it waits for its signature, each step by the person whose it is. */
export const submitFrozenEdition = async (office: FrozenOffice): Promise<void> => {
  const { d, staff, edition } = office
  const by = onEdition(office)
  await takeStep(d, checkContent, { ...by(staff.chief), digest: edition.digest })
  await takeStep(d, checkForm, { ...by(staff.clerk), digest: edition.digest })
  await takeStep(d, submitForSignature, { ...by(staff.chief), signatoryId: staff.leader.id })
}

/** Takes the frozen edition on to its issue, each step by the person whose it is. */
export const issueFrozenEdition = async (office: FrozenOffice): Promise<void> => {
  const { d, staff } = office
  const by = onEdition(office)
  await submitFrozenEdition(office)
  await takeStep(d, signDecision, by(staff.leader))
  await takeStep(d, assignNumber, by(staff.clerk))
  await takeStep(d, sealDecision, by(staff.clerk))
  await takeStep(d, issueDecision, by(staff.clerk))
}

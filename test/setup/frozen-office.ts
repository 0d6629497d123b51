import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Store } from "#models/store/connection.server.ts"
import { moveAll, moveByAgency, proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { consolidateEdition } from "#workflows/campaign/consolidate.server.ts"
import { closeCollection } from "#workflows/campaign/plain-steps.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { openSmallOffice } from "./office.ts"

/** The small office with its registrations appraised, approved and frozen into the first draft of edition 2023-1. */
export const openFrozenOffice = async (store: Store, signing: SigningService) => {
  const { d, clock, staff, campaign } = await openSmallOffice(store)
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

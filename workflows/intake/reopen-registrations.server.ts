import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { findCorrections } from "#models/fact-correction/fact-correction.repository.server.ts"
import { actsInForceOn } from "#models/legal-basis/legal-act.repository.server.ts"
import type { ProcedureSnapshot } from "#models/procedure/procedure.ts"
import {
  findRegistrationsOfProcedures,
  saveSuggested,
} from "#models/registration/registration.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { classify } from "#workflows/classification/classify.ts"
import { contentKeyOf } from "#workflows/classification/content-key.server.ts"
import { markedProcedure } from "#workflows/evidence/marked-procedure.ts"
import { officeEvidence } from "#workflows/evidence/office-evidence.server.ts"
import { assertCampaignTakes, statesOfCampaigns } from "#workflows/registration/campaign-takes.server.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import type { RegistrationDependencies } from "#workflows/registration/move-registrations.server.ts"

/** States in which a decision of the running review can be taken back. */
export const OPEN_STATES: readonly string[] = [
  "drafting",
  "awaitingUnitHead",
  "registered",
  "underAppraisal",
  "consulting",
  "returned",
  "appraised",
  "approved",
]

/** The registrations of a procedure that are still being decided. */
export const findOpenRegistrations = (code: string, session: ClientSession | null = null) =>
  findRegistrationsOfProcedures([code], OPEN_STATES, session)

/**
 * Sends the open registrations of a procedure back to their units, each with a suggestion made from the new content. Within
 * the caller's transaction, which has asked for the permission.
 * @returns how many
 * @throws WorkflowRefusedError while the catalogue of one is being signed
 */
export const reopenRegistrations = async (
  d: RegistrationDependencies,
  { snapshot, reason, actor }: { snapshot: ProcedureSnapshot; reason: string; actor: Actor },
  session: ClientSession,
): Promise<number> => {
  const at = d.clock.now()
  const open = await findOpenRegistrations(snapshot.code, session)
  const campaigns = await statesOfCampaigns(open, session)
  const corrections = await findCorrections(
    open.map(({ serviceId }) => serviceId),
    session,
  )
  const { procedure, hash: snapshotHash } = snapshot
  const isInForce = await actsInForceOn(dayOf(at), session)
  const evidence = (await officeEvidence())(markedProcedure(procedure))
  const event = { type: "record.renewed" as const, reason, snapshotHash }
  for (const registration of open) {
    const { id, serviceId, campaignId, revision, suggestion, workflow } = registration
    assertCampaignTakes(event, campaigns.get(campaignId))
    const step = advance(registrationChart, workflow, event, actor, at)
    const own = corrections.filter((one) => one.serviceId === serviceId)
    const regime = await d.getRegime(suggestion.regimeId)
    await appendAuditEntries([entryOf(step, { kind: "registration", id }, actor)], session)
    await saveSuggested(
      {
        id,
        readRevision: revision,
        workflow: step.snapshot,
        suggestion: classify({ procedure, snapshotHash, corrections: own, isInForce, evidence }, regime),
        from: {
          snapshotHash,
          contentKey: contentKeyOf(procedure),
          nationalFullProcess: procedure.nationalFlags?.isFullProcess ?? null,
        },
      },
      session,
    )
  }
  return open.length
}

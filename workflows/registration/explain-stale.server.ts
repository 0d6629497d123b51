import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import { getRegistration } from "#models/registration/registration.repository.server.ts"
import { ConcurrentEditError, type OfficeError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { startingProposal } from "#workflows/classification/starting-proposal.ts"
import { withTyped } from "./proposal-conflict.ts"
import { changesSince } from "./registration-at.server.ts"

type Outcome =
  | { registrationId: string; ok: true }
  | { registrationId: string; ok: false; error: OfficeError }

/** After the transaction: a stale edit gets the list of what changed, and who changed it. */
export async function explained(
  d: { getRegime(id: string): Promise<LegalRegime> },
  outcome: Outcome,
  event: RegistrationEvent | undefined,
  actor: Actor,
): Promise<Outcome> {
  if (outcome.ok || typeof outcome.error.details.seenRevision !== "number") return outcome
  const { error, registrationId } = outcome
  const registration = await getRegistration(registrationId)
  const { seenRevision } = error.details
  const since = await changesSince(registration, seenRevision as number, actor)
  const { suggestion, workflow, revision } = registration
  return {
    ...outcome,
    error: new ConcurrentEditError(`Đăng ký này vừa được ${since.by} thay đổi. Xem lại rồi làm lại.`, {
      ...since,
      changed:
        event && "proposal" in event
          ? withTyped(since.changed, {
              mine: event.proposal,
              now: startingProposal(workflow.context.proposal, suggestion),
              regime: await d.getRegime(suggestion.regimeId),
            })
          : since.changed,
      currentRevision: revision,
      made: { on: { revision: String(seenRevision) }, against: { revision: String(revision) } },
    }),
  }
}

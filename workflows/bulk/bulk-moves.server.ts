import type { BulkJob, BulkRow } from "#models/bulk-job/bulk-job.ts"
import { RegistrationEvent } from "#models/registration/events.ts"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { forbidden, recordDenials } from "#workflows/authorise.server.ts"
import { disagreements } from "#workflows/classification/agreement.ts"
import { proposalFromSuggestion } from "#workflows/classification/proposal-from-suggestion.ts"
import { isAllowed } from "#workflows/permissions.ts"
import type {
  RegistrationDependencies,
  RegistrationMove,
} from "#workflows/registration/move-registrations.server.ts"
import { type BulkAction, bulkRuleOf } from "./bulk-actions.ts"

export type Refusal = { registrationId: string; refusal: string }

/** What a job means for each of these rows: a move to try, or a refusal that needs none. */
export const bulkMoves = async (
  d: RegistrationDependencies,
  job: BulkJob,
  rows: BulkRow[],
  actor: Actor,
): Promise<{ moves: RegistrationMove[]; refusals: Refusal[] }> => {
  const action = job.action as BulkAction
  if (action === "suggestion.accepted") return acceptedSuggestions(d, rows, actor)
  const event = RegistrationEvent.parse({
    type: action,
    ...(bulkRuleOf(action).needsReason ? { reason: job.reason } : {}),
  })
  return {
    moves: rows.map(({ registrationId, revision }) => ({ registrationId, revision, event })),
    refusals: [],
  }
}

const PROPOSE = "registration.propose"

/** Only what rules, nation and last year agree on may be taken over unread; the rest asks for an officer's eyes. */
async function acceptedSuggestions(
  d: RegistrationDependencies,
  rows: BulkRow[],
  actor: Actor,
): Promise<{ moves: RegistrationMove[]; refusals: Refusal[] }> {
  const found = await findRegistrationsByIds(rows.map(({ registrationId }) => registrationId))
  const byId = new Map(found.map((registration) => [registration.id, registration]))
  const denied = new Set(
    found.filter(({ agencyId }) => !isAllowed(actor, PROPOSE, agencyId)).map(({ id }) => id),
  )
  await recordDenials(
    d,
    actor,
    [...denied].map((id) => ({ subject: { kind: "registration", id }, action: PROPOSE })),
  )
  const moves: RegistrationMove[] = []
  const refusals: Refusal[] = []
  for (const { registrationId, revision } of rows) {
    const registration = byId.get(registrationId)
    const refuse = (refusal: string) => refusals.push({ registrationId, refusal })
    if (!registration) refuse(`Không tìm thấy đăng ký «${registrationId}».`)
    else if (denied.has(registrationId)) refuse(forbidden(PROPOSE, true).message)
    else if (registration.workflow.context.proposal) refuse("Đã có đề xuất đang soạn; mở mục này để trình.")
    else {
      const against = disagreements(registration)
      if (against.length > 0) refuse(`Mở mục này để tự trả lời: ${against.join("; ")}.`)
      else
        moves.push({
          registrationId,
          revision,
          event: { type: "proposal.submitted", proposal: proposalFromSuggestion(registration.suggestion) },
        })
    }
  }
  return { moves, refusals }
}

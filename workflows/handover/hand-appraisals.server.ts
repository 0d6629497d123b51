import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { findRegistrationsByIds, saveMoved } from "#models/registration/registration.repository.server.ts"
import { type Actor, personsBehind } from "#models/shared/workflow.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { holderOf } from "#workflows/registration/held-by.ts"

/** An appraisal says itself who has it: where that is the person who leaves, it says so of the successor from now on. */
export const handAppraisals = async (
  moves: readonly { registrationId: string; successor: Pick<Actor, "id" | "name"> }[],
  from: { id: string },
  actor: Actor,
  at: Date,
  session: ClientSession,
): Promise<void> => {
  const found = await findRegistrationsByIds(
    moves.map(({ registrationId }) => registrationId),
    session,
  )
  const successors = new Map(moves.map(({ registrationId, successor }) => [registrationId, successor]))
  const steps = found.flatMap((registration) => {
    const holder = holderOf(registration)
    const successor = successors.get(registration.id)
    if (!successor || !holder || !personsBehind(holder).includes(from.id)) return []
    const event = {
      type: "appraisal.assigned" as const,
      personId: successor.id,
      personName: "",
    }
    return [{ registration, step: advance(registrationChart, registration.workflow, event, actor, at) }]
  })
  await appendAuditEntries(
    steps.map(({ registration, step }) =>
      entryOf(step, { kind: "registration", id: registration.id }, actor),
    ),
    session,
  )
  await saveMoved(
    steps.map(({ registration, step }) => ({
      id: registration.id,
      readRevision: registration.revision,
      workflow: step.snapshot,
    })),
    session,
  )
}

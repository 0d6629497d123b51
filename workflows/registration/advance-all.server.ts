import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import { saveMoved } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { registrationChart } from "./chart.ts"

/**
 * Moves all given registrations by one event inside the caller's transaction; one refusal refuses them all. For what the
 * edition's own life causes (issue, publication, replacement).
 * @throws WorkflowRefusedError, ConcurrentEditError
 */
export const advanceAll = async (
  registrations: Registration[],
  event: RegistrationEvent,
  actor: Actor,
  at: Date,
  session: ClientSession,
): Promise<void> => {
  const steps = registrations.map((registration) => ({
    registration,
    step: advance(registrationChart, registration.workflow, event, actor, at),
  }))
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

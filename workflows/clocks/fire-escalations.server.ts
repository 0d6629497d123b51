import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { saveDeadline } from "#models/deadline/deadline.repository.server.ts"
import type { Deadline } from "#models/deadline/deadline.ts"
import { stepsToFire } from "#models/deadline/escalations.ts"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import { stepOf } from "#models/reference/escalation.ts"
import { findChainsOn, findEscalationsOn } from "#models/reference/reference.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { recipientsOf } from "./recipients.server.ts"
import { remindersOf } from "./reminder-text.ts"

/**
 * Tells people of every row whose reminder has come: the row, the messages and the log entry in one transaction, over the
 * revision the row was read with. Of two that see the same row only one tells; killed before the commit, nothing was told.
 */
export const fireEscalations = async (d: OfficeDependencies, rows: readonly Deadline[]): Promise<number> => {
  const at = d.clock.now()
  const today = dayOf(at)
  const escalations = await findEscalationsOn(today)
  const due = rows.flatMap((row) => {
    const steps = stepsToFire(row, escalations, today)
    return steps ? [{ row, ...steps }] : []
  })
  if (due.length === 0) return 0
  const staff: Actor[] = await staffOn(today)
  const chains = await findChainsOn(today)
  let fired = 0
  for (const { row, told, passedOver } of due) {
    const people = await recipientsOf(row, { to: told.to, chains }, staff)
    const messages = remindersOf(row, told, people, at)
    const noted = [
      ...passedOver.map((step) => ({ step, due: row.due, on: today, to: 0, isPassedOver: true })),
      { step: stepOf(told), due: row.due, on: today, to: people.length },
    ]
    fired += await d.store.inTransaction(async (session) => {
      if (!(await saveDeadline({ ...row, fired: [...row.fired, ...noted] }, session))) return 0
      await addInboxMessages(messages, session)
      await appendAuditEntries(
        [
          auditDraft(
            {
              subject: { kind: "deadline", id: row.id },
              type: "reminder.sent",
              payload: {
                kind: row.kind,
                name: row.subject.name,
                step: stepOf(told),
                due: row.due,
                to: people.length,
              },
            },
            SYSTEM_ACTOR,
            at,
          ),
        ],
        session,
      )
      return 1
    })
  }
  return fired
}

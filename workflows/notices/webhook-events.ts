import type { AuditEntry } from "#models/audit/audit-entry.ts"
import type { WebhookContent } from "#models/dispatch/dispatch.ts"
import type { WebhookTopic } from "#models/reference/webhook.ts"
import { isoWithOffset } from "#models/shared/dates.ts"

/** Entries of the log that other systems are told of, by what they are of and which. */
const TOPICS: Record<string, Record<string, WebhookTopic>> = {
  deadline: { "reminder.sent": "REMINDERS" },
  campaign: {
    "decision.issued": "DECISIONS",
    "erratum.recorded": "DECISIONS",
    "edition.recalled": "DECISIONS",
    "records.published": "PUBLICATIONS",
  },
}

export const TOLD_TYPES: readonly string[] = Object.values(TOPICS).flatMap((types) => Object.keys(types))

type Entry = Pick<AuditEntry, "sequence" | "at" | "subject" | "type" | "payload">

/** What an entry is about, for those who asked for it; null for one that stays inside. */
export const topicOf = ({ subject, type }: Pick<Entry, "subject" | "type">): WebhookTopic | null => {
  const types = Object.hasOwn(TOPICS, subject.kind) ? TOPICS[subject.kind] : undefined
  return types && Object.hasOwn(types, type) ? (types[type] ?? null) : null
}

/** What of a reminder may be told outside: the task and its day. */
const REMINDER_FIELDS = ["kind", "name", "due", "step"]

/**
 * The call that tells of an entry, after the form of Standard Webhooks: `type`, `timestamp`, `data`. Names nobody; what somebody
 * wrote as a reason stays inside.
 */
export const callOf = (entry: Entry, isTraining: boolean): WebhookContent => {
  const { at, subject, type, payload } = entry
  const event = `${subject.kind}.${type}`
  const told =
    subject.kind === "deadline"
      ? Object.fromEntries(Object.entries(payload).filter(([name]) => REMINDER_FIELDS.includes(name)))
      : {}
  const data = { subject: { kind: subject.kind, id: subject.id }, ...told }
  return {
    event,
    body: JSON.stringify({
      type: event,
      timestamp: isoWithOffset(new Date(at)),
      ...(isTraining ? { training: true } : {}),
      data,
    }),
  }
}

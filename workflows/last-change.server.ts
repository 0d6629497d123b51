import type { ClientSession } from "mongoose"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { auditLabelOf } from "#models/audit/audit-words.ts"
import { ConcurrentEditError } from "#models/shared/errors.ts"
import { EMPTY_PLACE, type FieldConflict } from "#models/shared/field-conflict.ts"
import { actorInWords } from "#models/shared/workflow.ts"

type Subject = { kind: string; id: string }

/** How a thing stood in the log's words when somebody saw it, and how it stands now. */
type Standing = { field: string; labels: Readonly<Record<string, string>>; seenRevision: number }

/**
 * The refusal of a form that was overtaken: whose change it is, when, what was done, and what it changed.
 * @param about `lines`: places of the form that differ by now; `standing`: of a thing each of whose revisions since has its entry in the
 * log; `made`: what the form says it was made on, and what it would be made on now
 */
export const overtaken = async (
  subject: Subject,
  about: {
    message: string
    currentRevision: number
    lines?: readonly FieldConflict[]
    standing?: Standing
    made?: { on: Record<string, string>; against: Record<string, string> }
  },
  session: ClientSession | null = null,
): Promise<ConcurrentEditError> => {
  const trail = await findAuditTrail(subject.kind, subject.id, session)
  const last = trail.filter(({ type }) => type !== "access.denied").at(-1)
  const whose = last
    ? { by: actorInWords({ ...last, name: last.byName || last.by }), at: new Date(last.at).toISOString() }
    : {}
  const { standing, lines = [], message, currentRevision, made } = about
  const done = last ? ` Việc vừa làm: «${auditLabelOf(subject.kind, last.type)}», ${whose.by}.` : ""
  return new ConcurrentEditError(`${message}${done}`, {
    changed: [...(standing ? standingLines(trail, currentRevision, standing) : []), ...lines].map((line) => ({
      ...line,
      ...whose,
    })),
    ...(whose.by ? { by: whose.by } : {}),
    currentRevision,
    ...(made ? { made } : {}),
  })
}

const standingLines = (
  trail: readonly { from: string | null; to: string | null }[],
  currentRevision: number,
  { field, labels, seenRevision }: Standing,
): FieldConflict[] => {
  const since = trail.filter(({ to }) => to !== null).slice(seenRevision - currentRevision)
  const [before, now] = [since[0]?.from ?? "", since.at(-1)?.to ?? ""]
  return before === now
    ? []
    : [{ field, before: labels[before] ?? EMPTY_PLACE, now: labels[now] ?? EMPTY_PLACE }]
}

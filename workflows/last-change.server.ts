import type { ClientSession } from "mongoose"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { auditLabelOf } from "#models/audit/audit-words.ts"
import { withNames } from "#models/audit/named-entries.server.ts"
import { ConcurrentEditError } from "#models/shared/errors.ts"
import { EMPTY_PLACE, type FieldConflict } from "#models/shared/field-conflict.ts"
import { actorInWords } from "#models/shared/workflow.ts"

type Subject = { kind: string; id: string }
type Whose = Pick<FieldConflict, "by" | "at">

/** Of a thing each of whose revisions since has its entry in the log: how it stood when somebody saw it, and what was done since. */
type Standing = {
  field: string
  labels: Readonly<Record<string, string>>
  seenRevision: number
  /** What an entry changed beside the state; `earlier`: the entries before it. */
  changes?: (entry: AuditEntry, earlier: readonly AuditEntry[]) => ChangedPlace[]
}

export type ChangedPlace = Pick<FieldConflict, "field" | "before" | "now">

/**
 * The refusal of a form that was overtaken: whose change it is, when, what was done, and what it changed.
 * @param about `lines`: places of the form that differ by now; `standing`: of a thing each of whose revisions since has its entry in the
 * log; `typed`: what the refused form holds at a changed place; `made`: what the form says it was made on, and what it would be made on now
 */
export const overtaken = async (
  subject: Subject,
  about: {
    message: string
    currentRevision: number
    lines?: readonly FieldConflict[]
    standing?: Standing
    typed?: (line: ChangedPlace) => Pick<FieldConflict, "mine" | "take">
    made?: { on: Record<string, string>; against: Record<string, string> }
  },
  session: ClientSession | null = null,
): Promise<ConcurrentEditError> => {
  const trail = (await withNames(await findAuditTrail(subject.kind, subject.id, session), session)).filter(
    ({ type }) => type !== "access.denied",
  )
  const last = trail.at(-1)
  const whose: Whose = last ? whoseOf(last) : {}
  const { standing, lines = [], typed, message, currentRevision, made } = about
  const done = last ? ` Việc vừa làm: «${auditLabelOf(subject.kind, last.type)}», ${whose.by}.` : ""
  const since = standing ? changesSince(trail, currentRevision, standing) : []
  const people = new Set([...since, whose].flatMap(({ by }) => by ?? []))
  return new ConcurrentEditError(`${message}${done}`, {
    changed: [
      ...since.map((line) => ({ ...line, ...typed?.(line) })),
      ...lines.map((line) => ({ ...line, ...whose })),
    ],
    ...(people.size > 0 ? { by: [...people].join(", ") } : {}),
    currentRevision,
    ...(made ? { made } : {}),
  })
}

const whoseOf = (entry: AuditEntry): Whose & { by: string } => ({
  by: actorInWords({ ...entry, name: entry.byName || entry.by }),
  at: new Date(entry.at).toISOString(),
})

/** Each place once: as it was when it was seen, as it is now, and who changed it last. */
function changesSince(
  trail: readonly AuditEntry[],
  currentRevision: number,
  { field, labels, seenRevision, changes }: Standing,
): (ChangedPlace & Whose)[] {
  const steps = trail.filter(({ to }) => to !== null)
  const since = steps.slice(seenRevision - currentRevision)
  const found = new Map<string, ChangedPlace & Whose>()
  const note = (line: ChangedPlace, entry: AuditEntry) =>
    found.set(line.field, {
      ...line,
      before: found.get(line.field)?.before ?? line.before,
      ...whoseOf(entry),
    })
  for (const entry of since) {
    const [before, now] = [entry.from ?? "", entry.to ?? ""]
    if (before !== now)
      note({ field, before: labels[before] ?? EMPTY_PLACE, now: labels[now] ?? EMPTY_PLACE }, entry)
    for (const line of changes?.(entry, trail.slice(0, trail.indexOf(entry))) ?? []) note(line, entry)
  }
  return [...found.values()]
    .filter(({ before, now }) => before !== now)
    .map((line) => ({ ...line, before: line.before || EMPTY_PLACE, now: line.now || EMPTY_PLACE }))
}

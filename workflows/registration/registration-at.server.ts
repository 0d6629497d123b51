import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { withNames } from "#models/audit/named-entries.server.ts"
import type { Registration, Suggestion } from "#models/registration/registration.ts"
import { REGISTRATION_STATE_LABELS } from "#models/registration/states.ts"
import { EMPTY_PLACE, type FieldConflict } from "#models/shared/field-conflict.ts"
import type { Actor, WorkflowSnapshot } from "#models/shared/workflow.ts"
import { advance, begin, type Chart } from "#workflows/advance.ts"
import { startingProposal } from "#workflows/classification/starting-proposal.ts"
import { registrationChart } from "./chart.ts"
import { describeProposal, differences } from "./describe-proposal.ts"

/** Folds audit entries through a chart; gives the snapshot after each, the first being the fresh one. */
export const replay = <State extends string, Context extends object, Event extends { type: string }, Input>(
  chart: Chart<State, Context, Event, Input>,
  entries: AuditEntry[],
  ...input: Input extends undefined ? [] : [Input]
): WorkflowSnapshot<State, Context>[] => {
  let snapshot = begin(chart, ...input)
  const snapshots = [snapshot]
  for (const { machineVersion, type, payload, by, onBehalfOf, at } of entries) {
    if (machineVersion === null) continue
    // As it was logged: a step whose shape changed since is refused by the chart, or gives another state than is stored.
    const event = { type, ...payload } as unknown as Event
    snapshot = advance(
      chart,
      snapshot,
      event,
      { id: by, ...(onBehalfOf ? { onBehalfOf } : {}) },
      new Date(at),
    ).snapshot
    snapshots.push(snapshot)
  }
  return snapshots
}

/**
 * What is different now from what somebody who holds an older revision saw (revision n = after n events), and who made it so:
 * “Nguyễn Văn A”, “bạn, ở một cửa sổ khác,”, or both.
 */
export const changesSince = async (
  { id, workflow: now, suggestion }: Pick<Registration, "id" | "workflow" | "suggestion">,
  seenRevision: number,
  reader: Pick<Actor, "id">,
): Promise<{ changed: FieldConflict[]; by: string }> => {
  const trail = await withNames(await findAuditTrail("registration", id))
  const stood = replay(registrationChart, trail)
    .slice(seenRevision)
    .map((one) => describe(one, suggestion))
  const since = trail.filter(({ machineVersion }) => machineVersion !== null).slice(seenRevision)
  const [seen] = stood
  const lastToWrite = (field: string): AuditEntry | undefined =>
    since.findLast((_, index) => stood[index]?.[field] !== stood[index + 1]?.[field])
  const changed = seen
    ? differences(seen, describe(now, suggestion)).map((line) => ({
        ...line,
        ...whoAndWhen(lastToWrite(line.field), reader),
      }))
    : []
  return {
    changed: seen ? [...changed, ...since.flatMap(correctionOf)] : [],
    by: namesOf(since, reader),
  }
}

const whoAndWhen = (entry: AuditEntry | undefined, reader: Pick<Actor, "id">) =>
  entry && {
    by: entry.by === reader.id ? "bạn, ở một cửa sổ khác" : entry.byName || entry.by,
    at: entry.at,
  }

/** Oneself first: who has two windows open looks for nobody else. */
function namesOf(entries: readonly AuditEntry[], reader: Pick<Actor, "id">): string {
  const others = entries.filter(({ by }) => by !== reader.id)
  const isOwn = others.length < entries.length
  const names = [...new Set(others.map(({ by, byName }) => byName || by))]
  return [...(isOwn ? ["bạn, ở một cửa sổ khác,"] : []), ...names].join(" và ") || "người khác"
}

/** A corrected fact changes the suggestion, not the proposal: it is told by what was corrected. */
const correctionOf = ({ type, payload, byName, at }: AuditEntry): FieldConflict[] =>
  type === "fact.corrected"
    ? [{ field: "Dữ kiện", before: String(payload.fact), now: "Đã đính chính", by: byName, at }]
    : type === "unit.moved"
      ? [{ field: "Đơn vị", before: EMPTY_PLACE, now: String(payload.agencyName), by: byName, at }]
      : []

/** As its form shows it: while nothing is kept, filled in after the suggestion. */
const describe = (
  { value, context }: Registration["workflow"],
  suggestion: Suggestion,
): Record<string, string> => ({
  "Trạng thái": REGISTRATION_STATE_LABELS[value],
  ...describeProposal(startingProposal(context.proposal, suggestion)),
})

import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import type { Registration } from "#models/registration/registration.ts"
import { REGISTRATION_STATE_LABELS } from "#models/registration/states.ts"
import type { Actor, WorkflowSnapshot } from "#models/shared/workflow.ts"
import { advance, begin, type Chart } from "#workflows/advance.ts"
import { registrationChart } from "./chart.ts"
import { describeProposal, differences, type FieldChange } from "./describe-proposal.ts"

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
  registrationId: string,
  seenRevision: number,
  now: Registration["workflow"],
  reader: Pick<Actor, "id">,
): Promise<{ changed: FieldChange[]; by: string }> => {
  const trail = await findAuditTrail("registration", registrationId)
  const seen = replay(registrationChart, trail)[seenRevision]
  const since = trail.filter(({ machineVersion }) => machineVersion !== null).slice(seenRevision)
  return {
    changed: seen ? [...differences(describe(seen), describe(now)), ...since.flatMap(correctionOf)] : [],
    by: namesOf(since, reader),
  }
}

/** Oneself first: who has two windows open looks for nobody else. */
function namesOf(entries: readonly AuditEntry[], reader: Pick<Actor, "id">): string {
  const others = entries.filter(({ by }) => by !== reader.id)
  const isOwn = others.length < entries.length
  const names = [...new Set(others.map(({ by, byName }) => byName || by))]
  return [...(isOwn ? ["bạn, ở một cửa sổ khác,"] : []), ...names].join(" và ") || "người khác"
}

/** A corrected fact changes the suggestion, not the proposal: it is told by what was corrected. */
const correctionOf = ({ type, payload, byName }: AuditEntry): FieldChange[] =>
  type === "fact.corrected"
    ? [{ field: "Dữ kiện", before: String(payload.fact), now: `Đính chính bởi ${byName}` }]
    : type === "unit.moved"
      ? [{ field: "Đơn vị", before: "", now: String(payload.agencyName) }]
      : []

const describe = ({ value, context }: Registration["workflow"]): Record<string, string> => ({
  "Trạng thái": REGISTRATION_STATE_LABELS[value],
  ...describeProposal(context.proposal),
})

import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { CRITERION_ANSWER_LABELS } from "#models/legal-regime/legal-regime.ts"
import type { Registration } from "#models/registration/registration.ts"
import { REGISTRATION_STATE_LABELS } from "#models/registration/states.ts"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import { advance, begin, type Chart } from "#workflows/advance.ts"
import { registrationChart } from "./chart.ts"

/** Folds audit entries through a chart; gives the snapshot after each, the first being the fresh one. */
export const replay = <State extends string, Context extends object, Event extends { type: string }, Input>(
  chart: Chart<State, Context, Event, Input>,
  entries: AuditEntry[],
  ...input: Input extends undefined ? [] : [Input]
): WorkflowSnapshot<State, Context>[] => {
  let snapshot = begin(chart, ...input)
  const snapshots = [snapshot]
  for (const { machineVersion, type, payload, by, at } of entries) {
    if (machineVersion === null) continue
    // As it was logged: a step whose shape changed since is refused by the chart, or gives another state than is stored.
    const event = { type, ...payload } as unknown as Event
    snapshot = advance(chart, snapshot, event, { id: by }, new Date(at)).snapshot
    snapshots.push(snapshot)
  }
  return snapshots
}

export type FieldChange = { field: string; before: string; now: string }

/** What is different now from what somebody who holds an older revision saw (revision n = after n events). */
export const changesSince = async (
  registrationId: string,
  seenRevision: number,
  now: Registration["workflow"],
): Promise<FieldChange[]> => {
  const trail = await findAuditTrail("registration", registrationId)
  const seen = replay(registrationChart, trail)[seenRevision]
  const since = trail.filter(({ machineVersion }) => machineVersion !== null).slice(seenRevision)
  return seen ? [...differences(describe(seen), describe(now)), ...since.flatMap(correctionOf)] : []
}

/** A corrected fact changes the suggestion, not the proposal: it is told by what was corrected. */
const correctionOf = ({ type, payload, byName }: AuditEntry): FieldChange[] =>
  type === "fact.corrected"
    ? [{ field: "Dữ kiện", before: String(payload.fact), now: `Đính chính bởi ${byName}` }]
    : []

function describe(snapshot: Registration["workflow"]): Record<string, string> {
  const { proposal } = snapshot.context
  const answers = proposal?.answers ?? []
  return {
    "Trạng thái": REGISTRATION_STATE_LABELS[snapshot.value],
    "Mức độ đề xuất": proposal ? SERVICE_LEVEL_LABELS[proposal.level] : "Chưa có",
    "Lý do một phần": proposal?.partialReason ? PARTIAL_REASON_LABELS[proposal.partialReason] : "Không",
    "Căn cứ": proposal?.citation || "Không",
    "Lý do khác gợi ý": proposal?.overruleReason || "Không",
    "Ghi chú": proposal?.note || "Không",
    ...Object.fromEntries(
      answers.map((answer) => [
        `Tiêu chí ${answer.letter}`,
        `${CRITERION_ANSWER_LABELS[answer.value]} ${answer.note}`.trim(),
      ]),
    ),
  }
}

function differences(before: Record<string, string>, now: Record<string, string>): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .map((field) => ({ field, before: before[field] ?? "Không", now: now[field] ?? "Không" }))
    .filter((change) => change.before !== change.now)
}

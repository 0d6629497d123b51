import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { TASK_NEED_LABELS } from "#models/plan/task-way.ts"
import { PlanTaskEvent } from "#models/plan-task/events.ts"
import { EVIDENCE_KIND_LABELS } from "#models/plan-task/evidence.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ChangedPlace } from "#workflows/last-change.server.ts"

const eventOf = ({ type, payload }: AuditEntry): PlanTaskEvent | null =>
  PlanTaskEvent.safeParse({ ...payload, type }).data ?? null

/** What an entry of a task's log changed beside its state, for whoever had the page open. Pure. */
export const changesOfTask = (entry: AuditEntry, earlier: readonly AuditEntry[]): ChangedPlace[] => {
  const event = eventOf(entry)
  if (!event) return []
  const before = earlier.flatMap((one) => eventOf(one) ?? [])
  switch (event.type) {
    case "progress.told": {
      const last = before.findLast((one) => one.type === "progress.told")
      return [{ field: "Tiến độ", before: last ? progressInWords(last) : "", now: progressInWords(event) }]
    }
    case "evidence.added":
    case "task.progressed":
    case "task.fulfilled": {
      const { kind, text } = event.evidence
      const nth = before.filter((one) => "evidence" in one).length + 1
      return [{ field: `Minh chứng thứ ${nth}`, before: "", now: `${EVIDENCE_KIND_LABELS[kind]}: ${text}` }]
    }
    case "deadline.extended": {
      const last = before.findLast((one) => one.type === "deadline.extended")
      return [
        {
          field: "Hạn sau gia hạn",
          before: last ? formatDay(last.until) : "",
          now: formatDay(event.until),
        },
      ]
    }
    case "demands.changed":
      return [{ field: "Minh chứng cần có", before: "", now: TASK_NEED_LABELS[event.needs] }]
    default:
      return []
  }
}

const progressInWords = ({ done, of }: { done: number; of: number }): string =>
  `${formatNumber(done)}/${formatNumber(of)}`

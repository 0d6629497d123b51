import { z } from "zod"
import { TASK_NEEDS } from "../plan/task-way.ts"
import { Evidence } from "./evidence.ts"

const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(2000)
const Note = z.string().trim().max(2000).default("")

/** What may happen to a task of a unit in a period; who and when is added by `advance`. */
export const PlanTaskEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("task.started") }),
  z.object({ type: z.literal("evidence.added"), evidence: Evidence }),
  z.object({ type: z.literal("evidence.withdrawn"), evidenceId: z.string(), reason: Reason }),
  /** How far it has come, counted in the register or told by the unit. */
  z.object({
    type: z.literal("progress.told"),
    done: z.number().int().min(0),
    of: z.number().int().min(1),
    counted: z.boolean(),
    note: Note,
  }),
  z.object({ type: z.literal("task.reported"), note: Note }),
  z.object({ type: z.literal("report.takenBack") }),
  z.object({ type: z.literal("task.accepted"), note: Note }),
  z.object({ type: z.literal("task.returned"), reason: Reason }),
  z.object({ type: z.literal("deadline.extended"), until: z.iso.date(), reason: Reason }),
  z.object({ type: z.literal("task.reopened"), reason: Reason }),
  /** An act of the system that leads towards the task, or does it. */
  z.object({ type: z.literal("task.progressed"), evidence: Evidence }),
  z.object({ type: z.literal("task.fulfilled"), evidence: Evidence }),
  z.object({ type: z.literal("task.fellAway"), reason: Reason }),
  /** A later version of the plan asks for something else. */
  z.object({
    type: z.literal("demands.changed"),
    needs: z.enum(TASK_NEEDS),
    percent: z.number().min(0).max(100).nullable(),
    reason: Reason,
  }),
])
export type PlanTaskEvent = z.infer<typeof PlanTaskEvent>
export type PlanTaskEventType = PlanTaskEvent["type"]

export const PLAN_TASK_EVENT_LABELS: Record<PlanTaskEventType, string> = {
  "task.started": "Bắt đầu thực hiện nhiệm vụ",
  "evidence.added": "Thêm minh chứng",
  "evidence.withdrawn": "Bỏ minh chứng",
  "progress.told": "Ghi tiến độ",
  "task.reported": "Báo cáo hoàn thành nhiệm vụ",
  "report.takenBack": "Rút lại báo cáo",
  "task.accepted": "Xác nhận hoàn thành nhiệm vụ",
  "task.returned": "Trả lại báo cáo nhiệm vụ",
  "deadline.extended": "Gia hạn nhiệm vụ cho đơn vị",
  "task.reopened": "Mở lại nhiệm vụ",
  "task.progressed": "Nhiệm vụ tiến thêm theo việc của hệ thống",
  "task.fulfilled": "Nhiệm vụ hoàn thành theo việc của hệ thống",
  "task.fellAway": "Không còn phải làm",
  "demands.changed": "Kế hoạch đổi yêu cầu của nhiệm vụ",
}

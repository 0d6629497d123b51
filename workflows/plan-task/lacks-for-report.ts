import { TASK_NEED_LABELS } from "#models/plan/task-way.ts"
import type { PlanTaskContext } from "#models/plan-task/context.ts"

/** What is still missing before the task can be reported as done, and what to do about it; null when nothing is. */
export const lacksForReport = ({
  evidence,
  needs,
  percent,
  progress,
}: Pick<PlanTaskContext, "evidence" | "needs" | "percent" | "progress">): string | null => {
  if (evidence.length === 0 && (percent === null || progress === null))
    return "Chưa có minh chứng nào. Thêm diễn giải, đường dẫn, tệp hoặc số liệu."
  if (needs !== "ANY" && evidence.every(({ kind }) => kind !== needs))
    return `Nhiệm vụ này cần minh chứng «${TASK_NEED_LABELS[needs]}». Thêm minh chứng loại đó.`
  if (percent === null) return null
  if (progress === null) return `Nhiệm vụ có chỉ tiêu ${percent}%. Ghi tiến độ: số đã đạt trên tổng số.`
  const reached = (progress.done * 100) / progress.of
  return reached >= percent
    ? null
    : `Mới đạt ${progress.done}/${progress.of}, chỉ tiêu là ${percent}%. Làm tiếp rồi ghi lại tiến độ, hoặc đề nghị gia hạn.`
}

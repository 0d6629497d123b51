import { PlanTaskEvent } from "#models/plan-task/events.ts"
import { dayOfText } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { moveTask, type SeenTask } from "./move-task.server.ts"
import type { PlanTaskStep } from "./plan-task-step.ts"

/**
 * Takes one official step of a task of the plan, with what its form sent.
 * @throws InvalidInputError field by field; ForbiddenError, NotFoundError, ConcurrentEditError, WorkflowRefusedError
 */
export const stepTask = async (
  d: OfficeDependencies,
  step: PlanTaskStep,
  { values, ...seen }: SeenTask & { values: Record<string, unknown> },
): Promise<void> => {
  const event = PlanTaskEvent.safeParse({ type: step.event, ...typed(step, values) })
  if (!event.success)
    throw new InvalidInputError(
      "Nội dung nhập chưa đúng.",
      event.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ""), message })),
    )
  if (event.data.type === "progress.told" && event.data.done > event.data.of) {
    const message = `Số đã đạt ${event.data.done} lớn hơn tổng số ${event.data.of}, quá 100%. Sửa một trong hai số.`
    throw new InvalidInputError(message, [{ field: "done", message }])
  }
  await moveTask(d, seen, step.permissions, event.data)
}

function typed({ event }: PlanTaskStep, values: Record<string, unknown>): Record<string, unknown> {
  if (event === "progress.told") return { ...values, done: Number(values["done"]), counted: false }
  if (event === "deadline.extended")
    return { ...values, until: dayOfText(String(values["until"] ?? "")) ?? values["until"] }
  return values
}

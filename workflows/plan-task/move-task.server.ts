import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import type { PlanTaskEvent } from "#models/plan-task/events.ts"
import { PLAN_TASK_STATE_LABELS } from "#models/plan-task/states.ts"
import { getAssignment, saveAssignment } from "#models/plan-task/task-assignment.repository.server.ts"
import type { TaskAssignment } from "#models/plan-task/task-assignment.ts"
import { dayOf } from "#models/shared/dates.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { overtaken } from "#workflows/last-change.server.ts"
import { type Action, isAllowed } from "#workflows/permissions.ts"
import { changesOfTask } from "./changes-of-task.ts"
import { planTaskChart } from "./chart.ts"

export type SeenTask = { taskId: string; revision: number; actor: Actor }

/** The actor as whom one of some rights on the unit's task is held. @throws ForbiddenError (with its audit line) */
const authoriseAny = async (
  d: OfficeDependencies,
  actor: Actor,
  rights: readonly Action[],
  task: Pick<TaskAssignment, "id" | "agencyId">,
): Promise<Actor> => {
  const right = rights.find((one) => isAllowed(actor, one, task.agencyId)) ?? rights[0]
  if (!right) throw new Error("a step without a right")
  return authorise(d, actor, right, { kind: "planTask", id: task.id, agencyId: task.agencyId })
}

/**
 * Moves a task over the revision that was seen: state, log and what people are told in one transaction.
 * @throws ForbiddenError, NotFoundError, ConcurrentEditError, WorkflowRefusedError
 */
export const moveTask = async (
  d: OfficeDependencies,
  { taskId, revision, actor }: SeenTask,
  rights: readonly Action[],
  event: PlanTaskEvent,
  write?: (session: ClientSession) => Promise<void>,
): Promise<void> => {
  const who = await authoriseAny(d, actor, rights, await getAssignment(taskId))
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const task = await getAssignment(taskId, session)
    if (task.revision !== revision)
      throw await overtaken(
        { kind: "planTask", id: taskId },
        {
          message: `Nhiệm vụ đã khác lúc bạn mở trang, nay ở trạng thái «${PLAN_TASK_STATE_LABELS[task.workflow.value]}»; chưa ghi gì của bạn. Tải lại trang, xem lại rồi làm lại.`,
          currentRevision: task.revision,
          standing: {
            field: "Trạng thái",
            labels: PLAN_TASK_STATE_LABELS,
            seenRevision: revision,
            changes: changesOfTask,
          },
        },
        session,
      )
    const step = advance(planTaskChart, task.workflow, event, who, at)
    await saveAssignment({ ...task, workflow: step.snapshot }, session)
    await write?.(session)
    await appendAuditEntries([entryOf(step, { kind: "planTask", id: taskId }, who)], session)
    await tell({ ...task, workflow: step.snapshot }, event, who, at, session)
  })
}

const TITLES: Partial<Record<PlanTaskEvent["type"], string>> = {
  "task.reported": "Nhiệm vụ chờ xác nhận",
  "task.returned": "Nhiệm vụ bị trả lại",
  "task.reopened": "Nhiệm vụ được mở lại",
  "task.accepted": "Nhiệm vụ đã được xác nhận",
  "deadline.extended": "Nhiệm vụ được gia hạn",
}

/** A report is told to those who confirm; what they decide, to the unit's people. */
async function tell(
  task: TaskAssignment,
  event: PlanTaskEvent,
  actor: Actor,
  at: Date,
  session: ClientSession,
): Promise<void> {
  const title = TITLES[event.type]
  if (!title) return
  const right: Action = event.type === "task.reported" ? "planTask.accept" : "planTask.report"
  const people = (await staffOn(dayOf(at), session)).filter(
    (one) => one.id !== actor.id && isAllowed(one, right, task.agencyId),
  )
  const name = `${task.number} ${task.text}`.slice(0, 200)
  const reason = "reason" in event ? ` Lý do: ${event.reason}` : ""
  await addInboxMessages(
    people.map(({ id }) => ({
      id: `planTask:${task.id}:${task.revision + 1}:${id}`,
      userId: id,
      kind: "PLAN" as const,
      title,
      text: `${actorInWords(actor)}: «${name}» (${task.period.label}).${reason}`,
      about: { kind: "planTask" as const, id: task.id, name },
      isUrgent: false,
      at,
      readAt: null,
      mail: "WAITING" as const,
    })),
    session,
  )
}

import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "../shared/errors.ts"
import { PLAN_TASK_SNAPSHOTS } from "./snapshot-versions.ts"
import type { PlanTaskState } from "./states.ts"
import { type StoredAssignment, TaskAssignmentModel } from "./task-assignment.schema.server.ts"
import type { TaskAssignment } from "./task-assignment.ts"

/** Puts in those that are not there yet; one that is there stays as it is. */
export const addMissingAssignments = async (
  tasks: readonly TaskAssignment[],
  session: ClientSession,
): Promise<void> => {
  if (tasks.length === 0) return
  await TaskAssignmentModel.insertMany(
    tasks.map(({ id, ...rest }) => ({ _id: id, ...rest })),
    { session },
  )
}

/** @throws NotFoundError */
export const getAssignment = async (
  id: string,
  session: ClientSession | null = null,
): Promise<TaskAssignment> => {
  const row = await TaskAssignmentModel.findById(id, null, { session }).lean<StoredAssignment>()
  if (!row) throw new NotFoundError("Không tìm thấy nhiệm vụ này. Kiểm tra lại đường dẫn.")
  return toAssignment(row)
}

type Asked = {
  planId?: string
  agencyId?: string
  states?: readonly PlanTaskState[]
}

/** Tasks of units, by id: of one plan, one unit, in some states. */
export const findAssignments = async (
  { planId, agencyId, states }: Asked = {},
  session: ClientSession | null = null,
): Promise<TaskAssignment[]> => {
  const query = {
    ...(planId === undefined ? {} : { planId }),
    ...(agencyId === undefined ? {} : { agencyId }),
    ...(states === undefined ? {} : { "workflow.value": { $in: [...states] } }),
  }
  const rows = await TaskAssignmentModel.find(query as object, null, { session })
    .sort({ _id: 1 })
    .lean<StoredAssignment[]>()
  return rows.map(toAssignment)
}

/** @throws ConcurrentEditError when somebody else has moved it meanwhile */
export const saveAssignment = async (
  { id, revision, ...rest }: TaskAssignment,
  session: ClientSession,
): Promise<void> => {
  const saved = await TaskAssignmentModel.updateOne(
    { _id: id, revision },
    { $set: { ...rest, revision: revision + 1 } },
    { session },
  )
  if (saved.matchedCount !== 1)
    throw new ConcurrentEditError(
      "Nhiệm vụ này vừa được người khác xử lý. Hãy tải lại trang, xem lại rồi làm lại.",
      { changed: [] },
    )
}

/** Takes over what a later version of the plan says of a task: its words and day, nothing of how far it has come. */
export const renewAssignment = async (
  { id, part, text, due, act, measure }: TaskAssignment,
  session: ClientSession,
): Promise<void> => {
  await TaskAssignmentModel.updateOne({ _id: id }, { $set: { part, text, due, act, measure } }, { session })
}

const toAssignment = ({ _id, workflow, ...rest }: StoredAssignment): TaskAssignment => ({
  id: _id,
  ...rest,
  workflow: PLAN_TASK_SNAPSHOTS.upgrade(workflow),
})

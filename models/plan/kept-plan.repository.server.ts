import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "../shared/errors.ts"
import { PlanFileModel, PlanModel, type StoredPlan, type StoredPlanFile } from "./kept-plan.schema.server.ts"
import type { KeptPlan } from "./kept-plan.ts"
import { PLAN_SNAPSHOTS } from "./snapshot-versions.ts"
import type { PlanState } from "./states.ts"

export const insertPlan = async ({ id, ...rest }: KeptPlan, session: ClientSession): Promise<void> => {
  await PlanModel.create([{ _id: id, ...rest }], { session })
}

/** @throws NotFoundError */
export const getPlan = async (id: string, session: ClientSession | null = null): Promise<KeptPlan> => {
  const row = await PlanModel.findById(id, null, { session }).lean<StoredPlan>()
  if (!row) throw new NotFoundError("Không tìm thấy kế hoạch này. Kiểm tra lại đường dẫn.")
  return toPlan(row)
}

/** Every version of every plan, or those in some states; the newest first. */
export const findPlans = async (
  states: readonly PlanState[] | null = null,
  session: ClientSession | null = null,
): Promise<KeptPlan[]> => {
  const query = states === null ? {} : { "workflow.value": { $in: [...states] } }
  const rows = await PlanModel.find(query as object, null, { session })
    .sort({ planId: -1, version: -1 })
    .lean<StoredPlan[]>()
  return rows.map(toPlan)
}

/** Versions of one plan, the first first. */
export const findPlanVersions = async (
  planId: string,
  session: ClientSession | null = null,
): Promise<KeptPlan[]> =>
  (await PlanModel.find({ planId }, null, { session }).sort({ version: 1 }).lean<StoredPlan[]>()).map(toPlan)

/** @throws ConcurrentEditError when somebody else has changed it meanwhile */
export const savePlan = async (
  { id, revision, ...rest }: KeptPlan,
  session: ClientSession,
): Promise<void> => {
  const saved = await PlanModel.updateOne(
    { _id: id, revision },
    { $set: { ...rest, revision: revision + 1 } },
    { session },
  )
  if (saved.matchedCount !== 1)
    throw new ConcurrentEditError(
      "Kế hoạch này vừa được người khác thay đổi. Hãy tải lại trang rồi làm lại.",
      {
        changed: [],
      },
    )
}

export const insertPlanFile = async (
  planVersionId: string,
  bytes: Uint8Array,
  session: ClientSession,
): Promise<void> => {
  await PlanFileModel.create([{ _id: planVersionId, bytes: Buffer.from(bytes) }], { session })
}

/** The issued document of a version. @throws NotFoundError while it has not been issued */
export const getPlanFile = async (planVersionId: string): Promise<Uint8Array> => {
  const row = await PlanFileModel.findById(planVersionId).lean<StoredPlanFile>()
  if (!row) throw new NotFoundError("Kế hoạch này chưa ban hành nên chưa có văn bản.")
  return new Uint8Array(row.bytes.buffer as unknown as Uint8Array)
}

const toPlan = ({ _id, workflow, ...rest }: StoredPlan): KeptPlan => ({
  id: _id,
  ...rest,
  workflow: PLAN_SNAPSHOTS.upgrade(workflow),
})

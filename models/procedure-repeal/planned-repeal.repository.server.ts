import type { ClientSession } from "mongoose"
import { ConcurrentEditError } from "../shared/errors.ts"
import { PlannedRepealModel, type StoredPlannedRepeal } from "./planned-repeal.schema.server.ts"
import type { PlannedRepeal, PlannedRepealState } from "./planned-repeal.ts"

/** Repeals recorded ahead of their day, the earliest day first; only of one procedure, or in one state, when given. */
export const findPlannedRepeals = async (
  { code, state }: { code?: string; state?: PlannedRepealState } = {},
  session: ClientSession | null = null,
): Promise<PlannedRepeal[]> =>
  (
    await PlannedRepealModel.find({ ...(code ? { code } : {}), ...(state ? { state } : {}) }, null, {
      session,
    })
      .sort({ effectiveOn: 1, _id: 1 })
      .lean<StoredPlannedRepeal[]>()
  ).map(({ _id, ...plan }) => ({ id: _id, ...plan }))

/** @throws ConcurrentEditError when the same one waits, or was carried out; one that was undone may be recorded again */
export const insertPlannedRepeal = async (
  { id, ...plan }: PlannedRepeal,
  session: ClientSession,
): Promise<void> => {
  const there = await PlannedRepealModel.findById(id, { state: 1 }, { session }).lean()
  if (there && there.state !== "UNDONE")
    throw new ConcurrentEditError(
      `Việc bãi bỏ thủ tục ${plan.code} theo ${plan.decision.number} đã được ghi nhận. Tải lại trang để xem.`,
      { changed: [] },
    )
  if (there) await PlannedRepealModel.deleteOne({ _id: id }, { session })
  await PlannedRepealModel.create([{ _id: id, ...plan }], { session })
}

type Settled = Pick<PlannedRepeal, "state"> & Partial<Pick<PlannedRepeal, "refusal" | "undone">>

/** Changes one that waits, as it was read. @throws ConcurrentEditError when somebody changed it in between */
export const settlePlannedRepeal = async (
  { id, revision }: Pick<PlannedRepeal, "id" | "revision">,
  change: Settled,
  session: ClientSession,
): Promise<void> => {
  const { matchedCount } = await PlannedRepealModel.updateOne(
    { _id: id, revision, state: "WAITING" },
    { $set: { ...change, revision: revision + 1 } },
    { session },
  )
  if (matchedCount === 0)
    throw new ConcurrentEditError("Việc bãi bỏ này vừa được xử lý. Tải lại trang để xem.", { changed: [] })
}

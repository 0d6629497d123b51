import type { ClientSession } from "mongoose"
import { ConcurrentEditError } from "../shared/errors.ts"
import { ProcedureRepealModel, type StoredRepeal } from "./procedure-repeal.schema.server.ts"
import type { ProcedureRepeal } from "./procedure-repeal.ts"

/** Every repeal that was recorded, the newest first; only of one procedure when given. */
export const findRepeals = async (
  { code }: { code?: string } = {},
  session: ClientSession | null = null,
): Promise<ProcedureRepeal[]> =>
  (
    await ProcedureRepealModel.find(code === undefined ? {} : { code }, null, { session })
      .sort({ at: -1, _id: 1 })
      .lean<StoredRepeal[]>()
  ).map(({ _id, ...repeal }) => ({ id: _id, ...repeal }))

/** Only ever inserted. @throws ConcurrentEditError when the same repeal was recorded before */
export const insertRepeal = async (
  { id, ...repeal }: ProcedureRepeal,
  session: ClientSession,
): Promise<void> => {
  if (await ProcedureRepealModel.exists({ _id: id }).session(session))
    throw new ConcurrentEditError(
      `Việc bãi bỏ thủ tục ${repeal.code} theo ${repeal.decision.number} đã được ghi nhận. Tải lại trang để xem.`,
      { changed: [] },
    )
  await ProcedureRepealModel.create([{ _id: id, ...repeal }], { session })
}

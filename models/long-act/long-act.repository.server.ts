import type { ClientSession } from "mongoose"
import { ConcurrentEditError } from "../shared/errors.ts"
import { LongActModel, type StoredLongAct } from "./long-act.schema.server.ts"
import type { LongAct } from "./long-act.ts"

/** Every act that is under way, or was left behind. */
export const findLongActs = async (session: ClientSession | null = null): Promise<LongAct[]> =>
  (await LongActModel.find({}, null, { session }).sort({ _id: 1 }).lean<StoredLongAct[]>()).map(
    ({ _id, ...act }) => ({ campaignId: _id, ...act }),
  )

/** Begins an act, or takes over the one that was left behind. */
export const putLongAct = async ({ campaignId, ...act }: LongAct, session: ClientSession): Promise<void> => {
  await LongActModel.replaceOne({ _id: campaignId }, act, { upsert: true, session })
}

type Held = Pick<LongAct, "campaignId" | "token">

/** Notes a piece as written, in its transaction. @throws ConcurrentEditError when somebody else goes on with the act */
export const beatLongAct = async (
  { campaignId, token }: Held,
  progress: Pick<LongAct, "done" | "total" | "beatAt">,
  session: ClientSession,
): Promise<void> => {
  const { matchedCount } = await LongActModel.updateOne(
    { _id: campaignId, token },
    { $set: progress },
    { session },
  )
  if (matchedCount !== 1) throw new ConcurrentEditError(TAKEN_OVER, { changed: [] })
}

/** Ends an act: with its last piece, or when it cannot be done. @throws ConcurrentEditError when somebody else goes on with it */
export const endLongAct = async ({ campaignId, token }: Held, session: ClientSession): Promise<void> => {
  const { deletedCount } = await LongActModel.deleteOne({ _id: campaignId, token }, { session })
  if (deletedCount !== 1) throw new ConcurrentEditError(TAKEN_OVER, { changed: [] })
}

const TAKEN_OVER = "Việc này đang được làm tiếp ở nơi khác. Tải lại trang để xem."

/** Goes on in somebody else's name. @returns false for an act that is over, or is not that person's */
export const handLongAct = async (
  campaignId: string,
  from: string,
  by: LongAct["by"],
  session: ClientSession,
): Promise<boolean> =>
  (await LongActModel.updateOne({ _id: campaignId, "by.id": from }, { $set: { by } }, { session }))
    .matchedCount === 1

import type { ClientSession } from "mongoose"
import { ConcurrentEditError } from "../shared/errors.ts"
import { NoticePreferenceModel, type StoredNoticePreference } from "./notice-preference.schema.server.ts"
import type { NoticePreference } from "./notice-preference.ts"

/** What a person chose; of somebody who never did, the usual. */
export const findNoticePreference = async (userId: string): Promise<NoticePreference> =>
  toPreference(userId, await NoticePreferenceModel.findById(userId).lean<StoredNoticePreference>())

/**
 * Keeps what a person chose over the revision it was read with.
 * @throws ConcurrentEditError when it was saved in another window meanwhile
 */
export const saveNoticePreference = async (
  { userId, choices, revision }: NoticePreference,
  session: ClientSession,
): Promise<void> => {
  const next = { choices, revision: revision + 1 }
  if (revision === 0 && !(await NoticePreferenceModel.exists({ _id: userId }).session(session))) {
    await NoticePreferenceModel.create([{ _id: userId, ...next }], { session })
    return
  }
  const saved = await NoticePreferenceModel.updateOne({ _id: userId, revision }, { $set: next }, { session })
  if (saved.matchedCount === 1) return
  throw new ConcurrentEditError(
    "Lựa chọn của bạn vừa được lưu ở cửa sổ khác. Tải lại trang để xem rồi chọn lại.",
    { changed: [] },
  )
}

const toPreference = (userId: string, row: StoredNoticePreference | null): NoticePreference => ({
  userId,
  choices: row?.choices ?? {},
  revision: row?.revision ?? 0,
})

import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "../shared/errors.ts"
import { DeadlineModel, type StoredDeadline } from "./deadline.schema.server.ts"
import type { Deadline } from "./deadline.ts"

/** Every row, or those of one review; by id. */
export const findDeadlines = async (
  campaignId: string | null,
  session: ClientSession | null = null,
): Promise<Deadline[]> => {
  const rows = await DeadlineModel.find(campaignId === null ? {} : { campaignId }, null, { session })
    .sort({ _id: 1 })
    .lean<StoredDeadline[]>()
  return rows.map(toDeadline)
}

/** @throws NotFoundError */
export const getDeadline = async (id: string, session: ClientSession | null = null): Promise<Deadline> => {
  const row = await DeadlineModel.findById(id, null, { session }).lean<StoredDeadline>()
  if (!row) throw new NotFoundError("Không tìm thấy thời hạn này trong sổ thời hạn.")
  return toDeadline(row)
}

/** Puts rows in that are not there yet; one that another process put in first is left as it is. */
export const addMissingDeadlines = async (rows: readonly Deadline[]): Promise<void> => {
  if (rows.length === 0) return
  await DeadlineModel.bulkWrite(
    rows.map(({ id, ...rest }) => ({
      updateOne: { filter: { _id: id }, update: { $setOnInsert: rest }, upsert: true },
    })),
    { ordered: false },
  )
}

/** Puts in a row of its own. */
export const insertDeadline = async ({ id, ...rest }: Deadline, session: ClientSession): Promise<void> => {
  await DeadlineModel.create([{ _id: id, ...rest }], { session })
}

/** Saves a row over the revision it was read with; false when somebody was first, whose row stands. */
export const saveDeadline = async (
  { id, revision, ...rest }: Deadline,
  session: ClientSession | null = null,
): Promise<boolean> => {
  const result = await DeadlineModel.updateOne(
    { _id: id, revision },
    { $set: { ...rest, revision: revision + 1 } },
    session ? { session } : {},
  )
  return result.matchedCount === 1
}

/** @throws ConcurrentEditError when somebody was first */
export const saveDeadlineOrRefuse = async (deadline: Deadline, session: ClientSession): Promise<void> => {
  if (await saveDeadline(deadline, session)) return
  throw new ConcurrentEditError("Thời hạn này vừa được người khác thay đổi. Hãy tải lại trang rồi làm lại.", {
    changed: [],
  })
}

const toDeadline = ({ _id, ...rest }: StoredDeadline): Deadline => ({ id: _id, ...rest })

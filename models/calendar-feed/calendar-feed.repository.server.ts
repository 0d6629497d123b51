import { type ClientSession, Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"

/** Lịch riêng: one person's calendar address, kept as the hash of its secret, so that no copy of the store opens a calendar. */
export type CalendarFeed = { secretHash: string; userId: string; openedAt: Date; lastReadAt: Date | null }

type StoredCalendarFeed = Omit<CalendarFeed, "secretHash"> & { _id: string }

const schema = new Schema<StoredCalendarFeed>(
  {
    _id: { type: String, required: true },
    // One address to a person.
    userId: { type: String, required: true, unique: true },
    openedAt: { type: Date, required: true },
    lastReadAt: { type: Date, default: null },
  },
  { strict: "throw", versionKey: false, collection: "calendarFeeds" },
)

const CalendarFeedModel = defineModel<StoredCalendarFeed>("CalendarFeed", schema)

export const findCalendarFeed = async (
  by: { secretHash: string } | { userId: string },
): Promise<CalendarFeed | null> => {
  const row = await CalendarFeedModel.findOne(
    "userId" in by ? { userId: by.userId } : { _id: by.secretHash },
  ).lean<StoredCalendarFeed>()
  if (!row) return null
  const { _id, ...rest } = row
  return { secretHash: _id, ...rest }
}

/** Opens a person's calendar at a new address; the one before is none any more. */
export const replaceCalendarFeed = async (
  { secretHash, ...rest }: CalendarFeed,
  session: ClientSession,
): Promise<void> => {
  await CalendarFeedModel.deleteMany({ userId: rest.userId }, { session })
  await CalendarFeedModel.create([{ _id: secretHash, ...rest }], { session })
}

/** Whether there was one. */
export const removeCalendarFeed = async (userId: string, session: ClientSession): Promise<boolean> =>
  (await CalendarFeedModel.deleteMany({ userId }, { session })).deletedCount > 0

export const noteCalendarRead = async (secretHash: string, at: Date): Promise<void> => {
  await CalendarFeedModel.updateOne({ _id: secretHash }, { $set: { lastReadAt: at } })
}

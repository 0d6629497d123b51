import { type ClientSession, Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"

type StoredCursor = { _id: string; sequence: number }

const THE_CURSOR = "log"

const WebhookCursorModel = defineModel<StoredCursor>(
  "WebhookCursor",
  new Schema<StoredCursor>(
    { _id: { type: String, required: true }, sequence: { type: Number, required: true } },
    { strict: "throw", versionKey: false, collection: "webhookCursors" },
  ),
)

/** The last entry of the log that other systems were told of; 0 before the first. */
export const findWebhookCursor = async (): Promise<number> =>
  (await WebhookCursorModel.findById(THE_CURSOR).lean<StoredCursor>())?.sequence ?? 0

/** Moves it on from where it was read; false when somebody else did. */
export const moveWebhookCursor = async (
  { from, to }: { from: number; to: number },
  session: ClientSession,
): Promise<boolean> => {
  if (from === 0 && !(await WebhookCursorModel.exists({ _id: THE_CURSOR }).session(session))) {
    await WebhookCursorModel.create([{ _id: THE_CURSOR, sequence: to }], { session })
    return true
  }
  const moved = await WebhookCursorModel.updateOne(
    { _id: THE_CURSOR, sequence: from },
    { $set: { sequence: to } },
    { session },
  )
  return moved.matchedCount === 1
}

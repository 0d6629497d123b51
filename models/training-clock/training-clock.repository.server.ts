import { type ClientSession, Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"

/** The one stored instant of training mode (chế độ tập huấn). */
type StoredTrainingClock = { _id: string; instant: Date }

const TrainingClockModel = defineModel<StoredTrainingClock>(
  "TrainingClock",
  new Schema<StoredTrainingClock>(
    { _id: { type: String, required: true }, instant: { type: Date, required: true } },
    { strict: "throw", versionKey: false, collection: "training_clock" },
  ),
)

const THE_CLOCK = "training-clock"

/** The stored instant, null before the first start. */
export const findTrainingInstant = async (session: ClientSession | null = null): Promise<Date | null> =>
  (await TrainingClockModel.findById(THE_CLOCK, null, { session }).lean<StoredTrainingClock>())?.instant ??
  null

export const saveTrainingInstant = async (instant: Date): Promise<void> => {
  await TrainingClockModel.updateOne({ _id: THE_CLOCK }, { $set: { instant } }, { upsert: true })
}

import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { KEPT_FORM_LIMITS, type KeptForm } from "./kept-form.ts"

type StoredKeptForm = Omit<KeptForm, "userId"> & { _id: string }

const schema = new Schema<StoredKeptForm>(
  {
    // One to a person: the last.
    _id: { type: String, required: true },
    page: { type: String, required: true },
    fields: { type: Schema.Types.Mixed, required: true } as never,
    sentAt: { type: Date, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "keptForms" },
)
// What nobody came back to is forgotten after a day.
schema.index({ sentAt: 1 }, { expireAfterSeconds: KEPT_FORM_LIMITS.hours * 3600 })

const KeptFormModel = defineModel<StoredKeptForm>("KeptForm", schema)

/** Keeps a form in place of the one before. */
export const putKeptForm = async ({ userId, ...rest }: KeptForm): Promise<void> => {
  await KeptFormModel.replaceOne({ _id: userId }, { _id: userId, ...rest }, { upsert: true })
}

export const findKeptForm = async (userId: string): Promise<KeptForm | null> => {
  const row = await KeptFormModel.findById(userId).lean<StoredKeptForm>()
  if (!row) return null
  const { _id, ...rest } = row
  return { userId: _id, ...rest }
}

export const removeKeptForm = async (userId: string): Promise<void> => {
  await KeptFormModel.deleteOne({ _id: userId })
}

import { type ClientSession, Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { oncePerPage } from "../shared/once-per-page.server.ts"
import type { StorePurpose } from "./store-purpose.ts"

type StoredStorePurpose = { _id: string; purpose: StorePurpose }

const StorePurposeModel = defineModel<StoredStorePurpose>(
  "StorePurpose",
  new Schema<StoredStorePurpose>(
    {
      _id: { type: String, required: true },
      purpose: { type: String, enum: ["TRAINING", "PRODUCTION"], required: true },
    },
    { strict: "throw", versionKey: false, collection: "store_purpose" },
  ),
)

const THE_STORE = "store"

/** What the store says it is for; null when nobody has marked it yet. */
export const findStorePurpose = async (session: ClientSession | null = null): Promise<StorePurpose | null> =>
  (await (session ? read(session) : oncePerPage("storePurpose", () => read(null))))?.purpose ?? null

const read = async (session: ClientSession | null) =>
  StorePurposeModel.findById(THE_STORE, null, { session }).lean<StoredStorePurpose>()

/** Marks a store, once: a mark that stands is never changed. */
export const markStorePurpose = async (purpose: StorePurpose, session: ClientSession): Promise<void> => {
  await StorePurposeModel.create([{ _id: THE_STORE, purpose }], { session })
}

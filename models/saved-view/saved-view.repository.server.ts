import { type ClientSession, Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { type SavedView, VIEW_LIMITS, VIEW_SHARING } from "./saved-view.ts"

type StoredSavedView = Omit<SavedView, "id"> & { _id: string }

const text = { type: String, required: true }

const schema = new Schema<StoredSavedView>(
  {
    _id: text,
    ownerId: text,
    name: text,
    list: text,
    query: { type: String, default: "" },
    sharing: { type: String, enum: VIEW_SHARING, required: true },
    agencyIds: { type: [String], required: true },
  },
  { strict: "throw", versionKey: false, collection: "savedViews" },
)
// A person's own, and two of one name on one list never.
schema.index({ ownerId: 1, list: 1, name: 1 }, { unique: true })
// What is shared.
schema.index({ sharing: 1, name: 1 })

const SavedViewModel = defineModel<StoredSavedView>("SavedView", schema)

/** What a person sees of saved views: their own, those of their units and of everybody; own ones first, each by name. */
export const findSavedViews = async (userId: string, agencyIds: readonly string[]): Promise<SavedView[]> => {
  const shared = [{ sharing: "OFFICE" }, { sharing: "UNIT", agencyIds: { $in: [...agencyIds] } }]
  const [own, others] = await Promise.all([
    SavedViewModel.find({ ownerId: userId }).sort({ name: 1 }).limit(VIEW_LIMITS.perPerson).lean(),
    SavedViewModel.find({ ownerId: { $ne: userId }, $or: shared } as object)
      .sort({ name: 1, _id: 1 })
      .limit(VIEW_LIMITS.shown)
      .lean(),
  ])
  return [...own, ...others].map(toView)
}

export const findOwnView = async (
  id: string,
  ownerId: string,
  session: ClientSession,
): Promise<SavedView | null> => {
  const row = await SavedViewModel.findOne({ _id: id, ownerId }, null, { session }).lean()
  return row && toView(row)
}

/** What a person keeps under a name on a list, and how many they keep in all. */
export const findKeptView = async (
  { ownerId, list, name }: Pick<SavedView, "ownerId" | "list" | "name">,
  session: ClientSession,
): Promise<{ kept: SavedView | null; count: number }> => {
  const row = await SavedViewModel.findOne({ ownerId, list, name }, null, { session }).lean()
  return {
    kept: row && toView(row),
    count: await SavedViewModel.countDocuments({ ownerId }).session(session),
  }
}

/** Keeps a view, in place of the one of its id where there is one. */
export const putSavedView = async ({ id, ...rest }: SavedView, session: ClientSession): Promise<void> => {
  await SavedViewModel.updateOne({ _id: id }, { $set: rest }, { upsert: true, session })
}

export const removeSavedView = async (id: string, session: ClientSession): Promise<void> => {
  await SavedViewModel.deleteOne({ _id: id }, { session })
}

const toView = ({ _id, ...rest }: StoredSavedView): SavedView => ({ id: _id, ...rest })

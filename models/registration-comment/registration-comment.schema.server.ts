import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { RegistrationComment } from "./registration-comment.ts"

export type StoredComment = Omit<RegistrationComment, "id"> & { _id: string }

const needed = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredComment>(
  {
    _id: needed,
    registrationId: needed,
    text: needed,
    mentions: { type: [{ _id: false, id: needed, name: needed }], default: [] },
    by: needed,
    byName: needed,
    at: { type: Date, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "registration-comments" },
)
// What was said of a registration, in the order it came.
schema.index({ registrationId: 1, at: 1 })

export const CommentModel = defineModel<StoredComment>("RegistrationComment", schema)

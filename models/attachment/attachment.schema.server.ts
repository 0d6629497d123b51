import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { Attachment } from "./attachment.ts"

export type StoredAttachment = Omit<Attachment, "id"> & { _id: string }
export type StoredAttachmentFile = { _id: string; bytes: Buffer }

const options = { strict: "throw", minimize: false, versionKey: false } as const
const needed = { type: String, required: true } as const

const attachmentSchema = new mongoose.Schema<StoredAttachment>(
  {
    _id: needed,
    registrationId: needed,
    letter: { type: String, default: "" },
    name: needed,
    mediaType: needed,
    size: { type: Number, required: true },
    sha256: needed,
    by: needed,
    byName: needed,
    at: { type: Date, required: true },
    removedAt: { type: Date, default: null },
    scan: { type: String, default: "NONE" },
    scanTriedAt: { type: Date, default: null },
    erasedAt: { type: Date, default: null },
  },
  { ...options, collection: "attachments" },
)
// What lies beside a registration, in the order it came.
attachmentSchema.index({ registrationId: 1, at: 1 })
// What waits to be scanned, and what is to be erased: a few of many.
attachmentSchema.index({ scan: 1, scanTriedAt: 1 }, { partialFilterExpression: { scan: "WAITING" } })
attachmentSchema.index({ removedAt: 1 }, { partialFilterExpression: { removedAt: { $type: "date" } } })

const fileSchema = new mongoose.Schema<StoredAttachmentFile>(
  { _id: needed, bytes: { type: Buffer, required: true } },
  { ...options, collection: "attachment-files" },
)

export const AttachmentModel = defineModel<StoredAttachment>("Attachment", attachmentSchema)
export const AttachmentFileModel = defineModel<StoredAttachmentFile>("AttachmentFile", fileSchema)

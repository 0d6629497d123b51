import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { type InboxMessage, MAILINGS } from "./inbox-message.ts"
import { NOTICE_KINDS } from "./notice-kinds.ts"

export type StoredInboxMessage = Omit<InboxMessage, "id"> & { _id: string }

const text = { type: String, required: true }

const schema = new mongoose.Schema<StoredInboxMessage>(
  {
    _id: text,
    userId: text,
    // Kept before people chose by kind: all were of reviews.
    kind: { type: String, enum: NOTICE_KINDS, default: "REVIEW" },
    title: text,
    text,
    about: { kind: text, id: text, name: text } as never,
    isUrgent: { type: Boolean, required: true },
    at: { type: Date, required: true },
    readAt: { type: Date, default: null },
    mail: { type: String, enum: MAILINGS, default: "NONE" },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "inboxMessages" },
)
// One person's inbox, newest first, and what of it is unread.
schema.index({ userId: 1, at: -1, _id: 1 })
schema.index({ userId: 1, readAt: 1 })
// What no mail was planned of yet, oldest first (the worker).
schema.index({ mail: 1, at: 1 })

export const InboxMessageModel = defineModel<StoredInboxMessage>("InboxMessage", schema)

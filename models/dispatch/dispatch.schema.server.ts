import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { CHANNELS, DISPATCH_STATES, type Dispatch } from "./dispatch.ts"

export type StoredDispatch = Omit<Dispatch, "id" | "channel" | "content"> & {
  _id: string
  channel: Dispatch["channel"]
  content: Dispatch["content"]
}

const text = { type: String, required: true }
const number = { type: Number, required: true }
const maybe = { type: String, default: null }
const maybeDay = { type: Date, default: null }

const schema = new mongoose.Schema<StoredDispatch>(
  {
    _id: text,
    channel: { ...text, enum: CHANNELS },
    receiver: text,
    content: { type: mongoose.Schema.Types.Mixed, required: true } as never,
    state: { ...text, enum: DISPATCH_STATES },
    attempts: number,
    unknowns: number,
    createdAt: { type: Date, required: true },
    tryingSince: { type: Date, required: true },
    nextAttemptAt: maybeDay,
    leaseOwner: maybe,
    leaseUntil: maybeDay,
    address: maybe,
    receipt: maybe,
    lastError: maybe,
    endedAt: maybeDay,
    revision: number,
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "dispatches" },
)
// What is due by one way, oldest first (the worker).
schema.index({ channel: 1, nextAttemptAt: 1, _id: 1 })
// The log, newest first, by way and state (its page).
schema.index({ createdAt: -1, _id: 1 })
schema.index({ channel: 1, state: 1, createdAt: -1 })

export const DispatchModel = defineModel<StoredDispatch>("Dispatch", schema)

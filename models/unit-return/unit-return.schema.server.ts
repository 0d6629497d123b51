import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import type { ReturnPart } from "./unit-return.ts"

export type StoredReturnPart = Omit<ReturnPart, "id"> & { _id: string }

const text = { type: String, required: true } as const
const count = { type: Number, required: true } as const
const { Mixed } = mongoose.Schema.Types

const schema = new mongoose.Schema<StoredReturnPart>(
  {
    _id: text,
    sendingId: text,
    campaignId: text,
    campaignName: text,
    campaignYear: count,
    agencyId: text,
    sequence: count,
    number: count,
    symbol: text,
    day: text,
    at: { type: Date, required: true },
    by: { type: Mixed, required: true } as never,
    position: text,
    dueOn: text,
    sender: { type: Mixed, required: true } as never,
    receiver: { type: Mixed, required: true } as never,
    rows: { type: [Mixed], required: true } as never,
    left: count,
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "unitReturnParts" },
)
// The same form sent twice.
schema.index({ sendingId: 1 }, { unique: true })
// All of one campaign, and of one unit in it.
schema.index({ campaignId: 1, agencyId: 1, sequence: 1 }, { unique: true })

export const ReturnPartModel = defineModel<StoredReturnPart>("UnitReturnPart", schema)

/** Sổ công văn gửi phiếu of one unit in one year: whoever takes a number writes it, so that of two at once one comes first. */
type StoredReturnNumber = { _id: string; last: number; takenAt?: Date }

export const ReturnNumberModel = defineModel<StoredReturnNumber>(
  "UnitReturnNumber",
  new mongoose.Schema<StoredReturnNumber>(
    { _id: text, last: count, takenAt: Date },
    { strict: "throw", versionKey: false, collection: "unitReturnNumbers" },
  ),
)

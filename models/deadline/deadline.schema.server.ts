import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { CLOCK_KINDS } from "./clock-kinds.ts"
import { DEADLINE_STATES, type Deadline } from "./deadline.ts"

export type StoredDeadline = Omit<Deadline, "id"> & { _id: string }

const { Mixed } = mongoose.Schema.Types
const text = { type: String, required: true }

const schema = new mongoose.Schema<StoredDeadline>(
  {
    _id: text,
    kind: { ...text, enum: CLOCK_KINDS },
    subject: { kind: text, id: text, name: text } as never,
    campaignId: { type: String, default: null },
    agencyId: { type: String, default: null },
    rule: text,
    basis: text,
    startsOn: { type: String, default: null },
    originalDue: text,
    factDue: text,
    due: text,
    moves: { type: [Mixed], required: true } as never,
    pauses: { type: [Mixed], required: true } as never,
    state: { ...text, enum: DEADLINE_STATES },
    endedOn: { type: String, default: null },
    endedBy: { type: String, default: null },
    fired: { type: [Mixed], required: true } as never,
    revision: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "deadlines" },
)
// What runs, soonest first (the duty, the list).
schema.index({ state: 1, due: 1 })
// The deadlines of one review (its pages).
schema.index({ campaignId: 1, kind: 1 })

export const DeadlineModel = defineModel<StoredDeadline>("Deadline", schema)

import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { type PublicRemark, REMARK_LIMITS, REMARK_STATES } from "./public-remark.ts"

/** `keptAt` is the machine's time, by which the store forgets. */
export type StoredPublicRemark = Omit<PublicRemark, "id"> & { _id: string; keptAt: Date }

const needed = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredPublicRemark>(
  {
    _id: needed,
    secretHash: needed,
    procedureCode: needed,
    procedureName: needed,
    agencyId: { type: String, default: null },
    text: needed,
    at: { type: Date, required: true },
    state: { type: String, enum: REMARK_STATES, required: true },
    reply: { type: String, default: "" },
    repliedBy: { type: String, default: "" },
    repliedAt: { type: Date, default: null },
    revision: { type: Number, required: true },
    keptAt: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, collection: "publicRemarks" },
)
schema.index({ keptAt: 1 }, { expireAfterSeconds: REMARK_LIMITS.keptDays * 86_400 })
// What a unit has to answer, newest first.
schema.index({ agencyId: 1, state: 1, at: -1 })

export const PublicRemarkModel = defineModel<StoredPublicRemark>("PublicRemark", schema)

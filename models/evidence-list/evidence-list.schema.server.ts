import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { EVIDENCE_KINDS, type EvidenceList, type EvidenceMatch, ROW_STATES } from "./evidence-list.ts"

export type StoredEvidenceList = Omit<EvidenceList, "id"> & { _id: string }
export type StoredMatch = Omit<EvidenceMatch, "id"> & { _id: string }

const options = { strict: "throw", minimize: false, versionKey: false } as const
const needed = { type: String, required: true } as const
const kind = { type: String, enum: EVIDENCE_KINDS, required: true } as const
const number = { type: Number, required: true } as const

const listSchema = new mongoose.Schema<StoredEvidenceList>(
  {
    _id: needed,
    kind,
    issuer: needed,
    publishedOn: needed,
    source: needed,
    fileName: needed,
    fileSha256: needed,
    importedBy: needed,
    importedAt: { type: Date, required: true },
    rows: number,
  },
  { ...options, collection: "evidence-lists" },
)
// One list of an issuer, a kind and a day.
listSchema.index({ kind: 1, issuer: 1, publishedOn: 1 }, { unique: true })

const matchSchema = new mongoose.Schema<StoredMatch>(
  {
    _id: needed,
    listId: needed,
    kind,
    issuer: needed,
    publishedOn: needed,
    line: number,
    rowCode: { type: String, default: "" },
    rowName: { type: String, default: "" },
    level: { type: String, enum: [...SERVICE_LEVELS, null], default: null },
    usage: { type: { received: number, online: number }, _id: false, default: null },
    procedureCode: { type: String, default: "" },
    procedureName: { type: String, default: "" },
    by: { type: String, enum: ["CODE", "NAME", "NONE"], required: true },
    score: number,
    state: { type: String, enum: ROW_STATES, required: true },
    decidedBy: { type: String, default: null },
    decidedAt: { type: Date, default: null },
  },
  { ...options, collection: "evidence-matches" },
)
// A list whole.
matchSchema.index({ listId: 1, state: 1, line: 1 })
// The evidence beside a registration.
matchSchema.index({ procedureCode: 1, state: 1 })
// What waits for a word, the surest first.
matchSchema.index({ state: 1, score: -1, _id: 1 })

export const EvidenceListModel = defineModel<StoredEvidenceList>("EvidenceList", listSchema)
export const EvidenceMatchModel = defineModel<StoredMatch>("EvidenceMatch", matchSchema)

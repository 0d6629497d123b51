import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import { BULK_JOB_STATES, BULK_ROW_STATES, type BulkJob, type BulkRow } from "./bulk-job.ts"

export type StoredBulkJob = Omit<BulkJob, "id"> & {
  _id: string
  leaseOwner: string | null
  leaseUntil: Date | null
  /** When a chunk of it was last done: the job that waited longest is next. */
  workedAt: Date
}
/** `_id` is `${jobId}|${registrationId}`: a registration stands in a job once. */
export type StoredBulkRow = BulkRow & { _id: string }

const options = { strict: "throw", minimize: false, versionKey: false } as const
const text = { type: String, default: "" }
const number = { type: Number, required: true } as const
const needed = { type: String, required: true } as const

const jobSchema = new mongoose.Schema<StoredBulkJob>(
  {
    _id: needed,
    action: needed,
    reason: text,
    campaignId: { type: String, default: null },
    listAddress: text,
    startedBy: { id: needed, name: needed },
    startedAt: { type: Date, required: true },
    state: { type: String, enum: BULK_JOB_STATES, required: true },
    finishedAt: { type: Date, default: null },
    total: number,
    done: number,
    refused: number,
    passedOver: number,
    tries: number,
    undoes: { type: String, default: undefined },
    leaseOwner: { type: String, default: null },
    leaseUntil: { type: Date, default: null },
    workedAt: { type: Date, required: true },
  },
  { ...options, collection: "bulk-jobs" },
)
// What is to be done (the worker).
jobSchema.index({ state: 1, workedAt: 1 })
// What takes a job back.
jobSchema.index({ undoes: 1 }, { unique: true, sparse: true })
// What one person asked for lately (screens).
jobSchema.index({ "startedBy.id": 1, startedAt: -1 })

const rowSchema = new mongoose.Schema<StoredBulkRow>(
  {
    _id: needed,
    jobId: needed,
    registrationId: needed,
    position: number,
    revision: number,
    serviceCode: needed,
    procedureName: text,
    state: { type: String, enum: BULK_ROW_STATES, required: true },
    reason: text,
  },
  { ...options, collection: "bulk-rows" },
)
rowSchema.index({ jobId: 1, registrationId: 1 }, { unique: true })
// The rows of a job by how they went, in the order they were asked for.
rowSchema.index({ jobId: 1, state: 1, position: 1 })

export const BulkJobModel = defineModel<StoredBulkJob>("BulkJob", jobSchema)
export const BulkRowModel = defineModel<StoredBulkRow>("BulkRow", rowSchema)

import { type ClientSession, Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { type CarriedCheckpoint, CHECKPOINT_REASONS, type LogCheckpoint } from "./log-checkpoint.ts"

type Stored = Omit<LogCheckpoint, "entries"> & { _id: number }

const schema = new Schema<Stored>(
  {
    _id: { type: Number, required: true },
    previousEntries: { type: Number, required: true },
    at: { type: Date, required: true },
    reason: { type: String, enum: CHECKPOINT_REASONS, required: true },
    digest: { type: String, required: true },
    text: { type: String, required: true },
    range: { type: [String], required: true },
    timestamp: { type: String, default: null },
    isWritten: { type: Boolean, required: true },
  },
  { strict: "throw", versionKey: false, collection: "logCheckpoints" },
)
// Two processes that go on from one checkpoint: the second is refused.
schema.index({ previousEntries: 1 }, { unique: true })
// Files still to be written.
schema.index({ isWritten: 1, _id: 1 })

export const LogCheckpointModel = defineModel<Stored>("LogCheckpoint", schema)

/** What lists show of a checkpoint: all but what it says in full. */
export type CheckpointLine = Omit<LogCheckpoint, "text" | "range">
const LINE = { text: 0, range: 0 } as const

/** Keeps a new checkpoint; false when another process has gone on from the same one. */
export const insertCheckpoint = async ({ entries, ...rest }: LogCheckpoint): Promise<boolean> => {
  try {
    await LogCheckpointModel.create({ _id: entries, ...rest })
    return true
  } catch (error) {
    if ((error as { code?: number }).code === 11000) return false
    throw error
  }
}

/** The newest; null before the first. */
export const findLastCheckpoint = async (): Promise<LogCheckpoint | null> => {
  const row = await LogCheckpointModel.findOne().sort({ _id: -1 }).lean<Stored>()
  return row && toCheckpoint(row)
}

/** The newest that was taken by an instant, as editions carry it; null where there was none. */
export const findCheckpointBy = async (
  at: Date,
  session: ClientSession,
): Promise<CarriedCheckpoint | null> => {
  const row = await LogCheckpointModel.findOne({ at: { $lte: at } }, { digest: 1 }, { session })
    .sort({ _id: -1 })
    .lean<Pick<Stored, "_id" | "digest">>()
  return row && { entries: row._id, digest: row.digest }
}

/** The one that covers exactly so many entries; null for none. */
export const findCheckpoint = async (entries: number): Promise<LogCheckpoint | null> => {
  const row = await LogCheckpointModel.findById(entries).lean<Stored>()
  return row && toCheckpoint(row)
}

/** The first that covers an entry; null while none does. */
export const findCheckpointOver = async (sequence: number): Promise<LogCheckpoint | null> => {
  const row = await LogCheckpointModel.findOne({ _id: { $gte: sequence } })
    .sort({ _id: 1 })
    .lean<Stored>()
  return row && toCheckpoint(row)
}

/** Those whose file is still to be written, oldest first. */
export const findUnwrittenCheckpoints = async (): Promise<LogCheckpoint[]> => {
  const rows = await LogCheckpointModel.find({ isWritten: false }).sort({ _id: 1 }).limit(50).lean<Stored[]>()
  return rows.map(toCheckpoint)
}

export const markCheckpointWritten = async (entries: number): Promise<void> => {
  await LogCheckpointModel.updateOne({ _id: entries }, { $set: { isWritten: true } })
}

/** One page, newest first. */
export const findCheckpointPage = async (
  page: number,
  pageSize: number,
): Promise<{ lines: CheckpointLine[]; total: number }> => {
  const rows = await LogCheckpointModel.find({}, LINE)
    .sort({ _id: -1 })
    .skip((page - 1) * pageSize)
    .limit(pageSize)
    .lean<Omit<Stored, "text" | "range">[]>()
  return {
    lines: rows.map(({ _id, ...rest }) => ({ entries: _id, ...rest })),
    total: await LogCheckpointModel.countDocuments(),
  }
}

const toCheckpoint = ({ _id, ...rest }: Stored): LogCheckpoint => ({ entries: _id, ...rest })

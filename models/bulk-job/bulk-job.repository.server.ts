import type { ClientSession } from "mongoose"
import { NotFoundError } from "#models/shared/errors.ts"
import {
  BulkJobModel,
  BulkRowModel,
  type StoredBulkJob,
  type StoredBulkRow,
} from "./bulk-job.schema.server.ts"
import type { BulkJob, BulkRow, BulkRowState } from "./bulk-job.ts"

/** Writes a new job with its rows. @throws the store's duplicate error (11000) when the job exists */
export const insertBulkJob = async (job: BulkJob, rows: BulkRow[], session: ClientSession): Promise<void> => {
  const { id, ...rest } = job
  await BulkJobModel.create(
    [{ _id: id, ...rest, leaseOwner: null, leaseUntil: null, workedAt: job.startedAt }],
    { session },
  )
  await BulkRowModel.insertMany(
    rows.map((row) => ({ _id: `${row.jobId}|${row.registrationId}`, ...row })),
    { session },
  )
}

export const findBulkJob = async (
  id: string,
  session: ClientSession | null = null,
): Promise<BulkJob | null> => {
  const row = await BulkJobModel.findById(id, null, { session }).lean()
  return row && toJob(row)
}

/** @throws NotFoundError */
export const getBulkJob = async (id: string): Promise<BulkJob> => {
  const job = await findBulkJob(id)
  if (!job) throw new NotFoundError("Không tìm thấy việc hàng loạt này. Kiểm tra lại đường dẫn.")
  return job
}

/** What a person asked for, the latest first. */
export const findBulkJobsOf = async (userId: string, limit: number): Promise<BulkJob[]> => {
  const rows = await BulkJobModel.find({ "startedBy.id": userId }).sort({ startedAt: -1 }).limit(limit).lean()
  return rows.map(toJob)
}

/** Rows of a job that went a given way, in their order. */
export const findBulkRows = async (
  jobId: string,
  state: BulkRowState,
  page: { skip: number; limit: number },
): Promise<BulkRow[]> => {
  const rows = await BulkRowModel.find({ jobId, state })
    .sort({ position: 1 })
    .skip(page.skip)
    .limit(page.limit)
    .lean()
  return rows.map(toRow)
}

/** Chunks of one job that may fail one after the other before it is given up. */
export const MOST_TRIES = 5

/**
 * Takes the running job that waited longest for `owner`, until `leaseUntil`. The update asks again, so of two workers
 * that saw a job free only one gets it. Null when there is nothing to do.
 */
export const claimBulkJob = async (owner: string, now: Date, leaseUntil: Date): Promise<BulkJob | null> => {
  const row = await BulkJobModel.findOneAndUpdate(
    { state: "RUNNING", $or: [{ leaseUntil: null }, { leaseUntil: { $lte: now } }] },
    { $set: { leaseOwner: owner, leaseUntil }, $inc: { tries: 1 } },
    { sort: { workedAt: 1, _id: 1 }, returnDocument: "after" },
  ).lean()
  return row && toJob(row)
}

/**
 * Gives a claimed job back after a chunk, within the transaction that moved its rows.
 * @returns false when the job was cancelled or taken over meanwhile: the transaction is to be given up
 */
export const settleChunk = async (
  chunk: {
    jobId: string
    owner: string
    results: { registrationId: string; refusal: string | null }[]
    /** Set when these were the last rows. */
    finishedAt: Date | null
    workedAt: Date
  },
  session: ClientSession,
): Promise<boolean> => {
  const refused = chunk.results.filter(({ refusal }) => refusal !== null).length
  const settled = await BulkJobModel.updateOne(
    { _id: chunk.jobId, state: "RUNNING", leaseOwner: chunk.owner },
    {
      $set: {
        leaseOwner: null,
        leaseUntil: null,
        workedAt: chunk.workedAt,
        tries: 0,
        ...(chunk.finishedAt ? { state: "DONE" as const, finishedAt: chunk.finishedAt } : {}),
      },
      $inc: { done: chunk.results.length - refused, refused },
    },
    { session },
  )
  if (settled.matchedCount !== 1) return false
  if (chunk.results.length === 0) return true
  await BulkRowModel.bulkWrite(
    chunk.results.map(({ registrationId, refusal }) => ({
      updateOne: {
        filter: { _id: `${chunk.jobId}|${registrationId}`, state: "WAITING" },
        update: { $set: { state: refusal === null ? "DONE" : "REFUSED", reason: refusal ?? "" } },
      },
    })),
    { session, ordered: true },
  )
  return true
}

/**
 * Lets the worker begin a proposed job; rows that are left count as refused, with the reason.
 * @returns false when it was not proposed any more
 */
export const beginBulkJob = async (
  id: string,
  { leave, reason, at }: { leave: readonly string[]; reason: string; at: Date },
  session: ClientSession,
): Promise<boolean> => {
  const begun = await BulkJobModel.updateOne(
    { _id: id, state: "PROPOSED" },
    { $set: { state: "RUNNING", startedAt: at, workedAt: at }, $inc: { refused: leave.length } },
    { session },
  )
  if (begun.matchedCount !== 1) return false
  await BulkRowModel.updateMany(
    { jobId: id, registrationId: { $in: [...leave] }, state: "WAITING" },
    { $set: { state: "REFUSED", reason } },
    { session },
  )
  return true
}

/** The job that takes another back; null while none does. */
export const findUndoing = async (
  id: string,
  session: ClientSession | null = null,
): Promise<BulkJob | null> => {
  const row = await BulkJobModel.findOne({ undoes: id }, null, { session }).lean()
  return row && toJob(row)
}

/** Ends a job before its time; false when it had ended. */
export const endBulkJob = async (
  id: string,
  state: "CANCELLED" | "FAILED",
  at: Date,
  session: ClientSession,
): Promise<boolean> => {
  const ended = await BulkJobModel.updateOne(
    { _id: id, state: { $in: ["PROPOSED", "RUNNING"] } },
    { $set: { state, finishedAt: at, leaseOwner: null, leaseUntil: null } },
    { session },
  )
  return ended.matchedCount === 1
}

function toJob({ _id, leaseOwner: _o, leaseUntil: _u, workedAt: _w, ...job }: StoredBulkJob): BulkJob {
  return { id: _id, ...job }
}

function toRow({ _id, ...row }: StoredBulkRow): BulkRow {
  return row
}

/** What of a person's bulk work is still being done. */
export const findRunningJobsOf = async (userId: string): Promise<BulkJob[]> =>
  (await BulkJobModel.find({ "startedBy.id": userId, state: "RUNNING" }).sort({ _id: 1 }).lean()).map(toJob)

/** Goes on in somebody else's name. @returns false for a job that runs no more, or is not that person's */
export const handBulkJob = async (
  id: string,
  from: string,
  to: BulkJob["startedBy"],
  session: ClientSession,
): Promise<boolean> =>
  (
    await BulkJobModel.updateOne(
      { _id: id, "startedBy.id": from, state: "RUNNING" },
      { $set: { startedBy: to } },
      { session },
    )
  ).matchedCount === 1

/** Everybody whose bulk work is still being done. */
export const runningJobOwners = (): Promise<string[]> =>
  BulkJobModel.distinct("startedBy.id", { state: "RUNNING" })

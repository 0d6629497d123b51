import { randomUUID } from "node:crypto"
import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import {
  claimBulkJob,
  endBulkJob,
  findBulkRows,
  MOST_TRIES,
  settleChunk,
} from "#models/bulk-job/bulk-job.repository.server.ts"
import type { BulkJob, BulkRow } from "#models/bulk-job/bulk-job.ts"
import { recordDenials } from "#workflows/authorise.server.ts"
import { denialsOf, moveTogether } from "#workflows/registration/move-registrations.server.ts"
import { bulkMoves } from "./bulk-moves.server.ts"
import type { BulkDependencies } from "./dependencies.ts"

/** Rows moved in one transaction: few enough to show progress and to stop soon, enough to be quick. */
const CHUNK = 100
/** How long a worker may hold a job for one chunk before another takes it for dead. */
const LEASE_MS = 30_000

/**
 * Does what running jobs still have to do, chunk by chunk, the job that waited longest first. The result of a row, its
 * move and its audit line are one commit, so a worker killed at any moment neither loses nor repeats a row, and two
 * workers never do the same chunk. Permissions are those the person holds at that moment.
 * @returns rows that got their result
 */
export const runBulkJobs = async (d: BulkDependencies, { chunks = Infinity } = {}): Promise<number> => {
  const owner = randomUUID()
  let handled = 0
  for (let n = 0; n < chunks; n += 1) {
    const now = d.leaseClock.now()
    const job = await claimBulkJob(owner, now, new Date(now.getTime() + LEASE_MS))
    if (!job) break
    if (job.tries > MOST_TRIES) await giveUp(d, job)
    else handled += await runChunk(d, job, owner)
  }
  return handled
}

async function runChunk(d: BulkDependencies, job: BulkJob, owner: string): Promise<number> {
  // One more than a chunk, to know whether these are the last.
  const waiting = await findBulkRows(job.id, "WAITING", { skip: 0, limit: CHUNK + 1 })
  const rows = waiting.slice(0, CHUNK)
  const isLast = waiting.length <= CHUNK
  const { moves, refusals, actor } = await whatToDo(d, job, rows)
  const moved = await d.store
    .inTransaction(async (session) => {
      const outcomes = actor ? await moveTogether(d, moves, actor, session) : []
      const results = [
        ...refusals,
        ...outcomes.map((outcome) => ({
          registrationId: outcome.registrationId,
          refusal: outcome.ok ? null : outcome.error.message,
        })),
      ]
      const at = d.clock.now()
      const settled = await settleChunk(
        { jobId: job.id, owner, results, finishedAt: isLast ? at : null, workedAt: d.leaseClock.now() },
        session,
      )
      if (!settled) throw new JobTakenAway()
      if (isLast) await noteEnd(job, "bulk.finished", "DONE", at, session)
      return outcomes
    })
    .catch((error: unknown) => {
      if (error instanceof JobTakenAway) return null
      throw error
    })
  if (moved === null) return 0
  if (actor) await recordDenials(d, actor, denialsOf(moved))
  return rows.length
}

/** The job was cancelled, or another worker took this one for dead: nothing of the chunk may stand. */
class JobTakenAway extends Error {}

async function whatToDo(d: BulkDependencies, job: BulkJob, rows: BulkRow[]) {
  const actor = await d.actorOf(job.startedBy.id)
  if (actor) return { actor, ...(await bulkMoves(d, job, rows, actor)) }
  const refusal = "Người lập việc này không còn được sử dụng hệ thống."
  return { actor, moves: [], refusals: rows.map(({ registrationId }) => ({ registrationId, refusal })) }
}

const giveUp = (d: BulkDependencies, job: BulkJob): Promise<void> =>
  d.store.inTransaction(async (session) => {
    const at = d.clock.now()
    if (await endBulkJob(job.id, "FAILED", at, session))
      await noteEnd(job, "bulk.failed", "FAILED", at, session)
  })

const noteEnd = (
  job: BulkJob,
  type: "bulk.finished" | "bulk.failed",
  to: string,
  at: Date,
  session: ClientSession,
) => {
  const event = {
    subject: { kind: "bulkJob", id: job.id },
    type,
    payload: { bulkAction: job.action },
  } as const
  return appendAuditEntries([auditDraft(event, job.startedBy, at, { from: "RUNNING", to })], session)
}

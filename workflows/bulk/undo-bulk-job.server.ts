import { randomUUID } from "node:crypto"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import {
  findBulkRows,
  findUndoing,
  getBulkJob,
  insertBulkJob,
} from "#models/bulk-job/bulk-job.repository.server.ts"
import type { BulkJob } from "#models/bulk-job/bulk-job.ts"
import { ForbiddenError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { type BulkAction, bulkRuleOf } from "./bulk-actions.ts"

const UNDO_MS = 10 * 60_000
const MOST = 100_000

/** Until when a job's rows may be taken back all at once; null when it is too late, or its kind is not taken back. */
export const undoableUntil = (
  { action, state, finishedAt, done }: Pick<BulkJob, "action" | "state" | "finishedAt" | "done">,
  now: Date,
): Date | null => {
  if (finishedAt === null || done === 0 || (state !== "DONE" && state !== "CANCELLED")) return null
  if (bulkRuleOf(action as BulkAction).undoneBy === null) return null
  const until = new Date(finishedAt.getTime() + UNDO_MS)
  return now <= until ? until : null
}

/**
 * Takes back what a job did, within ten minutes and only on what nobody has touched since: a job of its own, whose rows each carry the
 * revision the first one left. Undoing twice is one undoing.
 * @returns the id of the job that takes back
 * @throws ForbiddenError for another's job, RuleBrokenError when it is too late
 */
export const undoBulkJob = async (
  d: OfficeDependencies,
  { jobId, actor }: { jobId: string; actor: Actor },
): Promise<string> => {
  const job = await getBulkJob(jobId)
  if (job.startedBy.id !== actor.id)
    throw new ForbiddenError("Việc hàng loạt này do người khác lập; chỉ người lập mới rút lại được.")
  return d.store.inTransaction(async (session) => {
    const known = await findUndoing(jobId, session)
    if (known) return known.id
    const at = d.clock.now()
    const action = bulkRuleOf(job.action as BulkAction).undoneBy
    if (undoableUntil(job, at) === null || action === null)
      throw new RuleBrokenError(
        "Không rút lại cả loạt được nữa: chỉ trong mười phút sau khi xong. Mở từng mục để rút lại nếu người kế tiếp chưa xử lý.",
      )
    const done = await findBulkRows(jobId, "DONE", { skip: 0, limit: MOST })
    const id = randomUUID()
    const undoing: BulkJob = {
      ...job,
      id,
      action,
      reason: "",
      startedAt: at,
      state: "RUNNING",
      finishedAt: null,
      total: done.length,
      done: 0,
      refused: 0,
      passedOver: 0,
      tries: 0,
      undoes: jobId,
    }
    const rows = done.map((row) => ({
      ...row,
      jobId: id,
      revision: row.revision + 1,
      state: "WAITING" as const,
      reason: "",
    }))
    await insertBulkJob(undoing, rows, session)
    const event = {
      subject: { kind: "bulkJob", id },
      type: "bulk.started",
      payload: { bulkAction: action, rows: rows.length },
    } as const
    await appendAuditEntries([auditDraft(event, actor, at, { from: null, to: "RUNNING" })], session)
    return id
  })
}

import { findBulkJobsOf, findBulkRows } from "#models/bulk-job/bulk-job.repository.server.ts"
import type { BulkJob, BulkRow, BulkRowState } from "#models/bulk-job/bulk-job.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { visibleJob } from "#workflows/bulk/visible-job.server.ts"

export const BULK_ROWS_PER_PAGE = 100
/** Jobs a person finds again. */
const LATEST = 20

/**
 * A job and one page of its rows of a kind, for whoever asked for it and for the administrator.
 * @throws NotFoundError, ForbiddenError
 */
export const getBulkJobPage = async (
  d: OfficeDependencies,
  { jobId, show, page, actor }: { jobId: string; show: BulkRowState; page: number; actor: Actor },
): Promise<{ job: BulkJob; rows: BulkRow[]; isOwn: boolean }> => {
  const job = await visibleJob(d, jobId, actor)
  const rows = await findBulkRows(jobId, show, {
    skip: (page - 1) * BULK_ROWS_PER_PAGE,
    limit: BULK_ROWS_PER_PAGE,
  })
  return { job, rows, isOwn: job.startedBy.id === actor.id }
}

/** What the person asked for lately, the latest first. */
export const getOwnBulkJobs = (actor: Actor): Promise<BulkJob[]> => findBulkJobsOf(actor.id, LATEST)

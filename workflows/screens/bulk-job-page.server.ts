import { findBulkJobsOf, findBulkRows, findUndoing } from "#models/bulk-job/bulk-job.repository.server.ts"
import type { BulkJob, BulkRow, BulkRowState } from "#models/bulk-job/bulk-job.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { type BulkPreview, bulkPreview } from "#workflows/bulk/bulk-preview.server.ts"
import { undoableUntil } from "#workflows/bulk/undo-bulk-job.server.ts"
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
  { jobId, show: asked, page, actor }: { jobId: string; show?: BulkRowState; page: number; actor: Actor },
): Promise<{
  job: BulkJob
  /** Of which kind the rows are: as asked, else what went wrong, what still waits, what is done, whichever there is first. */
  show: BulkRowState
  rows: BulkRow[]
  isOwn: boolean
  /** Before its asker has confirmed it; null for others and afterwards. */
  preview: BulkPreview | null
  /** Until when it may be taken back all at once; null when it may not. */
  undoUntil: Date | null
}> => {
  const job = await visibleJob(d, jobId, actor)
  const show =
    asked ?? (job.refused > 0 ? "REFUSED" : job.done + job.refused < job.total ? "WAITING" : "DONE")
  const rows = await findBulkRows(jobId, show, {
    skip: (page - 1) * BULK_ROWS_PER_PAGE,
    limit: BULK_ROWS_PER_PAGE,
  })
  const isOwn = job.startedBy.id === actor.id
  return {
    job,
    show,
    rows,
    isOwn,
    preview: isOwn && job.state === "PROPOSED" ? await bulkPreview(job) : null,
    undoUntil: (await findUndoing(job.id)) ? null : undoableUntil(job, d.clock.now()),
  }
}

/** What the person asked for lately, the latest first. */
export const getOwnBulkJobs = (actor: Actor): Promise<BulkJob[]> => findBulkJobsOf(actor.id, LATEST)

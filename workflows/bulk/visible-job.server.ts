import { getBulkJob } from "#models/bulk-job/bulk-job.repository.server.ts"
import type { BulkJob } from "#models/bulk-job/bulk-job.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"

/** @throws NotFoundError; ForbiddenError for another's job without the right to oversee them */
export const visibleJob = async (d: OfficeDependencies, jobId: string, actor: Actor): Promise<BulkJob> => {
  const job = await getBulkJob(jobId)
  if (job.startedBy.id !== actor.id) await authorise(d, actor, "bulk.oversee", { kind: "bulkJob", id: jobId })
  return job
}

import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { endBulkJob } from "#models/bulk-job/bulk-job.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { visibleJob } from "./visible-job.server.ts"

/**
 * Stops a job: rows that have their result keep it, the others stay untouched. Stopping what has ended changes nothing.
 * @throws NotFoundError, ForbiddenError
 */
export const cancelBulkJob = async (
  d: OfficeDependencies,
  { jobId, actor }: { jobId: string; actor: Actor },
): Promise<void> => {
  await visibleJob(d, jobId, actor)
  await d.store.inTransaction(async (session) => {
    const at = d.clock.now()
    if (!(await endBulkJob(jobId, "CANCELLED", at, session))) return
    await appendAuditEntries(
      [
        {
          at: at.toISOString(),
          by: actor.id,
          byName: actor.name,
          subject: { kind: "bulkJob", id: jobId },
          type: "bulk.cancelled",
          from: "RUNNING",
          to: "CANCELLED",
          payload: {},
          machineVersion: null,
        },
      ],
      session,
    )
  })
}

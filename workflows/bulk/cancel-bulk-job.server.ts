import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
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
  const { state } = await visibleJob(d, jobId, actor)
  await d.store.inTransaction(async (session) => {
    const at = d.clock.now()
    if (!(await endBulkJob(jobId, "CANCELLED", at, session))) return
    const event = { subject: { kind: "bulkJob", id: jobId }, type: "bulk.cancelled", payload: {} } as const
    await appendAuditEntries([auditDraft(event, actor, at, { from: state, to: "CANCELLED" })], session)
  })
}

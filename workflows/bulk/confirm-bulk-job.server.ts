import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { beginBulkJob, getBulkJob } from "#models/bulk-job/bulk-job.repository.server.ts"
import { ForbiddenError, InvalidInputError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { typedFault } from "#workflows/step-fields.ts"
import { bulkPreview } from "./bulk-preview.server.ts"

const LEFT = "Còn điểm nghi ngờ và không được đánh dấu: để lại, mở mục này để xử lý riêng."

/**
 * Lets a proposed job begin as its asker has seen it: doubtful rows only as far as each was ticked, the others stay as they are.
 * Confirming what has begun changes nothing.
 * @throws InvalidInputError when the number to be typed is another; ForbiddenError for another's job; NotFoundError
 */
export const confirmBulkJob = async (
  d: OfficeDependencies,
  input: { jobId: string; takes: readonly string[]; typed: string; actor: Actor },
): Promise<void> => {
  const { jobId, takes, typed, actor } = input
  const job = await getBulkJob(jobId)
  if (job.startedBy.id !== actor.id)
    throw new ForbiddenError("Việc hàng loạt này do người khác lập; chỉ người lập mới xác nhận được.")
  if (job.state !== "PROPOSED") return
  const preview = await bulkPreview(job)
  const fault = preview.typed === null ? null : typedFault(typed, preview.typed)
  if (fault) {
    const message = typed.trim() === "" ? `Gõ ${preview.typed} để xác nhận.` : fault
    throw new InvalidInputError(message, [{ field: "typed", message }])
  }
  const taken = new Set(takes)
  const leave = preview.doubtful
    .map(({ registrationId }) => registrationId)
    .filter((registrationId) => !taken.has(registrationId))
  await d.store.inTransaction(async (session) => {
    const at = d.clock.now()
    if (!(await beginBulkJob(jobId, { leave, reason: LEFT, at }, session))) return
    const { action, reason, total } = job
    const event = {
      subject: { kind: "bulkJob", id: jobId },
      type: "bulk.started",
      payload: { bulkAction: action, rows: total - leave.length, ...(reason ? { reason } : {}) },
    } as const
    await appendAuditEntries([auditDraft(event, actor, at, { from: null, to: "RUNNING" })], session)
  })
}

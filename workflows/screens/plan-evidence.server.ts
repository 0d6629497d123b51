import { findAttachments, getAttachmentBytes } from "#models/attachment/attachment.repository.server.ts"
import type { Attachment } from "#models/attachment/attachment.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { assertOpenable } from "#workflows/attachments/scan-attachment.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { ownerOf } from "#workflows/plan-task/add-evidence.server.ts"

/** A file laid beside a task. @throws ForbiddenError, NotFoundError */
export const getEvidenceFile = async (
  d: OfficeDependencies,
  { taskId, fileId, actor }: { taskId: string; fileId: string; actor: Actor },
): Promise<{ attachment: Attachment; bytes: Uint8Array }> => {
  await authorise(d, actor, "plan.view", { kind: "planTask", id: taskId })
  const attachment = (await findAttachments(ownerOf(taskId))).find(({ id }) => id === fileId)
  if (!attachment) throw new NotFoundError("Tệp này không có trong nhiệm vụ. Hãy tải lại trang.")
  assertOpenable(attachment)
  return { attachment, bytes: await getAttachmentBytes(fileId) }
}

import { randomUUID } from "node:crypto"
import { insertAttachment } from "#models/attachment/attachment.repository.server.ts"
import type { Attachment } from "#models/attachment/attachment.ts"
import type { Evidence } from "#models/plan-task/evidence.ts"
import { getAssignment } from "#models/plan-task/task-assignment.repository.server.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { actorInWords } from "#models/shared/workflow.ts"
import { attachmentKindOf } from "#workflows/attachments/attachment-kind.ts"
import { plainName } from "#workflows/attachments/plain-name.ts"
import { type ScannerDependencies, scanBefore } from "#workflows/attachments/scan-attachment.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { moveTask, type SeenTask } from "./move-task.server.ts"
import { BY_UNIT } from "./plan-task-step.ts"

const MOST = 50

/** What people add by a form; figures and acts come from the system. */
export type NewEvidence =
  | { kind: "TEXT"; text: string }
  | { kind: "LINK"; text: string; link: string }
  | { kind: "SUB_PLAN"; text: string; number: string; day: string }
  | { kind: "BUDGET"; text: string; year: number; amount: number; source: string }

/** Lays a text, an address, a document or money beside a task. @throws InvalidInputError; as `moveTask` */
export const addEvidence = async (
  d: OfficeDependencies,
  { evidence, ...seen }: SeenTask & { evidence: NewEvidence },
): Promise<void> => {
  await assertRoom(seen.taskId)
  await moveTask(d, seen, BY_UNIT, {
    type: "evidence.added",
    evidence: { id: randomUUID(), link: "", ...evidence } as Evidence,
  })
}

/** Lays a file beside a task. @throws InvalidInputError for a kind that is not taken; as `moveTask` */
export const addEvidenceFile = async (
  d: OfficeDependencies & ScannerDependencies,
  { fileName, bytes, text, ...seen }: SeenTask & { fileName: string; bytes: Uint8Array; text: string },
): Promise<void> => {
  await assertRoom(seen.taskId)
  const name = plainName(fileName)
  const mediaType = attachmentKindOf(name, bytes)
  const attachment: Attachment = {
    id: randomUUID(),
    registrationId: ownerOf(seen.taskId),
    letter: "",
    name,
    mediaType,
    size: bytes.byteLength,
    sha256: sha256(bytes),
    by: seen.actor.id,
    byName: actorInWords(seen.actor),
    at: d.clock.now(),
    removedAt: null,
    scan: await scanBefore(d, name, bytes),
    scanTriedAt: null,
    erasedAt: null,
  }
  const evidence: Evidence = {
    id: randomUUID(),
    kind: "FILE",
    text: text.trim() || name,
    link: "",
    fileId: attachment.id,
    sha256: attachment.sha256,
  }
  await moveTask(d, seen, BY_UNIT, { type: "evidence.added", evidence }, (session) =>
    insertAttachment(attachment, bytes, session),
  )
}

/** Under which name the files of a task lie in the room of attachments. */
export const ownerOf = (taskId: string): string => `planTask:${taskId}`

async function assertRoom(taskId: string): Promise<void> {
  const { workflow } = await getAssignment(taskId)
  if (workflow.context.evidence.length >= MOST)
    throw new InvalidInputError(
      `Nhiệm vụ đã có ${MOST} minh chứng. Bỏ bớt minh chứng không cần trước khi thêm.`,
    )
}

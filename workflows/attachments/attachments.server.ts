import { randomUUID } from "node:crypto"
import {
  findAttachments,
  getAttachmentBytes,
  insertAttachment,
  removeAttachment,
} from "#models/attachment/attachment.repository.server.ts"
import type { Attachment } from "#models/attachment/attachment.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { getRegistration } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { assertMaySee } from "#workflows/registration/may-see.server.ts"
import { possibleEvents } from "#workflows/registration/possible-steps.ts"
import { attachmentKindOf } from "./attachment-kind.ts"
import { plainName } from "./plain-name.ts"
import { assertOpenable, type ScannerDependencies, scanBefore } from "./scan-attachment.server.ts"

const MOST_FILES = 20

/**
 * Lays a file beside a registration while it is being answered. Drafts and revisions are left as they are.
 * @throws ForbiddenError, InvalidInputError (kind, name, criterion, virus), RuleBrokenError (submitted already, there already, too many)
 */
export const addAttachment = async (
  d: OfficeDependencies & ScannerDependencies,
  input: { registrationId: string; letter: string; fileName: string; bytes: Uint8Array; actor: Actor },
): Promise<Attachment> => {
  const { registrationId, letter, bytes } = input
  const { registration, actor } = await assertMayChange(d, registrationId, input.actor)
  const letters = registration.suggestion.answers.map((answer) => answer.letter)
  if (letter !== "" && !letters.includes(letter))
    throw new InvalidInputError(`Không có tiêu chí «${letter}». Hãy chọn lại tiêu chí.`, [
      { field: "letter", message: "Chọn một tiêu chí trong danh sách hoặc «Chung»." },
    ])
  const name = plainName(input.fileName)
  const mediaType = attachmentKindOf(name, bytes)
  const scan = await scanBefore(d, name, bytes)
  const at = d.clock.now()
  const attachment: Attachment = {
    id: randomUUID(),
    registrationId,
    letter,
    name,
    mediaType,
    size: bytes.byteLength,
    sha256: sha256(bytes),
    by: actor.id,
    byName: actorInWords(actor),
    at,
    removedAt: null,
    scan,
    scanTriedAt: null,
    erasedAt: null,
  }
  await d.store.inTransaction(async (session) => {
    assertStillOpen(d, await getRegistration(registrationId, session), actor)
    const there = await findAttachments(registrationId, session)
    if (there.length >= MOST_FILES)
      throw new RuleBrokenError(`Đăng ký đã có ${MOST_FILES} tệp. Hãy bỏ bớt tệp không cần trước khi thêm.`)
    const same = there.find((one) => one.sha256 === attachment.sha256 && one.letter === letter)
    if (same) throw new RuleBrokenError(`Tệp này đã được đính kèm với tên «${same.name}».`)
    await insertAttachment(attachment, bytes, session)
    await appendAuditEntries([entry("attachment.added", attachment, actor, at)], session)
  })
  return attachment
}

/** Takes a file away again while the registration is being answered. @throws ForbiddenError, NotFoundError, RuleBrokenError */
export const takeAwayAttachment = async (
  d: OfficeDependencies,
  input: { registrationId: string; attachmentId: string; actor: Actor },
): Promise<void> => {
  const { registrationId, attachmentId } = input
  const { actor } = await assertMayChange(d, registrationId, input.actor)
  const attachment = await attachmentOf(registrationId, attachmentId)
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    assertStillOpen(d, await getRegistration(registrationId, session), actor)
    await removeAttachment(attachmentId, at, session)
    await appendAuditEntries([entry("attachment.removed", attachment, actor, at)], session)
  })
}

/** A file with its bytes, for those who may see the registration. @throws ForbiddenError, NotFoundError */
export const getAttachment = async (
  d: OfficeDependencies,
  { registrationId, attachmentId, actor }: { registrationId: string; attachmentId: string; actor: Actor },
): Promise<{ attachment: Attachment; bytes: Uint8Array }> => {
  await assertMaySee(d, actor, await getRegistration(registrationId))
  const attachment = await attachmentOf(registrationId, attachmentId)
  assertOpenable(attachment)
  return { attachment, bytes: await getAttachmentBytes(attachmentId) }
}

async function attachmentOf(registrationId: string, attachmentId: string): Promise<Attachment> {
  const found = (await findAttachments(registrationId)).find(({ id }) => id === attachmentId)
  if (!found) throw new NotFoundError("Tệp này không còn trong đăng ký. Hãy tải lại trang.")
  return found
}

async function assertMayChange(
  d: OfficeDependencies,
  registrationId: string,
  asker: Actor,
): Promise<{ registration: Registration; actor: Actor }> {
  const registration = await getRegistration(registrationId)
  const actor = await authorise(d, asker, "registration.propose", {
    kind: "registration",
    id: registrationId,
    agencyId: registration.agencyId,
  })
  assertStillOpen(d, registration, actor)
  return { registration, actor }
}

/** Asked before a file is looked at, and again where it is written: it may have been submitted meanwhile. */
function assertStillOpen(_d: OfficeDependencies, registration: Registration, actor: Actor): void {
  if (!possibleEvents(registration, actor).includes("draft.saved"))
    throw new RuleBrokenError("Đăng ký đã trình nên không thêm, bỏ tệp được nữa. Chờ được trả lại rồi sửa.")
}

const entry = (
  type: "attachment.added" | "attachment.removed",
  { registrationId, name, letter, sha256 }: Attachment,
  actor: Actor,
  at: Date,
) =>
  auditDraft(
    {
      subject: { kind: "registration", id: registrationId },
      type,
      payload: { fileName: name, criterion: letter, sha256 },
    },
    actor,
    at,
  )

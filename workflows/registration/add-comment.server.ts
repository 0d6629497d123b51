import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import { getRegistration } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import {
  findComments,
  insertComment,
} from "#models/registration-comment/registration-comment.repository.server.ts"
import {
  COMMENT_LIMITS,
  mentionsIn,
  type RegistrationComment,
} from "#models/registration-comment/registration-comment.ts"
import { dayOf } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { assertMaySee, maySee } from "./may-see.server.ts"

/**
 * Says something about a registration to all who may see it; whom it mentions (`@tên`) is told in their inbox. Sent twice it is
 * said once.
 * @throws ForbiddenError, NotFoundError, InvalidInputError (empty, too long, somebody unknown or who may not see it),
 * RuleBrokenError once there are too many
 */
export const addComment = async (
  d: OfficeDependencies,
  input: { id: string; registrationId: string; text: string; actor: Actor },
): Promise<void> => {
  const { id, registrationId, actor } = input
  const registration = await getRegistration(registrationId)
  await assertMaySee(d, actor, registration)
  const at = d.clock.now()
  const text = input.text.trim()
  const mentions = mentionedIn(text, await staffOn(dayOf(at)), registration)
  const comment: RegistrationComment = {
    id,
    registrationId,
    text,
    mentions: mentions.map((one) => ({ id: one.id, name: one.name })),
    by: actor.id,
    byName: actorInWords(actor),
    at,
  }
  await d.store.inTransaction(async (session) => {
    const there = await findComments(registrationId, session)
    if (there.some((one) => one.id === id)) return
    if (there.length >= COMMENT_LIMITS.ofOneRegistration)
      throw new RuleBrokenError(
        `Đăng ký này đã có ${formatNumber(COMMENT_LIMITS.ofOneRegistration)} trao đổi, không thêm được nữa. Ghi vào nhận xét hoặc ý kiến thẩm định.`,
      )
    await insertComment(comment, session)
    const event = {
      subject: { kind: "registration", id: registrationId },
      type: "comment.added",
      payload: { commentId: id, mentions: comment.mentions.map((one) => one.id) },
    } as const
    await appendAuditEntries([auditDraft(event, actor, at)], session)
    await addInboxMessages(
      mentions
        .filter((one) => one.id !== actor.id)
        .map((one) => ({
          id: `comment:${id}:${one.id}`,
          userId: one.id,
          kind: "MENTION" as const,
          title: "Có người nhắc đến bạn",
          text: `${comment.byName} nhắc đến bạn trong trao đổi về «${registration.procedureName}» (${registration.serviceCode}).`,
          about: { kind: "registration" as const, id: registrationId, name: registration.procedureName },
          isUrgent: false,
          at,
          readAt: null,
          mail: "WAITING" as const,
        })),
      session,
    )
  })
}

function mentionedIn(text: string, staff: readonly Actor[], registration: Registration): Actor[] {
  const fault = (message: string) => new InvalidInputError(message, [{ field: "text", message }])
  if (text === "") throw fault("Hãy ghi nội dung trao đổi.")
  if (text.length > COMMENT_LIMITS.text)
    throw fault(`Nội dung quá dài (tối đa ${formatNumber(COMMENT_LIMITS.text)} ký tự).`)
  const names = mentionsIn(text)
  if (names.length > COMMENT_LIMITS.mentions)
    throw fault(`Nhắc tối đa ${COMMENT_LIMITS.mentions} người một lần.`)
  const people = peopleWhoSee(registration, staff)
  return names.map((name) => {
    const person = people.find(({ id }) => id.toLowerCase() === name)
    // Whether such a person works here at all is not told.
    if (!person)
      throw fault(
        `Không nhắc được «@${name}»: không có người nào tên đó được xem đăng ký này. Xem danh sách dưới ô nhập.`,
      )
    return person
  })
}

/** Those of the staff of a day who may see a registration: whom a comment may mention. */
export const peopleWhoSee = (
  registration: Pick<Registration, "agencyId" | "workflow">,
  staff: readonly Actor[],
): Actor[] => staff.filter((person) => maySee(person, registration))

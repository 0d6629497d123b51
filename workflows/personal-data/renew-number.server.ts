import { randomUUID } from "node:crypto"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import {
  ConcurrentEditError,
  InvalidInputError,
  NotFoundError,
  RuleBrokenError,
} from "#models/shared/errors.ts"
import { type Actor, actorInWords, asStamp, personsBehind } from "#models/shared/workflow.ts"
import { findUser, staffOn } from "#models/user/user.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { NUMBER_RENEWED, numberStandingOf } from "#workflows/signer-number/earlier-signatures.server.ts"
import { tellOfWish } from "./tell-of-wish.server.ts"
import { assertUnnamed } from "./unnamed-reason.ts"

const SHORTEST_REASON = 10

/**
 * Lets the next signature of somebody be by a certificate of another citizen's number (a CMND became a CCCD, a number was corrected);
 * from then on that one is compared. Signatures before stay as they are. The person is told, and everybody who may confirm changes of office
 * data: one person decides it, a second pair of eyes sees it.
 * @param signedAt of the signature that was read as their last: or of the one that could not be; after another one it is asked anew
 * @throws ForbiddenError, NotFoundError, InvalidInputError, RuleBrokenError, ConcurrentEditError
 */
export const renewNumber = async (
  d: OfficeDependencies,
  input: { userId: string; reason: string; signedAt: string; actor: Actor },
): Promise<void> => {
  const { userId } = input
  const actor = await authorise(d, input.actor, "administration.draft", { kind: "user", id: userId })
  const user = await findUser(userId)
  if (!user) throw new NotFoundError("Không có người sử dụng này. Kiểm tra lại đường dẫn.")
  const deciding = personsBehind(asStamp(actor))
  if (deciding.includes(userId))
    throw new RuleBrokenError(
      "Không tự cho mình, hoặc cho người mình đang làm thay, dùng số định danh mới: đề nghị một quản trị khác.",
    )
  const reason = input.reason.trim()
  assertReason(reason)
  assertUnnamed(reason, user)
  const { last, unreadable } = await numberStandingOf(userId)
  const compared = last ?? unreadable
  if (!compared)
    throw new RuleBrokenError(
      "Chưa có chữ ký nào mang số định danh để đối chiếu: chữ ký kế tiếp được nhận với mọi số. Không cần làm gì thêm.",
    )
  if (compared.at !== input.signedAt)
    throw new ConcurrentEditError("Người này đã ký thêm sau khi bạn mở trang. Tải lại, xem rồi xác nhận.", {
      changed: [],
    })
  const at = d.clock.now()
  const said = `${actorInWords(actor)} cho dùng số định danh mới: ${reason.replace(/[.\s]+$/u, "")}.`
  const event = { subject: { kind: "user", id: userId }, type: NUMBER_RENEWED, payload: { reason } } as const
  await d.store.inTransaction(async (session) => {
    await appendAuditEntries([auditDraft(event, actor, at)], session)
    await addInboxMessages(
      [
        {
          id: `signerNumber:${randomUUID()}`,
          userId,
          kind: "ACCOUNT",
          title: "Chữ ký kế tiếp của bạn được dùng số định danh mới",
          text: `${said} Nếu số của bạn không đổi, báo ngay quản trị.`,
          about: { kind: "account", id: userId, name: "Dữ liệu cá nhân" },
          isUrgent: true,
          at,
          readAt: null,
          mail: "WAITING",
        },
      ],
      session,
    )
    const watching = (await staffOn(dayOf(at), session)).filter(
      (one) => one.id !== userId && !deciding.includes(one.id) && isAllowed(one, "administration.confirm"),
    )
    await tellOfWish(
      watching.map(({ id }) => id),
      {
        userId,
        title: `Chữ ký kế tiếp của ${user.fullName} được dùng số định danh mới`,
        text: `${said} Nếu không có căn cứ, báo ngay người đã cho và người ký.`,
        at,
        isUrgent: true,
      },
      session,
    )
  })
}

function assertReason(reason: string): void {
  const message =
    reason.length < SHORTEST_REASON
      ? `Ghi rõ lý do, căn cứ số đã đổi (ít nhất ${SHORTEST_REASON} ký tự).`
      : /\d{9}/u.test(reason.replaceAll(/[\s.-]/gu, ""))
        ? "Lý do nằm trong nhật ký và không xóa được: không ghi số định danh."
        : null
  if (message) throw new InvalidInputError(message, [{ field: "reason", message }])
}

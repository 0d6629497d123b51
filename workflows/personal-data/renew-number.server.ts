import { randomUUID } from "node:crypto"
import type { ClientSession } from "mongoose"
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
import { type Actor, actorInWords, asStamp, isSamePerson, personsBehind } from "#models/shared/workflow.ts"
import { noteNumberAsked } from "#models/user/number-asked.repository.server.ts"
import { findUser, staffOn } from "#models/user/user.repository.server.ts"
import type { NumberAsked, User } from "#models/user/user.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import {
  NUMBER_ASKED,
  NUMBER_REFUSED,
  NUMBER_RENEWED,
  numberStandingOf,
} from "#workflows/signer-number/earlier-signatures.server.ts"
import { tellOfWish } from "./tell-of-wish.server.ts"
import { assertUnnamed } from "./unnamed-reason.ts"

const SHORTEST_REASON = 10
const SHORTEST_REFUSAL = 5

type Asked = { userId: string; actor: Actor }

/**
 * Asks that the next signature of somebody may be by a certificate of another citizen's number (a CMND became a CCCD, a number was
 * corrected); a second person confirms. Until then such a signature is refused as before.
 * @param signedAt of the signature that was read as their last: or of the one that could not be; after another one it is asked anew
 * @throws ForbiddenError, NotFoundError, InvalidInputError, RuleBrokenError, ConcurrentEditError
 */
export const askNewNumber = async (
  d: OfficeDependencies,
  input: Asked & { reason: string; signedAt: string },
): Promise<void> => {
  const { userId } = input
  const actor = await authorise(d, input.actor, "administration.draft", { kind: "user", id: userId })
  const reason = input.reason.trim()
  assertReason(reason, SHORTEST_REASON, "Ghi rõ lý do, căn cứ số đã đổi")
  assertUnnamed(reason, await getUser(userId))
  assertNotSelf(userId, actor)
  const comparedAt = await getComparedAt(userId)
  if (comparedAt !== input.signedAt) throw signedSince("Tải lại, xem rồi đề nghị.")
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const user = await getUser(userId, session)
    if (user.numberAsked)
      throw new RuleBrokenError(
        "Đã có đề nghị cho người này dùng số định danh mới, đang chờ người thứ hai xác nhận.",
      )
    await noteNumberAsked(userId, { ...asStamp(actor), at, reason, signedAt: comparedAt }, session)
    await note(userId, { type: NUMBER_ASKED, reason }, actor, at, session)
    const confirmers = (await staffOn(dayOf(at), session)).filter(
      (one) => one.id !== actor.id && one.id !== userId && isAllowed(one, "administration.confirm"),
    )
    await tellOfWish(
      confirmers.map(({ id }) => id),
      {
        userId,
        title: `Chờ xác nhận số định danh mới của ${user.fullName}`,
        text: `${actorInWords(actor)} đề nghị: ${reason}`,
        at,
        isUrgent: true,
      },
      session,
    )
  })
}

/**
 * Lets the next signature be of another number, as a first person asked: from then on that one is compared, signatures before stay as
 * they are. The person is told.
 * @param askedAt of the wish that was read: another one since is not confirmed unread
 * @throws ForbiddenError, NotFoundError, RuleBrokenError for whoever asked and for the person concerned, ConcurrentEditError also after
 * another signature
 */
export const confirmNewNumber = async (
  d: OfficeDependencies,
  input: Asked & { askedAt: string },
): Promise<void> => {
  const { userId } = input
  const actor = await authorise(d, input.actor, "administration.confirm", { kind: "user", id: userId })
  await getUser(userId)
  assertNotSelf(userId, actor)
  const comparedAt = await getComparedAt(userId)
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const asked = await getAsked(input, session)
    if (isSamePerson(asked, asStamp(actor)))
      throw new RuleBrokenError(
        "Bạn là người đề nghị, hoặc đề nghị được lập thay bạn. Người thứ hai có quyền xác nhận mới cho dùng được số mới.",
      )
    if (asked.signedAt !== comparedAt) throw signedSince("Bỏ đề nghị này; nếu số vẫn đổi thì đề nghị lại.")
    await noteNumberAsked(userId, null, session)
    await note(userId, { type: NUMBER_RENEWED, reason: asked.reason }, actor, at, session)
    await tellPerson(userId, `${actorInWords(actor)} xác nhận cho dùng số mới: ${asked.reason}`, at, session)
    const title = `Đã cho dùng số định danh mới theo đề nghị của bạn (${userId})`
    const text = `${actorInWords(actor)} xác nhận: ${asked.reason}`
    await tellOfWish([asked.by], { userId, title, text, at }, session)
  })
}

/**
 * Puts the wish aside, by whoever may confirm it (whoever asked takes it back so): nothing changes for the signature, which stays refused.
 * @throws ForbiddenError, NotFoundError, InvalidInputError without a reason, RuleBrokenError for the person concerned, ConcurrentEditError
 */
export const refuseNewNumber = async (
  d: OfficeDependencies,
  input: Asked & { askedAt: string; reason: string },
): Promise<void> => {
  const { userId } = input
  const actor = await authorise(d, input.actor, "administration.confirm", { kind: "user", id: userId })
  const reason = input.reason.trim()
  assertReason(reason, SHORTEST_REFUSAL, "Ghi vì sao không cho dùng số mới")
  assertUnnamed(reason, await getUser(userId))
  assertNotSelf(userId, actor)
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const asked = await getAsked(input, session)
    await noteNumberAsked(userId, null, session)
    await note(userId, { type: NUMBER_REFUSED, reason }, actor, at, session)
    await tellOfWish(
      isSamePerson(asked, asStamp(actor)) ? [] : [asked.by],
      {
        userId,
        title: `Không cho dùng số định danh mới theo đề nghị của bạn (${userId})`,
        text: `${actorInWords(actor)}: ${reason}`,
        at,
      },
      session,
    )
  })
}

const getUser = async (id: string, session?: ClientSession): Promise<User> => {
  const user = await findUser(id, session)
  if (!user) throw new NotFoundError("Không có người sử dụng này. Kiểm tra lại đường dẫn.")
  return user
}

/** Read inside the transaction: of two who decide at once one finds nothing. */
async function getAsked(
  { userId, askedAt }: { userId: string; askedAt: string },
  session: ClientSession,
): Promise<NumberAsked> {
  const asked = (await getUser(userId, session)).numberAsked
  if (!asked)
    throw new RuleBrokenError(
      "Không có đề nghị dùng số định danh mới nào đang chờ, hoặc đã có người xử lý. Tải lại trang.",
    )
  if (asked.at.toISOString() !== askedAt)
    throw new ConcurrentEditError("Đề nghị này đã khác lúc bạn mở trang. Tải lại, xem rồi xác nhận.", {
      changed: [],
    })
  return asked
}

/** When the signature was given that the next one is compared with. */
async function getComparedAt(userId: string): Promise<string> {
  const { last, unreadable } = await numberStandingOf(userId)
  const compared = last ?? unreadable
  if (!compared)
    throw new RuleBrokenError(
      "Chưa có chữ ký nào mang số định danh để đối chiếu: chữ ký kế tiếp được nhận với mọi số. Không cần làm gì thêm.",
    )
  return compared.at
}

const signedSince = (what: string) =>
  new ConcurrentEditError(`Người này đã ký thêm sau khi xem chữ ký gần nhất. ${what}`, { changed: [] })

/** Nor in one's place: whoever deputises for somebody does not decide about them. */
function assertNotSelf(userId: string, actor: Actor): void {
  if (personsBehind(asStamp(actor)).includes(userId))
    throw new RuleBrokenError(
      "Không tự cho mình, hoặc cho người mình đang làm thay, dùng số định danh mới: hai người khác đề nghị và xác nhận.",
    )
}

function assertReason(reason: string, shortest: number, what: string): void {
  const message =
    reason.length < shortest
      ? `${what} (ít nhất ${shortest} ký tự).`
      : /\d{9}/u.test(reason.replaceAll(/[\s.-]/gu, ""))
        ? "Lý do nằm trong nhật ký và không xóa được: không ghi số định danh."
        : null
  if (message) throw new InvalidInputError(message, [{ field: "reason", message }])
}

const tellPerson = (userId: string, said: string, at: Date, session: ClientSession): Promise<void> =>
  addInboxMessages(
    [
      {
        id: `signerNumber:${randomUUID()}`,
        userId,
        kind: "ACCOUNT",
        title: "Chữ ký kế tiếp của bạn được dùng số định danh mới",
        text: `${said.replace(/[.\s]+$/u, "")}. Nếu số của bạn không đổi, báo ngay quản trị.`,
        about: { kind: "account", id: userId, name: "Dữ liệu cá nhân" },
        isUrgent: true,
        at,
        readAt: null,
        mail: "WAITING",
      },
    ],
    session,
  )

const note = (
  userId: string,
  {
    type,
    reason,
  }: { type: typeof NUMBER_ASKED | typeof NUMBER_REFUSED | typeof NUMBER_RENEWED; reason: string },
  actor: Actor,
  at: Date,
  session: ClientSession,
): Promise<void> =>
  appendAuditEntries(
    [auditDraft({ subject: { kind: "user", id: userId }, type, payload: { reason } }, actor, at)],
    session,
  )

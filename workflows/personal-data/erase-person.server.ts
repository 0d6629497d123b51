import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { getReference, hasReference, saveReference } from "#models/reference/reference.repository.server.ts"
import {
  findReferenceChanges,
  replaceRows,
} from "#models/reference-change/reference-change.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import {
  ConcurrentEditError,
  InvalidInputError,
  NotFoundError,
  RuleBrokenError,
} from "#models/shared/errors.ts"
import { type Actor, actorInWords, asStamp, isSamePerson, personsBehind } from "#models/shared/workflow.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { keepSignerOf } from "#models/unit-report/unit-report.repository.server.ts"
import { eraseDetails, noteErasureAsked } from "#models/user/erase-details.repository.server.ts"
import { findUser, staffOn } from "#models/user/user.repository.server.ts"
import type { User } from "#models/user/user.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { holdsDetailsOf, namesInChange, withoutDetailsOf } from "./details-in-changes.ts"
import { erasureFaults } from "./erasure-faults.server.ts"
import { tellOfWish } from "./tell-of-wish.server.ts"
import { assertUnnamed } from "./unnamed-reason.ts"

const SHORTEST_REASON = 10

type Asked = { userId: string; actor: Actor }

/**
 * Asks that the details of somebody who left be erased; a second person confirms. Luật 91/2025/QH15: what its purpose no longer needs is
 * erased; what the law has the office keep (who signed, the log) stays, by reference.
 * @param typed the sign-in name, typed by hand
 * @throws ForbiddenError, NotFoundError, InvalidInputError, RuleBrokenError naming what stands in the way
 */
export const askErasure = async (
  d: OfficeDependencies,
  input: Asked & { reason: string; typed: string },
): Promise<void> => {
  const { userId } = input
  const actor = await authorise(d, input.actor, "administration.draft", { kind: "user", id: userId })
  const reason = input.reason.trim()
  if (reason.length < SHORTEST_REASON) {
    const message = `Ghi rõ căn cứ, lý do xóa (ít nhất ${SHORTEST_REASON} ký tự).`
    throw new InvalidInputError(message, [{ field: "reason", message }])
  }
  assertTyped(input)
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const user = await getUser(userId, session)
    assertNotSelf(user, actor)
    assertUnnamed(reason, user)
    await assertErasable(user, d, session)
    if (user.erasureAsked)
      throw new RuleBrokenError("Đã có đề nghị xóa thông tin của người này, đang chờ người thứ hai xác nhận.")
    await noteErasureAsked(userId, { ...asStamp(actor), at, reason }, session)
    await note(userId, { type: "details.erasureAsked", payload: { reason } }, actor, at, session)
    const confirmers = (await staffOn(dayOf(at), session)).filter(
      (one) => one.id !== actor.id && one.id !== userId && isAllowed(one, "administration.confirm"),
    )
    const title = `Chờ xác nhận xóa thông tin cá nhân của ${user.fullName}`
    const text = `${actorInWords(actor)} đề nghị: ${reason}`
    const to = confirmers.map(({ id }) => id)
    await tellOfWish(to, { userId, title, text, at, isUrgent: true }, session)
  })
}

/** Takes the wish back, by whoever may confirm it. @throws ForbiddenError, NotFoundError, RuleBrokenError where there is none */
export const withdrawErasure = async (d: OfficeDependencies, input: Asked): Promise<void> => {
  const { userId } = input
  const actor = await authorise(d, input.actor, "administration.confirm", { kind: "user", id: userId })
  await d.store.inTransaction(async (session) => {
    const user = await getUser(userId, session)
    const asked = user.erasureAsked
    if (!asked) throw nothingAsked()
    const at = d.clock.now()
    await noteErasureAsked(userId, null, session)
    await note(userId, { type: "details.erasureWithdrawn", payload: {} }, actor, at, session)
    const title = `Không xóa thông tin cá nhân của ${user.fullName}`
    const text = `${actorInWords(actor)} bỏ đề nghị của bạn: ${asked.reason}`
    await tellOfWish(
      isSamePerson(asked, asStamp(actor)) ? [] : [asked.by],
      { userId, title, text, at },
      session,
    )
  })
}

/**
 * Erases what a first person asked for, in one commit: account, sessions, keys, mail address, notices, mails, saved lists, names in
 * others' things and in past changes of office data. The log stays as it is and goes on verifying: it holds references.
 * @param askedAt of the wish that was read: another one since is not confirmed unread
 * @throws ForbiddenError, NotFoundError, InvalidInputError, RuleBrokenError, ConcurrentEditError
 */
export const confirmErasure = async (
  d: OfficeDependencies,
  input: Asked & { askedAt: string; typed: string },
): Promise<void> => {
  const { userId } = input
  const actor = await authorise(d, input.actor, "administration.confirm", { kind: "user", id: userId })
  assertTyped(input)
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    // Nobody drafts them anew meanwhile.
    await takeTurn("OFFICE_DATA", session)
    const user = await getUser(userId, session)
    const asked = user.erasureAsked
    if (!asked) throw nothingAsked()
    if (asked.at.toISOString() !== input.askedAt)
      throw new ConcurrentEditError("Đề nghị này đã khác lúc bạn mở trang. Tải lại, xem rồi xác nhận.", {
        changed: [],
      })
    assertNotSelf(user, actor)
    if (isSamePerson(asked, asStamp(actor)))
      throw new RuleBrokenError(
        "Bạn là người đề nghị xóa, hoặc đề nghị được lập thay bạn. Người thứ hai có quyền xác nhận mới xóa được.",
      )
    await assertErasable(user, d, session)
    // What they sent says who signed it, as it did when it was sent.
    await keepSignerOf(userId, user.fullName, session)
    const { changes, names } = await eraseInChanges(userId, session)
    const addresses = await eraseMailAddresses(userId, session)
    const removed = await eraseDetails(
      userId,
      { names: [user.fullName, ...names, ...addresses], at },
      session,
    )
    const payload = { reason: asked.reason, removed, changes }
    await note(userId, { type: "details.erased", payload }, actor, at, session)
    const title = `Đã xóa thông tin cá nhân của người có mã ${userId}`
    const text = `${actorInWords(actor)} xác nhận đề nghị của bạn: ${asked.reason}`
    await tellOfWish([asked.by], { userId, title, text, at }, session)
  })
}

async function eraseInChanges(
  userId: string,
  session: ClientSession,
): Promise<{ changes: { id: string; digest: string }[]; names: string[] }> {
  const changes: { id: string; digest: string }[] = []
  const names: string[] = []
  for (const change of await findReferenceChanges({}, 0, session)) {
    if (!holdsDetailsOf(change, userId)) continue
    names.push(...namesInChange(change, userId))
    const left = withoutDetailsOf(change, userId)
    await replaceRows(left, session)
    changes.push({ id: change.id, digest: digestOf(left.rows) })
  }
  return { changes, names }
}

/** @returns the addresses that went */
async function eraseMailAddresses(userId: string, session: ClientSession): Promise<string[]> {
  if (!(await hasReference("mailAddresses", session))) return []
  const rows = await getReference("mailAddresses", session)
  await saveReference(
    "mailAddresses",
    rows.filter((row) => row.userId !== userId),
    session,
  )
  return rows.filter((row) => row.userId === userId).map(({ address }) => address)
}

const getUser = async (id: string, session: ClientSession): Promise<User> => {
  const user = await findUser(id, session)
  if (!user) throw new NotFoundError("Không có người sử dụng này. Kiểm tra lại đường dẫn.")
  return user
}

function assertTyped({ userId, typed }: { userId: string; typed: string }): void {
  if (typed.trim().toLowerCase() === userId) return
  const message = `Ghi đúng tên đăng nhập «${userId}» để xác nhận.`
  throw new InvalidInputError(message, [{ field: "typed", message }])
}

/** Nor in one's place: whoever deputises for somebody does not decide about them. */
function assertNotSelf({ id }: Pick<User, "id">, actor: Actor): void {
  if (personsBehind(asStamp(actor)).includes(id))
    throw new RuleBrokenError("Không tự xóa thông tin của mình: người khác đề nghị và xác nhận.")
}

async function assertErasable(
  user: User,
  d: Pick<OfficeDependencies, "clock">,
  session: ClientSession,
): Promise<void> {
  const faults = await erasureFaults(user, dayOf(d.clock.now()), session)
  if (faults.length > 0) throw new RuleBrokenError(faults.join(" "))
}

const nothingAsked = () =>
  new RuleBrokenError("Không có đề nghị xóa nào đang chờ, hoặc đã có người xử lý. Tải lại trang.")

const note = (
  userId: string,
  event:
    | { type: "details.erasureAsked"; payload: { reason: string } }
    | { type: "details.erasureWithdrawn"; payload: Record<string, never> }
    | {
        type: "details.erased"
        payload: { reason: string; removed: number; changes: { id: string; digest: string }[] }
      },
  actor: Actor,
  at: Date,
  session: ClientSession,
): Promise<void> =>
  appendAuditEntries([auditDraft({ subject: { kind: "user", id: userId }, ...event }, actor, at)], session)

import { appendAuditEntries, findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { ConcurrentEditError, InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import type { CorrectionOutcome } from "#models/user/correction-outcomes.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { tellOfWish } from "./tell-of-wish.server.ts"

const SHORTEST = 5
const TITLES: Record<CorrectionOutcome, string> = {
  CORRECTED: "Đã sửa dữ liệu cá nhân của bạn theo đề nghị",
  LEFT: "Không sửa dữ liệu cá nhân của bạn theo đề nghị",
}

/** The wish of a person to have their data corrected that nobody has answered, by their entries; undefined where there is none. */
export const openCorrection = (trail: readonly AuditEntry[]): AuditEntry | undefined => {
  const last = trail.findLast(({ type }) => type.startsWith("details.correction"))
  return last?.type === "details.correctionAsked" ? last : undefined
}

/**
 * Tells somebody what came of their wish to have their data corrected (Luật 91/2025/QH15): what was changed, or why nothing was. The
 * words stand in their notice, not in the log.
 * @param askedAt of the wish that was read: another one since is not answered unread
 * @throws ForbiddenError, InvalidInputError, RuleBrokenError where none waits, ConcurrentEditError
 */
export const answerCorrection = async (
  d: OfficeDependencies,
  input: { userId: string; outcome: CorrectionOutcome; words: string; askedAt: string; actor: Actor },
): Promise<void> => {
  const { userId, outcome } = input
  const actor = await authorise(d, input.actor, "administration.draft", { kind: "user", id: userId })
  const words = input.words.trim()
  if (words.length < SHORTEST) {
    const message = `Ghi đã sửa gì, hoặc vì sao không sửa (ít nhất ${SHORTEST} ký tự).`
    throw new InvalidInputError(message, [{ field: "words", message }])
  }
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const asked = openCorrection(await findAuditTrail("user", userId, session))
    if (!asked)
      throw new RuleBrokenError("Không có đề nghị sửa nào đang chờ, hoặc đã có người trả lời. Tải lại trang.")
    if (asked.at !== input.askedAt)
      throw new ConcurrentEditError("Người này đã gửi đề nghị khác sau khi bạn mở trang. Xem rồi trả lời.", {
        changed: [],
      })
    const text = `${actorInWords(actor)}: ${words}`
    await tellOfWish([userId], { userId, title: TITLES[outcome], text, at, isOwn: true }, session)
    const event = {
      subject: { kind: "user", id: userId },
      type: "details.correctionAnswered",
      payload: { outcome },
    } as const
    await appendAuditEntries([auditDraft(event, actor, at)], session)
  })
}

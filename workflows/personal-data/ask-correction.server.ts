import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { dayOf } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { tellOfWish } from "./tell-of-wish.server.ts"

const SHORTEST = 10
const LONGEST = 1000

/**
 * Asks those who keep the office's data to mend what it says of oneself (Luật 91/2025/QH15: the right to correction). What is wrong
 * stands in their notice, not in the log.
 * @throws InvalidInputError, RuleBrokenError where nobody could mend it
 */
export const askCorrection = async (
  d: Pick<OfficeDependencies, "clock" | "store">,
  { words, actor }: { words: string; actor: Actor },
): Promise<void> => {
  const text = words.trim()
  if (text.length < SHORTEST || text.length > LONGEST) {
    const message = `Ghi rõ chỗ sai và viết lại cho đúng (từ ${SHORTEST} đến ${LONGEST} ký tự).`
    throw new InvalidInputError(message, [{ field: "words", message }])
  }
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const keepers = (await staffOn(dayOf(at), session)).filter((one) =>
      isAllowed(one, "administration.draft"),
    )
    if (keepers.length === 0)
      throw new RuleBrokenError("Hôm nay không có quản trị nào đang làm việc. Báo Chánh Văn phòng.")
    const asked = `${text} (Tên đăng nhập «${actor.id}». Sửa ở bảng «Người sử dụng», «Phân công vai trò» hoặc «Thư công vụ», rồi trả lời ở trang dữ liệu của người này.)`
    const title = `${actor.name} đề nghị sửa dữ liệu cá nhân`
    const to = keepers.map(({ id }) => id)
    await tellOfWish(to, { userId: actor.id, title, text: asked, at }, session)
    const event = {
      subject: { kind: "user", id: actor.id },
      type: "details.correctionAsked",
      payload: { to: keepers.length },
    } as const
    await appendAuditEntries([auditDraft(event, actor, at)], session)
  })
}

import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { findRemark, settleRemark } from "#models/public-remark/public-remark.repository.server.ts"
import type { PublicRemark } from "#models/public-remark/public-remark.ts"
import { ConcurrentEditError, NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"

type Asked = { id: string; actor: Actor }

/** A remark for those who may answer it. @throws NotFoundError, ForbiddenError */
export const getRemarkFor = async (d: OfficeDependencies, asked: Asked): Promise<PublicRemark> =>
  (await toAnswer(d, asked)).remark

/** A remark, and as whom this person may answer it. */
async function toAnswer(d: OfficeDependencies, { id, actor }: Asked) {
  const remark = await findRemark(id)
  if (!remark) throw new NotFoundError(`Không có góp ý «${id}», hoặc không còn được giữ.`)
  const right = isAllowed(actor, "remark.answerAny") ? "remark.answerAny" : "remark.answer"
  const who = await authorise(d, actor, right, { kind: "remark", id, agencyId: remark.agencyId ?? "" })
  return { remark, who }
}

/**
 * Answers a remark, or closes it with a reason; the sender reads either under their number.
 * @throws NotFoundError, ForbiddenError, ConcurrentEditError once it is settled or was changed since it was read
 */
export const replyToRemark = async (
  d: OfficeDependencies,
  input: { id: string; revision: number; as: "ANSWERED" | "CLOSED"; reply: string; actor: Actor },
): Promise<void> => {
  const { as } = input
  const { remark, who } = await toAnswer(d, input)
  if (remark.revision !== input.revision || remark.state !== "RECEIVED")
    throw new ConcurrentEditError("Góp ý này vừa có người xử lý. Tải lại trang để xem.", { changed: [] })
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    await settleRemark(remark, { state: as, reply: input.reply, repliedBy: who.name, repliedAt: at }, session)
    const event = {
      subject: { kind: "remark" as const, id: remark.id },
      type: as === "ANSWERED" ? ("remark.answered" as const) : ("remark.closed" as const),
      payload: { procedureCode: remark.procedureCode },
    }
    await appendAuditEntries([auditDraft(event, who, at, { from: "RECEIVED", to: as })], session)
  })
}

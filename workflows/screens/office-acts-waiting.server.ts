import { findReferenceChanges } from "#models/reference-change/reference-change.repository.server.ts"
import { TABLE_LABELS } from "#models/reference-change/table-names.ts"
import { findReorganisations } from "#models/reorganisation/reorganisation.repository.server.ts"
import type { Reorganisation } from "#models/reorganisation/reorganisation.ts"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { rightTo } from "#workflows/administration/step-change.server.ts"
import { tableOf } from "#workflows/administration/tables/index.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { isReady } from "#workflows/reorganisation/bring-into-force.server.ts"
import { reckonAct } from "#workflows/reorganisation/reckon-act.server.ts"

/** An act of administration that waits for this person, or that only they may get going again. */
export type WaitingAct = {
  kind: "REORGANISATION" | "REFERENCE_CHANGE"
  id: string
  name: string
  /** What they are to do, and why. */
  what: string
  /** The day it is to hold from. */
  day: IsoDay
  isStuck: boolean
}

/** Acts of administration that wait for this person, those that are stuck and then the nearest day first. */
export const officeActsWaiting = async (actor: Actor, today: IsoDay): Promise<WaitingAct[]> =>
  [...(await changesToConfirm(actor)), ...(await reorganisationsWaiting(actor, today))].sort(
    (a, b) => Number(b.isStuck) - Number(a.isStuck) || (a.day < b.day ? -1 : 1),
  )

async function changesToConfirm(actor: Actor): Promise<WaitingAct[]> {
  if (!isAllowed(actor, "administration.confirm") && !isAllowed(actor, "administration.confirmLaw")) return []
  const submitted = await findReferenceChanges({ states: ["submitted"] })
  return submitted
    .filter(
      ({ table, workflow }) =>
        !workflow.context.authors.includes(actor.id) &&
        isAllowed(actor, rightTo("change.confirmed", tableOf(table))),
    )
    .map(({ id, table, rows, reason, effectiveFrom }) => ({
      kind: "REFERENCE_CHANGE",
      id,
      name: `${TABLE_LABELS[table]}, ${formatNumber(rows.length)} dòng`,
      what: `Xem tác động rồi xác nhận, hoặc không xác nhận kèm lý do. Căn cứ: ${reason}`,
      day: effectiveFrom,
      isStuck: false,
    }))
}

async function reorganisationsWaiting(actor: Actor, today: IsoDay): Promise<WaitingAct[]> {
  const [mayConfirm, mayDraft] = [
    isAllowed(actor, "reorganisation.confirm"),
    isAllowed(actor, "reorganisation.draft"),
  ]
  if (!mayConfirm && !mayDraft) return []
  const found: WaitingAct[] = []
  for (const act of await findReorganisations()) {
    const what = await whatWaits(act, { actor, today, mayConfirm, mayDraft })
    if (what)
      found.push({ kind: "REORGANISATION", id: act.id, name: act.plan.title, day: act.plan.day, ...what })
  }
  return found
}

type Asked = { actor: Actor; today: IsoDay; mayConfirm: boolean; mayDraft: boolean }

async function whatWaits(
  act: Reorganisation,
  { actor, today, mayConfirm, mayDraft }: Asked,
): Promise<Pick<WaitingAct, "what" | "isStuck"> | null> {
  const { value, context } = act.workflow
  const isAuthor = context.authors.includes(actor.id)
  if (value === "submitted" && mayConfirm && !isAuthor)
    return { what: "Xem số mục bị chuyển rồi xác nhận, hoặc trả lại kèm lý do.", isStuck: false }
  if (value === "drafting" && mayDraft && isAuthor && context.reasons.length > 0)
    return { what: `Sửa rồi trình lại. Lý do: ${context.reasons.at(-1)?.reason ?? ""}`, isStuck: false }
  // What is ready is carried out within seconds of its day.
  const isDue = (value === "confirmed" && act.plan.day <= today) || value === "takingForce"
  if (!isDue) return null
  const reckoned = await reckonAct(act)
  if (isReady(reckoned)) return null
  const { questions, ownerless } = reckoned.outcome
  return {
    what: [
      `Đã đến ngày ${formatDay(act.plan.day)} mà chưa chuyển được:`,
      `${formatNumber(reckoned.faults.length)} chỗ sai, ${formatNumber(questions.length)} câu hỏi mới chưa trả lời, ${formatNumber(ownerless.length)} mục không còn ai phụ trách.`,
      mayConfirm
        ? "Hủy xác nhận để người soạn bổ sung, rồi xác nhận lại."
        : "Nhờ người đã xác nhận hủy xác nhận, bổ sung rồi trình lại.",
    ].join(" "),
    isStuck: true,
  }
}

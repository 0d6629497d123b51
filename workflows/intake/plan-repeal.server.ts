import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import {
  findPlannedRepeals,
  insertPlannedRepeal,
  settlePlannedRepeal,
} from "#models/procedure-repeal/planned-repeal.repository.server.ts"
import type { PlannedRepeal } from "#models/procedure-repeal/planned-repeal.ts"
import { repealIdOf } from "#models/procedure-repeal/procedure-repeal.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import type { RepealForm } from "./repeal-form.ts"

/** Keeps a repeal whose day is to come. @throws ConcurrentEditError when it is recorded already, RuleBrokenError beside another */
export const planRepeal = async (
  d: Pick<OfficeDependencies, "store">,
  input: { form: RepealForm; procedureName: string; actor: Actor; at: Date },
): Promise<PlannedRepeal> => {
  const { form, procedureName, actor, at } = input
  const { code, kind, number, decidedOn, effectiveOn, services } = form
  const plan: PlannedRepeal = {
    id: repealIdOf(code, number),
    code,
    procedureName,
    kind,
    decision: { number, day: decidedOn },
    effectiveOn,
    by: actor,
    at,
    state: "WAITING",
    refusal: "",
    undone: null,
    revision: 0,
  }
  await d.store.inTransaction(async (session) => {
    const [other] = await findPlannedRepeals({ code, state: "WAITING" }, session)
    if (other && other.id !== plan.id)
      throw new RuleBrokenError(
        `Thủ tục ${code} đã ghi nhận bãi bỏ từ ${formatDay(other.effectiveOn)} theo ${other.decision.number}. Hủy việc đó trước nếu ghi theo quyết định khác.`,
      )
    await insertPlannedRepeal(plan, session)
    const payload = { kind, number, decidedOn, effectiveOn, services }
    const event = {
      subject: { kind: "procedure" as const, id: code },
      type: "procedure.repealPlanned" as const,
      payload,
    }
    await appendAuditEntries([auditDraft(event, actor, at)], session)
  })
  return plan
}

/**
 * Takes back a repeal that waits for its day; it may be recorded again.
 * @throws ForbiddenError, NotFoundError, InvalidInputError without a reason, RuleBrokenError once its day has come
 */
export const undoPlannedRepeal = async (
  d: OfficeDependencies,
  { id, reason, actor: asker }: { id: string; reason: string; actor: Actor },
): Promise<void> => {
  const plan = (await findPlannedRepeals()).find((one) => one.id === id)
  const actor = await authorise(d, asker, "procedure.repeal", { kind: "procedure", id: plan?.code ?? id })
  if (!plan) throw new NotFoundError(`Không có việc bãi bỏ «${id}» được ghi nhận trước. Tải lại trang.`)
  const at = d.clock.now()
  if (reason.trim().length < 5) {
    const message = "Ghi rõ lý do hủy (ít nhất 5 ký tự)."
    throw new InvalidInputError(message, [{ field: "reason", message }])
  }
  if (plan.state !== "WAITING" || plan.effectiveOn <= dayOf(at))
    throw new RuleBrokenError(
      `Việc bãi bỏ thủ tục ${plan.code} có hiệu lực từ ${formatDay(plan.effectiveOn)}, chỉ hủy được trước ngày đó. Nếu thủ tục được quy định lại, rà soát và công bố lại dịch vụ trong đợt điều chỉnh.`,
    )
  await d.store.inTransaction(async (session) => {
    const undone = { by: actor.id, byName: actorInWords(actor), at, reason: reason.trim() }
    await settlePlannedRepeal(plan, { state: "UNDONE", undone }, session)
    const payload = {
      number: plan.decision.number,
      effectiveOn: plan.effectiveOn,
      reason: reason.trim(),
    }
    const event = {
      subject: { kind: "procedure" as const, id: plan.code },
      type: "procedure.repealUndone" as const,
      payload,
    }
    await appendAuditEntries([auditDraft(event, actor, at)], session)
  })
}

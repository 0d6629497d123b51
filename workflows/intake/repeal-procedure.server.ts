import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { takeRegisterTurn } from "#models/long-act/register-turn.server.ts"
import {
  recordAnnouncedLevels,
  saveServiceChanges,
} from "#models/online-service/online-service.repository.server.ts"
import { addMessages, latestVersions } from "#models/outbox/outbox.repository.server.ts"
import { getCurrentSnapshot } from "#models/procedure/procedure-snapshot.repository.server.ts"
import {
  findPlannedRepeals,
  settlePlannedRepeal,
} from "#models/procedure-repeal/planned-repeal.repository.server.ts"
import type { PlannedRepeal } from "#models/procedure-repeal/planned-repeal.ts"
import { insertRepeal } from "#models/procedure-repeal/procedure-repeal.repository.server.ts"
import { type ProcedureRepeal, repealIdOf } from "#models/procedure-repeal/procedure-repeal.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { resolveWaitingOf } from "#models/register-change/register-change.repository.server.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { ConcurrentEditError, InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { readTurn, takeTurn } from "#models/turn/turn.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { messagesForRepeal } from "#workflows/delivery/messages-for-repeal.ts"
import { assertNoActInTheWay } from "#workflows/long-act/pieces.server.ts"
import { advanceAll } from "#workflows/registration/advance-all.server.ts"
import { assertCampaignTakes, statesOfCampaigns } from "#workflows/registration/campaign-takes.server.ts"
import { planRepeal } from "./plan-repeal.server.ts"
import { digestOfRepeal, repealEffect } from "./repeal-effect.server.ts"
import type { RepealForm } from "./repeal-form.ts"

export type RepealDependencies = OfficeDependencies & { reference: Pick<ReferenceReader, "portalTargetsOn"> }

/** Who may record a repeal: it takes the chief of office where it changes what is in force, as a recall does. */
export const rightToRepeal = (rowsInForce: number) =>
  rowsInForce > 0 ? ("procedure.repeal" as const) : ("registration.repeal" as const)

/**
 * Records that a procedure was repealed by a decision that is not ours. Where its day has come: no row of it is in force, its
 * registrations end, no further review takes its services up, and the service portals are told to withdraw them; everything is
 * one commit. Where its day is still to come, it is kept and takes effect by itself then; until then it may be undone.
 * @throws ForbiddenError, NotFoundError, InvalidInputError at the field, ConcurrentEditError, WorkflowRefusedError while a
 * catalogue that holds it is being signed
 */
export const repealProcedure = async (
  d: RepealDependencies,
  { form, actor: asker }: { form: RepealForm; actor: Actor },
): Promise<ProcedureRepeal | PlannedRepeal> => {
  const at = d.clock.now()
  const today = dayOf(at)
  const { code } = form
  const seenTurn = await readTurn("CAMPAIGNS")
  const before = await repealEffect(code, today)
  const isAhead = form.effectiveOn > today
  const right = isAhead ? ("procedure.repeal" as const) : rightToRepeal(before.rows.length)
  const actor = await authorise(d, asker, right, { kind: "procedure", id: code })
  const { procedure } = await getCurrentSnapshot(code)
  assertDecided(form, today)
  assertKnowsEffect(form, before.rows.length)
  if (form.seenEffect && form.seenEffect !== digestOfRepeal(before))
    throw new ConcurrentEditError(
      "Tác động của việc bãi bỏ đã khác lúc bạn mở trang. Chưa ghi nhận gì; xem lại tác động rồi ghi nhận lại.",
      { changed: [] },
    )
  return isAhead
    ? planRepeal(d, { form, procedureName: procedure.name, actor, at })
    : carryOutRepeal(d, { form, procedureName: procedure.name, actor, seenTurn })
}

/** Ends what hangs on a repealed procedure today. @throws as `repealProcedure`; NothingToRepealError */
export const carryOutRepeal = async (
  d: RepealDependencies,
  input: { form: Omit<RepealForm, "services">; procedureName: string; actor: Actor; seenTurn: number },
): Promise<ProcedureRepeal> => {
  const { form, procedureName, actor, seenTurn } = input
  const at = d.clock.now()
  const today = dayOf(at)
  const { code } = form
  return d.store.inTransaction(async (session) => {
    await takeTurn("CAMPAIGNS", session, seenTurn)
    await takeRegisterTurn(session)
    await assertNoActInTheWay({ campaignId: "", event: "procedure.repealed" }, session)
    const { rows, registrations, services } = await repealEffect(code, today, session)
    if (rows.length + registrations.length + services.length === 0) throw new NothingToRepealError(code)
    const event = { type: "procedure.repealed" as const, decision: citationOf(form) }
    const states = await statesOfCampaigns(registrations, session)
    for (const { campaignId } of registrations) assertCampaignTakes(event, states.get(campaignId))
    const about = {
      id: repealIdOf(code, form.number),
      decision: { number: form.number, day: form.decidedOn },
      effectiveOn: form.effectiveOn,
    }
    const messages = messagesForRepeal({
      repeal: about,
      rows,
      targets: await d.reference.portalTargetsOn(today),
      priorVersions: await latestVersions(session),
      at,
    })
    const repeal: ProcedureRepeal = {
      ...about,
      code,
      procedureName,
      kind: form.kind,
      by: actor.id,
      byName: actorInWords(actor),
      at,
      rows: rows.map(({ row: { entry }, edition }) => ({
        serviceId: entry.serviceId,
        editionId: edition.editionId,
        level: entry.level,
      })),
      records: messages.length,
    }
    await insertRepeal(repeal, session)
    for (const plan of await findPlannedRepeals({ code, state: "WAITING" }, session))
      await settlePlannedRepeal(plan, { state: "CARRIED_OUT", refusal: "" }, session)
    await advanceAll(registrations, event, actor, at, session)
    await saveServiceChanges({ added: [], changed: [], retiredIds: services.map(({ id }) => id) }, session)
    for (const { editionId, serviceId } of repeal.rows)
      await recordAnnouncedLevels(
        [{ serviceId, level: null }],
        { id: editionId, on: form.effectiveOn },
        session,
      )
    await addMessages(messages, session)
    const resolution = { resolvedBy: actor.id, resolvedByName: actorInWords(actor), resolvedAt: at }
    await resolveWaitingOf(
      [code],
      ["CHANGED", "VANISHED", "REGIME"],
      { ...resolution, state: "WITHDRAWN", note: citationOf(form) },
      session,
    )
    const payload = {
      kind: form.kind,
      number: form.number,
      decidedOn: form.decidedOn,
      effectiveOn: form.effectiveOn,
      services: rows.length,
      registrations: registrations.length,
      records: messages.length,
    }
    await appendAuditEntries(
      [
        auditDraft(
          { subject: { kind: "procedure", id: code }, type: "procedure.repealed", payload },
          actor,
          at,
        ),
      ],
      session,
    )
    return repeal
  })
}

/** Nothing of the procedure is left that a repeal could end. */
export class NothingToRepealError extends RuleBrokenError {
  constructor(code: string) {
    super(
      `Thủ tục ${code} không còn dịch vụ, đăng ký hay dòng nào trong danh mục có hiệu lực: không còn gì để bãi bỏ.`,
    )
  }
}

const citationOf = ({ number, decidedOn }: Pick<RepealForm, "number" | "decidedOn">): string =>
  `${number} ngày ${formatDay(decidedOn)}`

/** @throws InvalidInputError */
function assertDecided({ decidedOn }: RepealForm, today: IsoDay): void {
  if (decidedOn <= today) return
  const message = `Ngày của quyết định bãi bỏ (${formatDay(decidedOn)}) chưa tới. Kiểm tra lại ngày.`
  throw new InvalidInputError(message, [{ field: "decidedOn", message }])
}

/** @throws InvalidInputError */
function assertKnowsEffect({ services }: RepealForm, rows: number): void {
  if (services === rows) return
  const message = `Thủ tục này có ${formatNumber(rows)} dịch vụ trong danh mục có hiệu lực sẽ hết hiệu lực. Đọc tác động rồi ghi đúng số ${formatNumber(rows)}.`
  throw new InvalidInputError(message, [{ field: "services", message }])
}

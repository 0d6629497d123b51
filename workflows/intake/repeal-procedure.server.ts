import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { takeRegisterTurn } from "#models/long-act/register-turn.server.ts"
import {
  recordAnnouncedLevels,
  saveServiceChanges,
} from "#models/online-service/online-service.repository.server.ts"
import { addMessages, latestVersions } from "#models/outbox/outbox.repository.server.ts"
import { getCurrentSnapshot } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { insertRepeal } from "#models/procedure-repeal/procedure-repeal.repository.server.ts"
import { type ProcedureRepeal, repealIdOf } from "#models/procedure-repeal/procedure-repeal.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { resolveWaitingOf } from "#models/register-change/register-change.repository.server.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { readTurn, takeTurn } from "#models/turn/turn.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { messagesForRepeal } from "#workflows/delivery/messages-for-repeal.ts"
import { assertNoActInTheWay } from "#workflows/long-act/pieces.server.ts"
import { advanceAll } from "#workflows/registration/advance-all.server.ts"
import { assertCampaignTakes, statesOfCampaigns } from "#workflows/registration/campaign-takes.server.ts"
import { repealEffect } from "./repeal-effect.server.ts"
import type { RepealForm } from "./repeal-form.ts"

export type RepealDependencies = OfficeDependencies & { reference: Pick<ReferenceReader, "portalTargetsOn"> }

/** Who may record a repeal: it takes the chief of office where it changes what is in force, as a recall does. */
export const rightToRepeal = (rowsInForce: number) =>
  rowsInForce > 0 ? ("procedure.repeal" as const) : ("registration.repeal" as const)

/**
 * Records that a procedure was repealed by a decision that is not ours: from its day on no row of it is in force, its
 * registrations end, no further review takes its services up, and the service portals are told to withdraw them. Everything
 * is one commit.
 * @throws ForbiddenError, NotFoundError, InvalidInputError at the field, ConcurrentEditError, WorkflowRefusedError while a
 * catalogue that holds it is being signed
 */
export const repealProcedure = async (
  d: RepealDependencies,
  { form, actor }: { form: RepealForm; actor: Actor },
): Promise<ProcedureRepeal> => {
  const at = d.clock.now()
  const today = dayOf(at)
  const { code } = form
  const seenTurn = await readTurn("CAMPAIGNS")
  const before = await repealEffect(code, today)
  await authorise(d, actor, rightToRepeal(before.rows.length), { kind: "procedure", id: code })
  const { procedure } = await getCurrentSnapshot(code)
  assertDays(form, today)
  assertKnowsEffect(form, before.rows.length)
  return d.store.inTransaction(async (session) => {
    await takeTurn("CAMPAIGNS", session, seenTurn)
    await takeRegisterTurn(session)
    await assertNoActInTheWay({ campaignId: "", event: "procedure.repealed" }, session)
    const { rows, registrations, services } = await repealEffect(code, today, session)
    if (rows.length + registrations.length + services.length === 0)
      throw new RuleBrokenError(
        `Thủ tục ${code} không còn dịch vụ, đăng ký hay dòng nào trong danh mục có hiệu lực: không còn gì để bãi bỏ.`,
      )
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
      procedureName: procedure.name,
      kind: form.kind,
      by: actor.id,
      byName: actor.name,
      at,
      rows: rows.map(({ row: { entry }, edition }) => ({
        serviceId: entry.serviceId,
        editionId: edition.editionId,
        level: entry.level,
      })),
      records: messages.length,
    }
    await insertRepeal(repeal, session)
    await advanceAll(registrations, event, actor, at, session)
    await saveServiceChanges({ added: [], changed: [], retiredIds: services.map(({ id }) => id) }, session)
    for (const { editionId, serviceId } of repeal.rows)
      await recordAnnouncedLevels(
        [{ serviceId, level: null }],
        { id: editionId, on: form.effectiveOn },
        session,
      )
    await addMessages(messages, session)
    const resolution = { resolvedBy: actor.id, resolvedByName: actor.name, resolvedAt: at }
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

const citationOf = ({ number, decidedOn }: RepealForm): string => `${number} ngày ${formatDay(decidedOn)}`

/** @throws InvalidInputError */
function assertDays({ decidedOn, effectiveOn }: RepealForm, today: IsoDay): void {
  const fault = (field: string, message: string) => new InvalidInputError(message, [{ field, message }])
  if (decidedOn > today)
    throw fault(
      "decidedOn",
      `Ngày của quyết định bãi bỏ (${formatDay(decidedOn)}) chưa tới. Kiểm tra lại ngày.`,
    )
  if (effectiveOn > today)
    throw fault(
      "effectiveOn",
      `Thủ tục còn hiệu lực đến hết ngày trước ${formatDay(effectiveOn)}. Ghi nhận bãi bỏ từ ngày đó để không rút sớm khỏi các cổng.`,
    )
}

/** @throws InvalidInputError */
function assertKnowsEffect({ services }: RepealForm, rows: number): void {
  if (services === rows) return
  const message = `Thủ tục này có ${formatNumber(rows)} dịch vụ trong danh mục có hiệu lực sẽ hết hiệu lực. Đọc tác động rồi ghi đúng số ${formatNumber(rows)}.`
  throw new InvalidInputError(message, [{ field: "services", message }])
}

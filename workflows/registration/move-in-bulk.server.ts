import {
  findRegistrationIds,
  findRegistrationsByIds,
} from "#models/registration/registration.repository.server.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { forbidden, recordDenials } from "#workflows/authorise.server.ts"
import { proposalFromSuggestion } from "#workflows/classification/proposal-from-suggestion.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { type BulkAction, bulkRuleOf } from "./bulk-actions.ts"
import {
  moveRegistrations,
  type RegistrationDependencies,
  type RegistrationMove,
} from "./move-registrations.server.ts"
import type { RegistrationQuery } from "./registration-query.ts"
import { visibleAgencyIds, visibleFilter } from "./visible-registrations.server.ts"

/** Rows ticked on a page, each with the revision that was shown; or everything a query finds. */
export type BulkTarget =
  | { kind: "ROWS"; rows: { registrationId: string; revision: number }[] }
  | { kind: "FILTER"; query: RegistrationQuery }

export type BulkOutcome = {
  action: BulkAction
  /** Rows the action was tried on. */
  total: number
  done: number
  /** Rows of the filter in a state the action is not for; they were left alone. */
  passedOver: number
  refused: { registrationId: string; serviceCode: string; procedureName: string; reason: string }[]
}

/** Registrations read at a time. */
const CHUNK = 200
/** More than any province has services: "all" must never silently mean "the first so many". */
const ALL = 1_000_000
/** Rows one form may tick; more are done by filter. */
const MOST_ROWS = 5_000

/**
 * Does one thing to many registrations. Each row is done or refused on its own, with the reason.
 * @throws InvalidInputError when nothing or too much was chosen or a reason is missing; ForbiddenError for another agency's filter
 */
export const moveInBulk = async (
  d: RegistrationDependencies,
  input: { action: BulkAction; target: BulkTarget; reason: string; actor: Actor },
): Promise<BulkOutcome> => {
  const rule = bulkRuleOf(input.action)
  const reason = input.reason.trim()
  if (rule.needsReason && reason.length < 5)
    throw new InvalidInputError("Chưa ghi lý do trả lại.", [
      { field: "reason", message: "Ghi rõ lý do trả lại (ít nhất 5 ký tự); lý do được gửi kèm từng mục." },
    ])
  const { targets, passedOver } = await resolveTargets(d, input)
  if (targets.length === 0)
    throw new InvalidInputError(
      passedOver > 0
        ? `Không có mục nào trong bộ lọc đang ở trạng thái phù hợp để «${rule.label.toLowerCase()}».`
        : "Chưa chọn mục nào. Hãy đánh dấu các mục cần xử lý trong bảng.",
    )
  const { moves, refusals } = await movesFor(d, { ...input, targets, reason })
  const outcomes = await moveRegistrations(d, { moves, actor: input.actor })
  for (const outcome of outcomes)
    if (!outcome.ok) refusals.push({ registrationId: outcome.registrationId, reason: outcome.error.message })
  return {
    action: input.action,
    total: targets.length,
    done: targets.length - refusals.length,
    passedOver,
    refused: await named(refusals, input.actor),
  }
}

type Target = { registrationId: string; revision?: number }

async function resolveTargets(
  d: RegistrationDependencies,
  { target, action, actor }: { target: BulkTarget; action: BulkAction; actor: Actor },
): Promise<{ targets: Target[]; passedOver: number }> {
  if (target.kind === "ROWS") {
    if (target.rows.length > MOST_ROWS)
      throw new InvalidInputError(
        `Mỗi lần chỉ đánh dấu được tối đa ${formatNumber(MOST_ROWS)} mục. Hãy lọc danh sách rồi chọn xử lý tất cả mục theo bộ lọc.`,
      )
    return { targets: target.rows, passedOver: 0 }
  }
  const { filter } = await visibleFilter(d, actor, target.query)
  const ids = await findRegistrationIds(filter, ALL)
  const states = bulkRuleOf(action).states.filter((state) => !filter.states || filter.states.includes(state))
  const fitting = await findRegistrationIds({ ...filter, states }, ALL)
  return {
    targets: fitting.map((registrationId) => ({ registrationId })),
    passedOver: ids.length - fitting.length,
  }
}

type Refused = { registrationId: string; reason: string }

async function movesFor(
  d: RegistrationDependencies,
  { action, targets, reason, actor }: { action: BulkAction; targets: Target[]; reason: string; actor: Actor },
): Promise<{ moves: RegistrationMove[]; refusals: Refused[] }> {
  if (action === "suggestion.accepted") return acceptedSuggestions(d, targets, actor)
  const event =
    action === "proposal.returned" || action === "proposal.returnedByHead"
      ? { type: action, reason }
      : action === "appraisal.agreed"
        ? { type: action, note: "" }
        : { type: action }
  return { moves: targets.map((target) => ({ ...target, event })), refusals: [] }
}

const PROPOSE = "registration.propose"

/** Only what the rules are sure of may be taken over unread; the rest asks for an officer's eyes. */
async function acceptedSuggestions(
  d: RegistrationDependencies,
  targets: Target[],
  actor: Actor,
): Promise<{ moves: RegistrationMove[]; refusals: Refused[] }> {
  const moves: RegistrationMove[] = []
  const refusals: Refused[] = []
  for (let from = 0; from < targets.length; from += CHUNK) {
    const chunk = targets.slice(from, from + CHUNK)
    const found = await findRegistrationsByIds(chunk.map((target) => target.registrationId))
    const byId = new Map(found.map((registration) => [registration.id, registration]))
    const denied = found.filter(({ agencyId }) => !isAllowed(actor, PROPOSE, agencyId)).map(({ id }) => id)
    await recordDenials(
      d,
      actor,
      denied.map((id) => ({ subject: { kind: "registration", id }, action: PROPOSE })),
    )
    for (const target of chunk) {
      const registration = byId.get(target.registrationId)
      if (denied.includes(target.registrationId))
        refusals.push({ ...target, reason: forbidden(PROPOSE, true).message })
      else if (registration && !registration.suggestion.sure)
        refusals.push({ ...target, reason: "Gợi ý chưa chắc chắn, cần xem xét: mở mục này để tự trả lời." })
      else if (registration?.workflow.context.proposal)
        refusals.push({ ...target, reason: "Đã có đề xuất đang soạn; mở mục này để trình." })
      else if (registration)
        moves.push({
          ...target,
          event: { type: "proposal.submitted", proposal: proposalFromSuggestion(registration.suggestion) },
        })
      else refusals.push({ ...target, reason: `Không tìm thấy đăng ký «${target.registrationId}».` })
    }
  }
  return { moves, refusals }
}

/** Names only what the person may see: ids can be made up. */
async function named(refusals: Refused[], actor: Actor): Promise<BulkOutcome["refused"]> {
  const rows: BulkOutcome["refused"] = []
  const own = visibleAgencyIds(actor)
  for (let from = 0; from < refusals.length; from += CHUNK) {
    const chunk = refusals.slice(from, from + CHUNK)
    const found = await findRegistrationsByIds(chunk.map((refusal) => refusal.registrationId))
    const byId = new Map(
      found
        .filter(({ agencyId }) => own === null || own.includes(agencyId))
        .map((registration) => [registration.id, registration]),
    )
    for (const { registrationId, reason } of chunk) {
      const registration = byId.get(registrationId)
      rows.push({
        registrationId,
        serviceCode: registration?.serviceCode ?? registrationId,
        procedureName: registration?.procedureName ?? "",
        reason,
      })
    }
  }
  return rows
}

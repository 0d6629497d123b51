import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditDraft } from "#models/audit/audit-entry.ts"
import { actNumberIn, parseCitation } from "#models/legal-basis/citation.ts"
import { findLegalActs } from "#models/legal-basis/legal-act.repository.server.ts"
import type { ActRegister, LegalAct } from "#models/legal-basis/legal-act.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { withAnswerers } from "#models/registration/doubt.ts"
import { RegistrationEvent } from "#models/registration/events.ts"
import { findRegistrationsByIds, saveMoved } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { remarkPlaces } from "#models/registration/remark.ts"
import { dayOf } from "#models/shared/dates.ts"
import {
  ConcurrentEditError,
  ForbiddenError,
  InvalidInputError,
  isOfficeError,
  NotFoundError,
  type OfficeError,
  RuleBrokenError,
  WorkflowRefusedError,
} from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { forbidden, type OfficeDependencies, recordDenials } from "#workflows/authorise.server.ts"
import { proposalFaults } from "#workflows/classification/proposal-faults.ts"
import { withAskedUnit } from "./asked-unit.ts"
import { assertCampaignTakes, statesOfCampaigns } from "./campaign-takes.server.ts"
import { registrationChart } from "./chart.ts"
import { explained } from "./explain-stale.server.ts"
import { whyNotWhileHeld } from "./held-by.ts"
import { holdersOf } from "./holders.server.ts"
import { withHolder } from "./name-holder.ts"
import { rulesAsked, staffAsked } from "./read-for-moves.server.ts"
import { whileRemarksAreOpen } from "./registration-step.ts"
import { withWayBack } from "./return-moves.ts"
import { whyNotApprove } from "./separate-approver.ts"
import { stepOf } from "./steps/index.ts"
import { type Told, tellOfMoves } from "./tell-of-moves.server.ts"
import { whoMayMove } from "./who-may-move.ts"
import { type MovingRules, wayToMove } from "./why-not-move.ts"

export type RegistrationDependencies = OfficeDependencies & {
  getRegime(id: string): Promise<LegalRegime>
  reference: Pick<ReferenceReader, "officeRulesOn" | "agencies">
  /** Only a rehearsal: a partial service may stand on the pack's own clause where nobody found the article. */
  takesPackClause?: boolean
}

/** One thing to do to one registration; `revision` is the one the person saw (omitted by bulk jobs that read afresh). */
export type RegistrationMove = { registrationId: string; revision?: number; event: RegistrationEvent }

export type MoveOutcome =
  | { registrationId: string; ok: true }
  | { registrationId: string; ok: false; error: OfficeError }

/** What people are told of. */
const TOLD: readonly string[] = [
  "appraisal.assigned",
  "consultation.requested",
  "headReturn.recalled",
  "return.recalled",
]

const CHUNK = 200

/**
 * Moves one registration.
 * @throws ForbiddenError, InvalidInputError, WorkflowRefusedError, NotFoundError, ConcurrentEditError (with what changed)
 */
export const moveRegistration = async (
  d: RegistrationDependencies,
  input: RegistrationMove & { actor: Actor },
): Promise<void> => {
  const { actor, ...move } = input
  const [outcome] = await moveRegistrations(d, { moves: [move], actor })
  if (outcome && !outcome.ok) throw outcome.error
}

/**
 * Moves many, in transactions of a few hundred: state, audit entry and revision together. A row that is refused is
 * reported and left as it was; the others go on. Safe to repeat: what has moved is refused by its new state.
 */
export const moveRegistrations = async (
  d: RegistrationDependencies,
  input: { moves: RegistrationMove[]; actor: Actor; onProgress?: (done: number, total: number) => void },
): Promise<MoveOutcome[]> => {
  const outcomes: MoveOutcome[] = []
  for (let from = 0; from < input.moves.length; from += CHUNK) {
    const moves = input.moves.slice(from, from + CHUNK)
    const chunk = await d.store.inTransaction((session) => moveTogether(d, moves, input.actor, session))
    await recordDenials(d, input.actor, denialsOf(chunk))
    for (const [index, outcome] of chunk.entries())
      outcomes.push(await explained(d, outcome, moves[index]?.event, input.actor))
    input.onProgress?.(Math.min(from + CHUNK, input.moves.length), input.moves.length)
  }
  return outcomes
}

/**
 * Moves a few hundred within the caller's transaction: state, audit entry and revision together. A row that is refused
 * is reported and left as it was; the caller notes the denials (`denialsOf`) once the transaction stands.
 */
export const moveTogether = async (
  d: RegistrationDependencies,
  moves: RegistrationMove[],
  actor: Actor,
  session: ClientSession,
): Promise<MoveOutcome[]> => {
  const at = d.clock.now()
  const found = await findRegistrationsByIds(
    moves.map((move) => move.registrationId),
    session,
  )
  const byId = new Map(found.map((registration) => [registration.id, registration]))
  const campaignStates = await statesOfCampaigns(found, session)
  const register = { day: dayOf(at), find: await actsCited(moves, session) }
  const holders = await holdersOf(found, session)
  const staff = await staffAsked(moves, dayOf(at), session)
  const asks = moves.some(({ event }) => event.type === "consultation.requested")
  const agencies = asks ? await d.reference.agencies() : []
  const rules = await rulesAsked(d, moves, dayOf(at))
  const moved: Parameters<typeof saveMoved>[0] = []
  const drafts: AuditDraft[] = []
  const told: Told[] = []
  const outcomes: MoveOutcome[] = []
  for (const move of moves) {
    try {
      const registration = byId.get(move.registrationId)
      if (!registration) throw new NotFoundError(`Không tìm thấy đăng ký «${move.registrationId}».`)
      const way = wayOf(registration, move.event, actor, rules)
      const held = whyNotWhileHeld(move.event.type, registration, way, holders(registration)?.name)
      if (held) throw new RuleBrokenError(held)
      const event = withHolder(
        withWhoAnswered(
          withAskedUnit(withWayBack(RegistrationEvent.parse(move.event)), registration, agencies, dayOf(at)),
          registration,
          actor,
        ),
        registration,
        staff,
      )
      await assertFits(d, registration, event, move.revision, register)
      assertCampaignTakes(event, campaignStates.get(registration.campaignId))
      if (event.type === "approval.granted") assertMayApprove(registration, way, rules)
      if (stepOf(event.type)?.isLastResort) assertNobodyElse(registration, staff)
      const step = advance(registrationChart, registration.workflow, event, way, at)
      moved.push({ id: registration.id, readRevision: registration.revision, workflow: step.snapshot })
      drafts.push(entryOf(step, { kind: "registration", id: registration.id }, way))
      outcomes.push({ registrationId: registration.id, ok: true })
      if (TOLD.includes(event.type)) told.push({ registration, event })
    } catch (error) {
      if (!isOfficeError(error)) throw error
      outcomes.push({ registrationId: move.registrationId, ok: false, error })
    }
  }
  await appendAuditEntries(drafts, session)
  await saveMoved(moved, session)
  await tellOfMoves(told, { actor, staff, at }, session)
  return outcomes
}

/** The right comes first: whoever lacks it learns nothing of the registration. */
function wayOf(
  registration: Registration,
  event: Pick<RegistrationEvent, "type">,
  actor: Actor,
  rules: MovingRules,
): Actor {
  const step = stepOf(event.type)
  if (!step)
    throw new ForbiddenError("Bước này chỉ do hệ thống thực hiện khi quyết định được phát hành.", {
      action: event.type,
    })
  const found = wayToMove(step, registration, actor, rules)
  if (!found) throw forbidden(step.permission, true)
  return found.way
}

/** Appraiser and approver are two people, unless the office has said otherwise. */
function assertMayApprove(registration: Registration, actor: Actor, rules: MovingRules): void {
  const why = whyNotApprove(registration, actor, rules)
  if (why) throw new RuleBrokenError(why)
}

/** What is proposed keeps who answered what. */
const withWhoAnswered = (event: RegistrationEvent, { suggestion, workflow }: Registration, actor: Actor) =>
  "proposal" in event
    ? {
        ...event,
        proposal: withAnswerers(event.proposal, workflow.context.proposal, suggestion, actor.id),
      }
    : event

/** In another's place only where there is no other. */
function assertNobodyElse(registration: Registration, staff: readonly Actor[]): void {
  const others = whoMayMove(registration, staff)
  if (others.length === 0) return
  throw new RuleBrokenError(
    `Chưa giải quyết thay được: phiếu này còn người có quyền xử lý là ${others.map(({ name }) => name).join(", ")}. Đề nghị người đó xử lý; nếu người đó vắng, cập nhật phân công trước.`,
  )
}

async function assertFits(
  d: RegistrationDependencies,
  registration: Registration,
  event: RegistrationEvent,
  revision: number | undefined,
  register: ActRegister,
): Promise<void> {
  if (revision !== undefined && revision !== registration.revision)
    throw new ConcurrentEditError("Đăng ký này vừa được người khác thay đổi. Xem lại rồi làm lại.", {
      changed: [],
      currentRevision: registration.revision,
      seenRevision: revision,
    })
  if (event.type === "remark.made" && !isPlaceOf(registration, event.place)) {
    const message = "Không có nơi này trong đăng ký. Hãy chọn lại nơi cần nhận xét."
    throw new InvalidInputError(message, [{ field: "place", message }])
  }
  if (event.type === "procedure.repealed" && registration.workflow.context.announcement)
    throw new RuleBrokenError(
      "Dịch vụ này đã công bố. Chánh Văn phòng ghi nhận ở trang «Bãi bỏ thủ tục»: khi đó các dịch vụ hết hiệu lực và được rút khỏi các cổng.",
    )
  if (event.type !== "proposal.submitted") return
  const open = whileRemarksAreOpen(registration.workflow.context)
  if (open)
    throw new WorkflowRefusedError(`Chưa trình lại được. ${open}`, {
      machine: "registration",
      state: registration.workflow.value,
      event: event.type,
    })
  const regime = await d.getRegime(registration.suggestion.regimeId)
  const issues = proposalFaults(event.proposal, registration.suggestion, regime, {
    register,
    takesPackClause: d.takesPackClause,
  })
  if (issues.length > 0)
    throw new InvalidInputError(`Đề xuất chưa đủ để trình: ${issues[0]?.message ?? ""}`, issues)
}

const isPlaceOf = ({ suggestion }: Registration, place: string): boolean =>
  remarkPlaces(suggestion).some(({ value }) => value === place)

/** What the register of legal bases says of the acts that proposals cite. */
async function actsCited(
  moves: readonly RegistrationMove[],
  session: ClientSession,
): Promise<ActRegister["find"]> {
  const numbers = moves.flatMap(({ event }) => {
    // What it holds is looked at before the right is asked: it may hold anything.
    const { data } = RegistrationEvent.safeParse(event)
    if (data?.type !== "proposal.submitted") return []
    return actNumberIn(parseCitation(data.proposal.citation)?.act ?? "") ?? []
  })
  const acts = numbers.length > 0 ? await findLegalActs(numbers, session) : new Map<string, LegalAct>()
  return (number) => acts.get(number)
}

/** Refused accesses get their audit lines. */
export const denialsOf = (outcomes: readonly MoveOutcome[]) =>
  outcomes.flatMap((outcome) =>
    !outcome.ok && outcome.error.code === "FORBIDDEN"
      ? [
          {
            subject: { kind: "registration", id: outcome.registrationId },
            action: String(outcome.error.details.action),
          },
        ]
      : [],
  )

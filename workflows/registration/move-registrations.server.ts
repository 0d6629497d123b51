import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditDraft } from "#models/audit/audit-entry.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import {
  findRegistrationsByIds,
  getRegistration,
  saveMoved,
} from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import {
  ConcurrentEditError,
  ForbiddenError,
  InvalidInputError,
  isOfficeError,
  NotFoundError,
  type OfficeError,
} from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { proposalFaults } from "#workflows/classification/proposal-faults.ts"
import { type Action, isAllowed } from "#workflows/permissions.ts"
import { registrationChart } from "./chart.ts"
import { REGISTRATION_EVENT_ACTION } from "./event-permissions.ts"
import { RegistrationEvent } from "./events.ts"
import { changesSince } from "./registration-at.server.ts"

export type RegistrationDependencies = OfficeDependencies & {
  getRegime(id: string): Promise<LegalRegime>
}

/** One thing to do to one registration; `revision` is the one the person saw (omitted by bulk jobs that read afresh). */
export type RegistrationMove = { registrationId: string; revision?: number; event: RegistrationEvent }

export type MoveOutcome =
  | { registrationId: string; ok: true }
  | { registrationId: string; ok: false; error: OfficeError }

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
    const chunk = await d.store.inTransaction((session) => moveChunk(d, moves, input.actor, session))
    outcomes.push(...(await Promise.all(chunk.map((outcome) => explained(d, outcome, input.actor)))))
    input.onProgress?.(Math.min(from + CHUNK, input.moves.length), input.moves.length)
  }
  return outcomes
}

async function moveChunk(
  d: RegistrationDependencies,
  moves: RegistrationMove[],
  actor: Actor,
  session: ClientSession,
): Promise<MoveOutcome[]> {
  const at = d.clock.now()
  const found = await findRegistrationsByIds(
    moves.map((move) => move.registrationId),
    session,
  )
  const byId = new Map(found.map((registration) => [registration.id, registration]))
  const moved: Parameters<typeof saveMoved>[0] = []
  const drafts: AuditDraft[] = []
  const outcomes: MoveOutcome[] = []
  for (const move of moves) {
    try {
      const registration = byId.get(move.registrationId)
      if (!registration) throw new NotFoundError(`Không tìm thấy đăng ký «${move.registrationId}».`)
      const event = RegistrationEvent.parse(move.event)
      await assertMayMove(d, registration, event, move.revision, actor)
      const step = advance(registrationChart, registration.workflow, event, actor, at)
      moved.push({ id: registration.id, readRevision: registration.revision, workflow: step.snapshot })
      drafts.push({
        ...step.audit,
        byName: actor.name,
        subject: { kind: "registration", id: registration.id },
        machineVersion: step.snapshot.machineVersion,
      })
      outcomes.push({ registrationId: registration.id, ok: true })
    } catch (error) {
      if (!isOfficeError(error)) throw error
      outcomes.push({ registrationId: move.registrationId, ok: false, error })
    }
  }
  await appendAuditEntries(drafts, session)
  await saveMoved(moved, session)
  return outcomes
}

async function assertMayMove(
  d: RegistrationDependencies,
  registration: Registration,
  event: RegistrationEvent,
  revision: number | undefined,
  actor: Actor,
): Promise<void> {
  const action = REGISTRATION_EVENT_ACTION[event.type]
  if (!action)
    throw new ForbiddenError("Bước này chỉ do hệ thống thực hiện khi quyết định được phát hành.", {
      event: event.type,
    })
  if (!isAllowed(actor, action, registration.agencyId)) throw new ForbiddenError("", { action })
  if (revision !== undefined && revision !== registration.revision)
    throw new ConcurrentEditError("Đăng ký này vừa được người khác thay đổi. Xem lại rồi lưu lại.", {
      changed: [],
      currentRevision: registration.revision,
      seenRevision: revision,
    })
  if (event.type !== "proposal.submitted") return
  const regime = await d.getRegime(registration.suggestion.regimeId)
  const issues = proposalFaults(event.proposal, registration.suggestion, regime)
  if (issues.length > 0)
    throw new InvalidInputError(`Đề xuất chưa đủ để trình: ${issues[0]?.message ?? ""}`, issues)
}

/** After the transaction: a refused access gets its audit line, a stale edit the list of what changed. */
async function explained(
  d: RegistrationDependencies,
  outcome: MoveOutcome,
  actor: Actor,
): Promise<MoveOutcome> {
  if (outcome.ok) return outcome
  const { error, registrationId } = outcome
  if (error.code === "FORBIDDEN" && typeof error.details.action === "string") {
    const registration = await getRegistration(registrationId)
    const subject = { kind: "registration", id: registrationId, agencyId: registration.agencyId }
    const refusal = await authorise(d, actor, error.details.action as Action, subject).then(
      () => error,
      (thrown: unknown) => thrown,
    )
    return isOfficeError(refusal) ? { ...outcome, error: refusal } : outcome
  }
  if (error.code === "CONCURRENT_EDIT" && typeof error.details.seenRevision === "number") {
    const registration = await getRegistration(registrationId)
    const changed = await changesSince(registrationId, error.details.seenRevision, registration.workflow)
    return {
      ...outcome,
      error: new ConcurrentEditError(error.message, { changed, currentRevision: registration.revision }),
    }
  }
  return outcome
}

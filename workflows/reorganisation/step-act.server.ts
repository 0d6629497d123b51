import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { ReorganisationEvent } from "#models/reorganisation/events.ts"
import {
  getReorganisation,
  saveReorganisation,
} from "#models/reorganisation/reorganisation.repository.server.ts"
import type { Reorganisation } from "#models/reorganisation/reorganisation.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import {
  ConcurrentEditError,
  type InputIssue,
  InvalidInputError,
  RuleBrokenError,
} from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import type { Action } from "#workflows/permissions.ts"
import { reorganisationChart } from "./chart.ts"
import { changedMeanwhile } from "./draft-plan.server.ts"
import { unitName } from "./edit-plan.ts"
import { subjectOf } from "./question-subject.ts"
import { digestOfAct, type ReckonedAct, reckonAct } from "./reckon-act.server.ts"

/** The steps a person takes with an act, and the right to each. */
export const ACT_STEPS = {
  "plan.submitted": "reorganisation.draft",
  "plan.withdrawn": "reorganisation.draft",
  "plan.returned": "reorganisation.confirm",
  "act.confirmed": "reorganisation.confirm",
  "act.revoked": "reorganisation.confirm",
} as const satisfies Partial<Record<ReorganisationEvent["type"], Action>>
export type ActStep = keyof typeof ACT_STEPS

/**
 * Takes a reorganisation a step on. Submitted and confirmed only where nothing is open: no fault, no question, nothing without an
 * owner; confirmed by a second person, who types how many rows it moves. It moves nothing before its day.
 * @throws ForbiddenError, InvalidInputError, RuleBrokenError with the list, ConcurrentEditError, WorkflowRefusedError
 */
export const stepReorganisation = async (
  d: OfficeDependencies,
  input: {
    id: string
    revision: number
    type: ActStep
    reason: string
    typed: string
    /** A digest over the effect the person was shown; missing where a machine confirms. */
    seenEffect?: string | undefined
    actor: Actor
  },
): Promise<void> => {
  const { id, revision, type } = input
  const actor = await authorise(d, input.actor, ACT_STEPS[type], { kind: "reorganisation", id })
  const act = await getReorganisation(id)
  if (act.revision !== revision) throw await changedMeanwhile(act)
  const isDeciding = type === "plan.submitted" || type === "act.confirmed"
  const reckoned = isDeciding ? await reckonAct(act) : null
  const moves = reckoned ? assertReady(act, reckoned) : 0
  if (reckoned && type === "act.confirmed") {
    if (input.seenEffect && input.seenEffect !== digestOfAct(reckoned)) throw effectChanged()
    assertTyped(input.typed, moves)
  }
  const event = ReorganisationEvent.safeParse(eventOf(type, act, { moves, reason: input.reason }))
  if (!event.success)
    throw new InvalidInputError("Chưa ghi lý do.", [
      { field: "reason", message: event.error.issues[0]?.message ?? "Ghi rõ lý do." },
    ])
  await d.store.inTransaction((session) => takeActStep(d, act, event.data, actor, session))
}

const effectChanged = (): ConcurrentEditError =>
  new ConcurrentEditError(
    "Tác động của việc sắp xếp đã khác lúc bạn mở trang: dữ liệu của cơ quan vừa thay đổi. Chưa xác nhận gì; xem lại tác động rồi xác nhận lại.",
    { changed: [] },
  )

const eventOf = (
  type: ActStep,
  { plan }: Reorganisation,
  { moves, reason }: { moves: number; reason: string },
): unknown => {
  if (type === "plan.submitted") return { type, moves }
  if (type !== "act.confirmed") return { type, reason }
  const { number, clause, title } = plan.norm
  return { type, moves, planDigest: digestOf(plan), norm: `${number}, ${clause}, ${title}`, day: plan.day }
}

/** Within a transaction: the step, its revision and its entry of the log. @throws ConcurrentEditError */
export const takeActStep = async (
  d: OfficeDependencies,
  act: Reorganisation,
  event: ReorganisationEvent,
  actor: Actor,
  session: ClientSession,
): Promise<Reorganisation> => {
  const step = advance(reorganisationChart, act.workflow, event, actor, d.clock.now())
  await saveReorganisation(act.id, act.revision, { workflow: step.snapshot }, session)
  await appendAuditEntries([entryOf(step, { kind: "reorganisation", id: act.id }, actor)], session)
  return { ...act, workflow: step.snapshot, revision: act.revision + 1 }
}

/** How many rows it moves. @throws RuleBrokenError listing what stands in the way */
const assertReady = ({ plan }: Reorganisation, { outcome, faults, world }: ReckonedAct): number => {
  const nameOf = (agencyId: string) => unitName(agencyId, plan, world.tables.agencies)
  const { questions, ownerless, moves } = outcome
  const issues: InputIssue[] = [
    ...faults,
    ...questions.map(({ id }) => ({
      field: "answers",
      message: `Chưa trả lời câu hỏi «${subjectOf(id, nameOf)}».`,
    })),
    ...ownerless.map(({ name, owner }) => ({
      field: "ownerless",
      message: `«${name}» không còn ai phụ trách (${nameOf(owner)}).`,
    })),
  ]
  if (issues.length > 0)
    throw new RuleBrokenError(
      `Chưa trình, xác nhận được: còn ${formatNumber(faults.length)} chỗ sai, ${formatNumber(questions.length)} câu hỏi chưa trả lời, ${formatNumber(ownerless.length)} mục không còn ai phụ trách. ${issues
        .slice(0, 5)
        .map(({ message }) => message)
        .join(" ")}`,
      { issues },
    )
  if (moves.length === 0)
    throw new RuleBrokenError("Phương án không chuyển mục nào; không có gì để xác nhận.")
  return moves.length
}

/** A large effect is answered by typing its number. @throws InvalidInputError at `typed` */
function assertTyped(typed: string, moves: number): void {
  if (typed.replace(/\D/gu, "") === String(moves)) return
  throw new InvalidInputError("Chưa xác nhận: số gõ vào chưa đúng.", [
    {
      field: "typed",
      message: `Việc sắp xếp chuyển ${formatNumber(moves)} mục. Xem lại tác động rồi gõ ${moves} để xác nhận.`,
    },
  ])
}

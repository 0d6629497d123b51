import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { type AuditEvent, auditDraft } from "#models/audit/audit-event.ts"
import { handBulkJob } from "#models/bulk-job/bulk-job.repository.server.ts"
import { handLongAct } from "#models/long-act/long-act.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import {
  ConcurrentEditError,
  InvalidInputError,
  NotFoundError,
  RuleBrokenError,
} from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { handStagedImport } from "#models/staged-import/staged-import.repository.server.ts"
import { handUnitSheet } from "#models/unit-sheet/unit-sheet.repository.server.ts"
import { findUser, findUsers } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { handWorkingCopy } from "#models/working-copy/working-copy.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { inPieces, MOVES_PIECE } from "#workflows/long-act/pieces.server.ts"
import { handAppraisals } from "./hand-appraisals.server.ts"
import { HANDOVER_LABELS, type HandoverKind, type OwnedItem, whyNotTo } from "./owned-item.ts"
import { findOwnedWork } from "./owned-work.server.ts"

/** Of what was seen: handed over is exactly that. */
export const workDigest = (items: readonly OwnedItem[]): string =>
  digestOf(items.map(({ kind, id }) => `${kind} ${id}`).sort())

type Person = Pick<Actor, "id" | "name">

/** From how many things on whoever hands them over types the number (design promise 10). */
export const MANY = 20

export type HandOver = {
  personId: string
  /** Whom each kind goes to; a kind without anybody stays. */
  to: Partial<Record<HandoverKind, string>>
  /** Of the preview. */
  digest: string
  /** The number of things, typed, where they are many. */
  typed: string
  reason: string
  actor: Actor
}

/**
 * Hands what one person has in hand over to others, as one act in pieces: each thing with its line in the log. Killed in between,
 * what was not handed over yet is still the person's, and the same act does the rest.
 * @returns how many things went over
 * @throws ForbiddenError, NotFoundError, InvalidInputError where a successor may not have something (nothing is moved then) or the
 * number is not the right one, ConcurrentEditError when the work is not what was shown any more
 */
export const handOver = async (d: OfficeDependencies, input: HandOver): Promise<number> => {
  const { personId } = input
  const actor = await authorise(d, input.actor, "work.handOver", { kind: "user", id: personId })
  const today = dayOf(d.clock.now())
  const from = await personOf(personId)
  const owned = await findOwnedWork(personId, today)
  if (workDigest(owned) !== input.digest)
    throw new ConcurrentEditError(
      "Việc của người này đã khác lúc xem trước. Xem lại danh sách rồi bàn giao.",
      {
        changed: [],
      },
    )
  const successors = await successorsOf(input, today)
  const moves = owned.flatMap((item) => {
    const successor = successors.get(input.to[item.kind] ?? "")
    return successor && item.instead === null ? [{ item, successor }] : []
  })
  assertAsked(input, moves)
  const all = { from, reason: input.reason.trim(), actor }
  let moved = 0
  for (const piece of inPieces(moves, MOVES_PIECE))
    moved += await d.store.inTransaction((session) => movePiece(d, piece, all, session))
  await d.store.inTransaction((session) => noteWhole(d, { ...all, moved, successors }, session))
  return moved
}

type Move = { item: OwnedItem; successor: Actor }
type All = { from: Person; reason: string; actor: Actor }

function assertAsked({ reason, typed, to }: HandOver, moves: readonly Move[]): void {
  const issues = moves.flatMap(({ item, successor }) => {
    const why = whyNotTo(item, successor)
    return why
      ? [{ field: `to.${item.kind}`, message: `${HANDOVER_LABELS[item.kind]}, «${item.name}»: ${why}` }]
      : []
  })
  if (issues.length > 0)
    throw new InvalidInputError(
      `${formatNumber(issues.length)} mục không giao được cho người đã chọn. Chọn người khác, hoặc phân công vai trò trước; chưa chuyển gì.`,
      [...new Map(issues.map((issue) => [issue.field, issue])).values()],
    )
  if (moves.length === 0) {
    const [kind] = Object.keys(to)
    throw new InvalidInputError("Chưa chọn người nhận cho loại việc nào.", [
      { field: kind ? `to.${kind}` : "", message: "Chọn người nhận." },
    ])
  }
  if (reason.trim().length < 5)
    throw new InvalidInputError("Chưa ghi lý do.", [
      { field: "reason", message: "Ghi rõ lý do bàn giao (ít nhất 5 ký tự)." },
    ])
  if (moves.length >= MANY && Number(typed) !== moves.length) {
    const message = `Bàn giao ${formatNumber(moves.length)} mục. Ghi đúng số đó để xác nhận.`
    throw new InvalidInputError(message, [{ field: "typed", message }])
  }
}

async function personOf(id: string): Promise<Person> {
  const user = await findUser(id)
  if (!user) throw new NotFoundError("Không có người sử dụng này. Kiểm tra lại đường dẫn.")
  return { id: user.id, name: user.fullName }
}

/** With what they hold themselves: what they do for others ends. */
async function successorsOf({ personId, to }: HandOver, today: IsoDay): Promise<Map<string, Actor>> {
  const ids = [...new Set(Object.values(to).filter((id) => id !== ""))]
  if (ids.includes(personId)) throw new RuleBrokenError("Không bàn giao cho chính người đó. Chọn người khác.")
  const users = await findUsers(ids)
  const missing = ids.find((id) => !users.some((user) => user.id === id && user.active))
  if (missing)
    throw new RuleBrokenError(`Người nhận «${missing}» không đang sử dụng hệ thống. Chọn người khác.`)
  return new Map(users.map((user) => [user.id, actorOn(user, today)]))
}

/** Hands one piece over. What is not the person's any more is passed over: somebody else has it. */
async function movePiece(
  d: OfficeDependencies,
  moves: readonly Move[],
  { from, reason, actor }: All,
  session: ClientSession,
): Promise<number> {
  const at = d.clock.now()
  const moved: Move[] = []
  for (const move of moves) if (await moveOne(move, from, session)) moved.push(move)
  await handAppraisals(
    moved.flatMap(({ item, successor }) =>
      item.kind === "REGISTRATION" ? [{ registrationId: item.id, successor }] : [],
    ),
    from,
    actor,
    at,
    session,
  )
  await appendAuditEntries(
    moved.map(({ item, successor }) => {
      const payload = {
        from: from.id,
        to: successor.id,
        reason,
      }
      return auditDraft(eventOf(item, payload), actor, at)
    }),
    session,
  )
  return moved.length
}

/** Where a thing says itself whose it is, it says so of the successor; else the log's last word is. */
async function moveOne({ item, successor }: Move, from: Person, session: ClientSession): Promise<boolean> {
  const { id } = item
  switch (item.kind) {
    case "WORKING_COPY":
      return handWorkingCopy({ registrationId: id, userId: from.id }, successor.id, session)
    case "STAGED_IMPORT":
      return handStagedImport(id, from.id, successor.id, session)
    case "UNIT_SHEET":
      return handUnitSheet(id, from.id, successor.id, session)
    case "BULK_JOB":
      return handBulkJob(id, from.id, { id: successor.id, name: successor.name }, session)
    case "LONG_ACT":
      return handLongAct(id, from.id, successor, session)
    default:
      return true
  }
}

const SUBJECTS = {
  REGISTRATION: "registration",
  UNIT_SHEET: "unitSheet",
  STAGED_IMPORT: "import",
  BULK_JOB: "bulkJob",
  LONG_ACT: "campaign",
  DEADLINE: "deadline",
  REFERENCE_CHANGE: "referenceChange",
  REGIME: "regime",
  REORGANISATION: "reorganisation",
  SIGNATURE: "campaign",
  DELEGATION: "campaign",
} as const satisfies Record<Exclude<HandoverKind, "WORKING_COPY">, AuditEvent["subject"]["kind"]>

type Handed = { from: string; to: string; reason: string }

/** What somebody was typing is theirs alone: that it goes over says nothing of who has the registration in hand. */
const eventOf = ({ kind, id }: OwnedItem, payload: Handed): AuditEvent =>
  kind === "WORKING_COPY"
    ? { subject: { kind: "registration", id }, type: "copy.handedOver", payload }
    : ({ subject: { kind: SUBJECTS[kind], id }, type: "work.handedOver", payload } as AuditEvent)

async function noteWhole(
  d: OfficeDependencies,
  { from, reason, actor, moved, successors }: All & { moved: number; successors: ReadonlyMap<string, Actor> },
  session: ClientSession,
): Promise<void> {
  const event: AuditEvent = {
    subject: { kind: "user", id: from.id },
    type: "work.handedOver",
    payload: { toIds: [...successors.keys()], items: moved, reason },
  }
  await appendAuditEntries([auditDraft(event, actor, d.clock.now())], session)
}

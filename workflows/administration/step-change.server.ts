import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { ReferenceChangeEvent, type ReferenceChangeEventType } from "#models/reference-change/events.ts"
import {
  findReferenceChanges,
  getReferenceChange,
  saveReferenceChange,
} from "#models/reference-change/reference-change.repository.server.ts"
import type { ReferenceChange } from "#models/reference-change/reference-change.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { InvalidInputError, isOfficeError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { overtaken } from "#workflows/last-change.server.ts"
import type { Action } from "#workflows/permissions.ts"
import { draftRight } from "#workflows/table-rights.ts"
import { changeEffects } from "./change-effects.server.ts"
import { referenceChangeChart } from "./chart.ts"
import { LARGE_EFFECT } from "./effects.ts"
import { assertNoFaults, assertSeen, changeOf, faultsOf, readTableNow } from "./judge-change.server.ts"
import type { ReferenceTable, Secret } from "./reference-table.ts"
import { tableOf } from "./tables/index.server.ts"
import { takeForce } from "./take-force.server.ts"

export const STEP_TYPES = [
  "change.submitted",
  "change.confirmed",
  "change.refused",
  "change.withdrawn",
] as const
export type StepType = (typeof STEP_TYPES)[number]

/** The right to a step; confirming and refusing a law-bearing table is the chief of office's. */
export const rightTo = (type: StepType, table: Pick<ReferenceTable, "id" | "isLaw">): Action => {
  if (type === "change.submitted" || type === "change.withdrawn") return draftRight(table.id)
  return table.isLaw ? "administration.confirmLaw" : "administration.confirm"
}

/**
 * Takes a change a step on. Confirmed by a second person its rows are written in the same commit, judged anew on what stands then;
 * what is dated ahead comes into force on its day, because everything reads by day.
 * @returns passwords that are told this once
 * @throws ForbiddenError, WorkflowRefusedError (also for an author who would confirm), ConcurrentEditError when the change or a row
 * of it is no longer as it was seen, InvalidInputError
 */
export const stepReferenceChange = async (
  d: OfficeDependencies,
  input: {
    changeId: string
    revision: number
    type: StepType
    reason?: string
    moved?: number | null
    actor: Actor
  },
): Promise<Secret[]> => {
  const { changeId, type } = input
  const table = tableOf((await getReferenceChange(changeId)).table)
  const actor = await authorise(d, input.actor, rightTo(type, table), {
    kind: "referenceChange",
    id: changeId,
  })
  const event = eventOf(type, input.reason ?? "")
  if (type === "change.submitted" || type === "change.confirmed") await assertNotHeldBack(d, changeId)
  if (type === "change.confirmed") await assertKnown(d, changeId, input.moved ?? null)
  const secrets = await d.store.inTransaction(async (session) => {
    const change = await getReferenceChange(changeId, session)
    if (change.revision !== input.revision)
      throw await overtaken(
        { kind: "referenceChange", id: changeId },
        {
          message: "Thay đổi này đã khác lúc bạn mở trang; chưa ghi gì của bạn. Tải lại rồi làm lại.",
          currentRevision: change.revision,
        },
        session,
      )
    const step = advance(referenceChangeChart, change.workflow, event, actor, d.clock.now())
    const told = type === "change.confirmed" ? await putInPlace(d, change, session) : []
    await appendAuditEntries([entryOf(step, { kind: "referenceChange", id: changeId }, actor)], session)
    await saveReferenceChange(changeId, change.revision, step.snapshot, session)
    return told
  })
  if (type === "change.confirmed") await takeForceNow(d)
  return secrets
}

/** It is confirmed whatever comes now: what has to wait for somebody else is done by the office's worker. */
async function takeForceNow(d: OfficeDependencies): Promise<void> {
  try {
    await takeForce(d)
  } catch (error) {
    if (!isOfficeError(error)) throw error
  }
}

/** @throws InvalidInputError naming what is under way */
async function assertNotHeldBack(d: OfficeDependencies, changeId: string): Promise<void> {
  const { table, rows } = await getReferenceChange(changeId)
  const faults = (await tableOf(table).heldBack?.(rows, dayOf(d.clock.now()))) ?? []
  assertNoFaults(faults, rows, ({ field }) => (field ? { field } : {}))
}

/** A large effect is known to whoever confirms it: they type its number. */
async function assertKnown(d: OfficeDependencies, changeId: string, moved: number | null): Promise<void> {
  const { total } = await changeEffects(d, await getReferenceChange(changeId))
  if (total < LARGE_EFFECT || moved === total) return
  const message = `Thay đổi này làm chuyển ${formatNumber(total)} mục. Xem danh sách rồi ghi đúng số đó để xác nhận.`
  throw new InvalidInputError(message, [{ field: "moved", message }])
}

function eventOf(type: ReferenceChangeEventType, reason: string): ReferenceChangeEvent {
  const read = ReferenceChangeEvent.safeParse({ type, reason })
  if (read.success) return read.data
  throw new InvalidInputError("Chưa ghi lý do.", [
    { field: "reason", message: read.error.issues[0]?.message ?? "Ghi rõ lý do." },
  ])
}

async function putInPlace(
  d: OfficeDependencies,
  change: ReferenceChange,
  session: ClientSession,
): Promise<Secret[]> {
  const { rows } = change
  await takeTurn("OFFICE_DATA", session)
  if (digestOf(rows) !== change.workflow.context.digest)
    throw new RuleBrokenError(
      "Nội dung thay đổi khác lúc soạn. Không xác nhận được; hãy kiểm tra kho dữ liệu.",
    )
  const table = tableOf(change.table)
  const now = await readTableNow(table, dayOf(d.clock.now()), session)
  assertSeen(now, rows)
  assertNoFaults(faultsOf(now, changeOf(now, rows)), rows, ({ field }) => (field ? { field } : {}))
  await assertNoneOnItsWay(change, session)
  return (await table.write(rows, session, d.clock.now())) ?? []
}

/** What was confirmed and waits for its day is moved first: two changes of one row never wait together. */
async function assertNoneOnItsWay(change: ReferenceChange, session: ClientSession): Promise<void> {
  const keys = new Set(change.rows.map(({ key }) => key))
  const waiting = await findReferenceChanges({ states: ["confirmed"], table: change.table }, 0, session)
  const other = waiting.find(({ rows }) => rows.some(({ key }) => keys.has(key)))
  if (other)
    throw new RuleBrokenError(
      `Dòng này còn thay đổi đã xác nhận, chờ tới ngày ${formatDay(other.effectiveFrom)}. Hãy làm sau ngày đó.`,
    )
}

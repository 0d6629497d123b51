import { randomUUID } from "node:crypto"
import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { ReorganisationPlan } from "#models/reorganisation/plan.ts"
import {
  getReorganisation,
  insertReorganisation,
  saveReorganisation,
} from "#models/reorganisation/reorganisation.repository.server.ts"
import type { Reorganisation } from "#models/reorganisation/reorganisation.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { type ConcurrentEditError, InvalidInputError } from "#models/shared/errors.ts"
import type { FieldConflict } from "#models/shared/field-conflict.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, begin, entryOf } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { overtaken } from "#workflows/last-change.server.ts"
import { reorganisationChart } from "./chart.ts"

/**
 * Writes a new reorganisation down as a draft.
 * @returns its id
 * @throws ForbiddenError, InvalidInputError field by field
 */
export const draftReorganisation = async (
  d: OfficeDependencies,
  { plan: input, actor: asker }: { plan: unknown; actor: Actor },
): Promise<string> => {
  const id = randomUUID()
  const actor = await authorise(d, asker, "reorganisation.draft", { kind: "reorganisation", id })
  const plan = readPlan(input)
  const at = d.clock.now()
  const event = { type: "plan.saved" as const, planDigest: digestOf(plan) }
  const step = advance(reorganisationChart, begin(reorganisationChart), event, actor, at)
  await d.store.inTransaction(async (session) => {
    await insertReorganisation(
      { id, createdAt: at, plan, table: null, workflow: step.snapshot, revision: 1 },
      session,
    )
    await appendAuditEntries([entryOf(step, { kind: "reorganisation", id }, actor)], session)
  })
  return id
}

/**
 * Changes the plan of a draft.
 * @throws ForbiddenError, InvalidInputError, ConcurrentEditError when it was changed since `revision`, WorkflowRefusedError once submitted
 */
export const changePlan = async (
  d: OfficeDependencies,
  input: {
    id: string
    revision: number
    change: (act: Reorganisation) => unknown
    /** Where what somebody else saved meanwhile differs from what the form was filled in on. */
    differences?: (act: Reorganisation) => Overtaken
    /** What becomes of a table that was sent; missing: it stays. */
    table?: Reorganisation["table"]
    actor: Actor
  },
): Promise<void> => {
  const { id, revision, change, differences } = input
  const actor = await authorise(d, input.actor, "reorganisation.draft", { kind: "reorganisation", id })
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const act = await getReorganisation(id, session)
    if (act.revision !== revision) throw await changedMeanwhile(act, differences?.(act), session)
    const plan = readPlan(change(act))
    const event = { type: "plan.saved" as const, planDigest: digestOf(plan) }
    const step = advance(reorganisationChart, act.workflow, event, actor, at)
    const table = input.table === undefined ? {} : { table: input.table }
    await saveReorganisation(id, revision, { plan, workflow: step.snapshot, ...table }, session)
    await appendAuditEntries([entryOf(step, { kind: "reorganisation", id }, actor)], session)
  })
}

/** What differs by now, and what the form was made on. */
export type Overtaken = {
  lines: FieldConflict[]
  made?: { on: Record<string, string>; against: Record<string, string> }
}

/** Whose change overtook a form of the act, and what it did. */
export const changedMeanwhile = (
  act: Reorganisation,
  differs?: Overtaken,
  session: ClientSession | null = null,
): Promise<ConcurrentEditError> =>
  overtaken(
    { kind: "reorganisation", id: act.id },
    {
      message: "Phương án đã khác lúc bạn mở trang; chưa ghi gì của bạn.",
      currentRevision: act.revision,
      ...differs,
    },
    session,
  )

/** @throws InvalidInputError naming each field */
function readPlan(input: unknown): ReorganisationPlan {
  const parsed = ReorganisationPlan.safeParse(input)
  if (parsed.success) return parsed.data
  throw new InvalidInputError(
    "Phương án chưa hợp lệ. Sửa các chỗ được nêu rồi lưu lại.",
    parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message })),
  )
}

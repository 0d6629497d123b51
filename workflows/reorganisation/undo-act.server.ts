import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { getReorganisation } from "#models/reorganisation/reorganisation.repository.server.ts"
import type { Reorganisation } from "#models/reorganisation/reorganisation.ts"
import { addDays, dayOf } from "#models/shared/dates.ts"
import { canonicalJson } from "#models/shared/digest.server.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findStorePurpose } from "#models/store-purpose/store-purpose.repository.server.ts"
import { findOpenRecovery } from "#models/store-recovery/store-recovery.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { ownerlessOn } from "./core/ownerless.ts"
import { undoPatches } from "./core/world.ts"
import { changedMeanwhile } from "./draft-plan.server.ts"
import { readWorld } from "./read-world.server.ts"
import { writtenPatches } from "./reckon-act.server.ts"
import { takeActStep } from "./step-act.server.ts"

/**
 * Begins to undo an act that is in force: only in training or on a restored copy, and only where nothing rests on it yet. The
 * duty carries it out, piece by piece, the last first.
 * @throws ForbiddenError, RuleBrokenError with what rests on it, InvalidInputError, ConcurrentEditError
 */
export const undoReorganisation = async (
  d: OfficeDependencies,
  input: { id: string; revision: number; reason: string; actor: Actor },
): Promise<void> => {
  const { id, revision, reason } = input
  const actor = await authorise(d, input.actor, "reorganisation.confirm", { kind: "reorganisation", id })
  if (reason.trim().length < 5)
    throw new InvalidInputError("Chưa ghi lý do.", [
      { field: "reason", message: "Ghi rõ lý do (ít nhất 5 ký tự)." },
    ])
  const act = await getReorganisation(id)
  if (act.revision !== revision) throw await changedMeanwhile(act)
  const why = await whyNotUndo(act)
  if (why.length > 0)
    throw new RuleBrokenError(`Không hoàn lại được: ${why.slice(0, 5).join("; ")}.`, { list: why })
  await d.store.inTransaction((session) =>
    takeActStep(d, act, { type: "undoing.begun", reason: reason.trim() }, actor, session),
  )
}

/** What stands against undoing an act that is in force, in words; empty when it can be undone. */
export const whyNotUndo = async (act: Reorganisation): Promise<string[]> => {
  if (act.workflow.value !== "inForce") return ["việc sắp xếp chưa có hiệu lực"]
  const isCopy = (await findStorePurpose()) === "TRAINING" || (await findOpenRecovery()) !== null
  if (!isCopy)
    return [
      "đã đến ngày hiệu lực; sau ngày đó chỉ hoàn lại trên bản phục hồi, còn lại phải có quyết định sắp xếp mới",
    ]
  return whatRestsOn(act)
}

async function whatRestsOn({ id, plan, workflow }: Reorganisation): Promise<string[]> {
  const since = dayOf(new Date(workflow.context.inForce?.at ?? 0))
  const opened = (await findCampaigns(null, { withPlanned: true })).filter(
    ({ openedOn }) => openedOn >= since,
  )
  const issued = (await findIssuedEditions()).filter(({ decision }) => decision.day >= plan.day)
  const written = await writtenPatches(id)
  const now = await readWorld()
  const changed = written.filter(({ table, key, after }) => {
    // A service that ended is not among those offered now.
    if (table === "services" && after?.active === false) return false
    return text(now.tables[table].get(key)) !== text(after)
  })
  const newUnits = new Set(plan.newUnits.map((unit) => unit.id))
  const resting = ownerlessOn(undoPatches(now, written), addDays(plan.day, -1)).filter(({ owner }) =>
    newUnits.has(owner),
  )
  return [
    ...opened.map(({ name }) => `đợt «${name}» đã mở sau đó`),
    ...issued.map(({ editionId }) => `danh mục ${editionId} đã ban hành sau đó`),
    ...(changed.length > 0
      ? [`${formatNumber(changed.length)} mục đã đổi từ khi chuyển (${changed[0]?.key}…)`]
      : []),
    ...(resting.length > 0 ? [`${formatNumber(resting.length)} mục đã gắn với đơn vị mới`] : []),
  ]
}

const text = (row: unknown): string => canonicalJson(row ? JSON.parse(JSON.stringify(row)) : null)

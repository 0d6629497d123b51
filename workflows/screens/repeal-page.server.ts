import { entryNameInText } from "#models/catalogue-edition/entry-name.ts"
import { type ActEffect, actEffect } from "#models/catalogue-edition/figures/act-effect.ts"
import { countOfAct } from "#models/outbox/outbox.repository.server.ts"
import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { findPlannedRepeals } from "#models/procedure-repeal/planned-repeal.repository.server.ts"
import type { PlannedRepeal } from "#models/procedure-repeal/planned-repeal.ts"
import { findRepeals } from "#models/procedure-repeal/procedure-repeal.repository.server.ts"
import type { ProcedureRepeal } from "#models/procedure-repeal/procedure-repeal.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { onlineAmong } from "#workflows/delivery/messages-for-repeal.ts"
import { digestOfRepeal, repealEffect, rowsTouched } from "#workflows/intake/repeal-effect.server.ts"
import { type RepealDependencies, rightToRepeal } from "#workflows/intake/repeal-procedure.server.ts"
import { isAllowed } from "#workflows/permissions.ts"

/** What the repeal of a procedure would end, before it is recorded. */
export type RepealPreview = {
  procedureName: string
  /** Rows in force. */
  rows: { serviceCode: string; name: string; unit: string; level: ServiceLevel; decision: string }[]
  /** Registrations that are still being decided. */
  open: number
  /** Services no further review takes up. */
  services: number
  /** Service portals with how many records each withdraws. */
  portals: { name: string; records: number }[]
  mayRecord: boolean
  /** The rows in force as every act after publication shows them, and a digest over all it ends. */
  effect: ActEffect
  seenEffect: string
}

export type RecordedRepeal = Pick<
  ProcedureRepeal,
  "id" | "code" | "procedureName" | "kind" | "decision" | "effectiveOn" | "byName"
> & {
  at: Date
  services: number
  /** Records told to the portals, and how many of them were read back there. */
  told: { total: number; live: number }
}

export type RepealPage = {
  /** Of the code that was asked for; null where none was, or the register does not know it. */
  preview: RepealPreview | null
  isUnknown: boolean
  repeals: RecordedRepeal[]
  /** Recorded ahead of their day, the earliest first; what was undone stays readable. */
  planned: PlannedRepealLine[]
}

export type PlannedRepealLine = Pick<
  PlannedRepeal,
  "id" | "code" | "procedureName" | "kind" | "decision" | "effectiveOn" | "at" | "state" | "refusal"
> & { byName: string; undone: { byName: string; reason: string } | null; mayUndo: boolean }

/** Repeals of procedures, and the effect of one before it is recorded. @throws ForbiddenError */
export const getRepealPage = async (
  d: RepealDependencies,
  { code, actor }: { code: string; actor: Actor },
): Promise<RepealPage> => {
  await authorise(d, actor, "register.view", { kind: "procedure", id: code || "*" })
  const preview = code ? await previewOf(d, code, actor) : null
  const repeals: RecordedRepeal[] = []
  for (const { rows, ...repeal } of await findRepeals())
    repeals.push({
      id: repeal.id,
      code: repeal.code,
      procedureName: repeal.procedureName,
      kind: repeal.kind,
      decision: repeal.decision,
      effectiveOn: repeal.effectiveOn,
      byName: repeal.byName,
      at: repeal.at,
      services: rows.length,
      told: await countOfAct({ kind: "REPEAL", id: repeal.id }),
    })
  return {
    preview,
    isUnknown: code !== "" && preview === null,
    repeals,
    planned: await plannedLines(d, actor),
  }
}

async function plannedLines(d: RepealDependencies, actor: Actor): Promise<PlannedRepealLine[]> {
  const today = dayOf(d.clock.now())
  const plans = (await findPlannedRepeals()).filter(({ state }) => state !== "CARRIED_OUT")
  return plans.map(({ by, undone, revision: _, ...plan }) => ({
    ...plan,
    byName: by.name,
    undone: undone && { byName: undone.byName, reason: undone.reason },
    mayUndo: plan.state === "WAITING" && plan.effectiveOn > today && isAllowed(actor, "procedure.repeal"),
  }))
}

/** The rows in force that a repeal would end, for a file. @throws ForbiddenError */
export const getRepealLists = async (
  d: RepealDependencies,
  { code, actor }: { code: string; actor: Actor },
): Promise<ActEffect> => {
  await authorise(d, actor, "register.view", { kind: "procedure", id: code || "*" })
  return actEffect(rowsTouched(await repealEffect(code, dayOf(d.clock.now()))))
}

async function previewOf(d: RepealDependencies, code: string, actor: Actor): Promise<RepealPreview | null> {
  const [snapshot] = await findCurrentSnapshots([code])
  if (!snapshot) return null
  const today = dayOf(d.clock.now())
  const ended = await repealEffect(code, today)
  const { rows, registrations, services } = ended
  const online = onlineAmong(rows)
  return {
    procedureName: snapshot.procedure.name,
    rows: rows.map(({ row: { entry, standsOn } }) => ({
      serviceCode: entry.serviceCode,
      name: entryNameInText(entry),
      unit: entry.unit.name,
      level: entry.level,
      decision: standsOn.number,
    })),
    open: registrations.filter(({ workflow }) => workflow.context.announcement === null).length,
    services: services.length,
    portals: (await d.reference.portalTargetsOn(today))
      .filter(({ record }) => record !== "DATASET")
      .map(({ name }) => ({ name, records: online })),
    mayRecord: isAllowed(actor, rightToRepeal(rows.length)),
    effect: actEffect(rowsTouched(ended)),
    seenEffect: digestOfRepeal(ended),
  }
}

import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { getPlan } from "#models/plan/kept-plan.repository.server.ts"
import { planNameOf } from "#models/plan/kept-plan.ts"
import type { PlanColumn } from "#models/plan/plan-column.ts"
import type { TaskRow } from "#models/plan/plan-content.ts"
import { FAULT_LABELS } from "#models/plan/plan-fault.ts"
import { type TaskWay, usualWay } from "#models/plan/task-way.ts"
import { findUnitExpressions } from "#models/reference/reference.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { type Directory, expandUnits } from "#workflows/plan/expand-units.ts"
import { dueInWords } from "#workflows/plan-reading/due-in-words.ts"
import { taskOf } from "#workflows/plan-reading/read-plan.ts"

/** How a row was understood: its deadline in words, the units that its words name on the day, and words that name none. */
export type Understood = {
  due: string
  leads: { names: string[]; vague: string[] }
  coordinating: { names: string[]; vague: string[] }
  /** Figures it is to reach. */
  targets: { percent: number; of: string }[]
}

export type DraftTask = {
  place: string
  part: string
  cells: Record<PlanColumn, string>
  way: Omit<TaskWay, "place">
  understood: Understood
  /** What is wrong with it and not answered yet. */
  faults: { id: string; label: string; found: string; proposed: string }[]
}

export type PlanDraftPage = {
  plan: {
    id: string
    name: string
    title: string
    version: number
    endsOn: IsoDay
    revision: number
    isDraft: boolean
  }
  parts: { number: string; heading: string; tasks: DraftTask[] }[]
  /** Tasks of a part that has no heading. */
  loose: DraftTask[]
  unanswered: number
  /** Groups of units that may be named in place of each of them. */
  groups: string[]
}

type Reading = Directory & { day: IsoDay; names: ReadonlyMap<string, string> }

const readingOn = async (day: IsoDay): Promise<Reading> => {
  const agencies = await findAgencies()
  return {
    agencies,
    expressions: await findUnitExpressions(),
    day,
    names: new Map(agencies.map((agency) => [agency.id, agencyNameOn(agency, day)])),
  }
}

function understood(row: TaskRow, { names, day, ...directory }: Reading): Understood {
  const { due, leads, coordinating, targets } = taskOf(row)
  const unitsOf = (written: readonly string[]) => {
    const { agencyIds, vague } = expandUnits(written, directory, day)
    return { names: agencyIds.map((id) => names.get(id) ?? id), vague }
  }
  return { due: dueInWords(due), leads: unitsOf(leads), coordinating: unitsOf(coordinating), targets }
}

/** A draft as it is written: parts with their tasks, each with how it is read and what is wrong with it. @throws ForbiddenError, NotFoundError */
export const getPlanDraftPage = async (
  d: OfficeDependencies,
  { id, actor }: { id: string; actor: Actor },
): Promise<PlanDraftPage> => {
  await authorise(d, actor, "plan.draft", { kind: "plan", id })
  const plan = await getPlan(id)
  const reading = await readingOn(plan.issuedOn ?? dayOf(d.clock.now()))
  const open = plan.faults.filter(({ answer }) => answer === null)
  const tasks = plan.content.rows.map((row): DraftTask => {
    const { place: _, ...way } = plan.ways.find(({ place }) => place === row.place) ?? usualWay(row.place)
    return {
      place: row.place,
      part: row.part,
      cells: row.cells,
      way,
      understood: understood(row, reading),
      faults: open
        .filter(({ target }) => target?.in === "TASK" && target.place === row.place)
        .map(({ id: faultId, kind, found, proposed }) => ({
          id: faultId,
          label: FAULT_LABELS[kind],
          found,
          proposed,
        })),
    }
  })
  const known = new Set(plan.content.parts.map(({ number }) => number))
  return {
    plan: {
      id: plan.id,
      name: planNameOf(plan),
      title: plan.title,
      version: plan.version,
      endsOn: plan.endsOn,
      revision: plan.revision,
      isDraft: plan.workflow.value === "drafting",
    },
    parts: plan.content.parts.map(({ number, heading }) => ({
      number,
      heading,
      tasks: tasks.filter(({ part }) => part === number),
    })),
    loose: tasks.filter(({ part }) => !known.has(part)),
    unanswered: open.length,
    groups: [...new Set(reading.expressions.map(({ expression }) => expression))],
  }
}

/** How a task that is being written would be read, before it is saved. @throws ForbiddenError */
export const readTyped = async (
  d: OfficeDependencies,
  { id, cells, actor }: { id: string; cells: Record<PlanColumn, string>; actor: Actor },
): Promise<Understood> => {
  await authorise(d, actor, "plan.draft", { kind: "plan", id })
  return understood({ place: "", part: "", cells }, await readingOn(dayOf(d.clock.now())))
}

import type { Agency } from "#models/agency/agency.ts"
import type { ReorganisationPlan } from "#models/reorganisation/plan.ts"
import { addDays, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { BY_FIELD, END_ROLES, Questions, questionId } from "./questions.ts"
import { rowsOf, type World } from "./world.ts"

/** What the parts of the rules share: the world before, the plan, its days, and who comes after whom. */
export type Reckoning = {
  world: World
  plan: ReorganisationPlan
  day: IsoDay
  eve: IsoDay
  questions: Questions
  /** Units that are there on the eve and no more on the day, by the act or as was entered before. */
  ends: (agencyId: string) => boolean
  /** Units after it, as the plan says, else as was entered before. */
  successorsOf: (agencyId: string) => string[]
  /** The unit itself while it goes on, its one successor, or the one a person chose; null while that is open. */
  receiverOf: (agencyId: string, hanging: string) => string | typeof BY_FIELD | null
  /** Where its people go: null while that is open, `END` where their roles end. */
  rolesGoTo: (agencyId: string, hanging: string) => string | typeof END_ROLES | null
  /** The unit that stands for this one on the eve, after mergers of before; null where none does. */
  onEve: (agencyId: string) => string | null
}

export const reckon = (world: World, plan: ReorganisationPlan): Reckoning => {
  const { day } = plan
  const eve = addDays(day, -1)
  const questions = new Questions(plan.answers)
  const agencies = world.tables.agencies
  const planned = Map.groupBy(plan.successions, ({ fromId }) => fromId)
  const stays = new Set(
    plan.successions.filter(({ fromId, toId }) => fromId === toId).map(({ fromId }) => fromId),
  )
  const ended = new Set([
    ...[...planned.keys()].filter((id) => !stays.has(id)),
    ...plan.abolished.map(({ agencyId }) => agencyId),
    ...rowsOf(world, "agencies")
      .filter((agency) => plan.endedLevels.includes(agency.adminLevel) && isValidOn(agency, eve))
      .map(({ id }) => id),
  ])
  const isOnDay = (id: string): boolean => {
    if (ended.has(id)) return false
    const agency = agencies.get(id)
    return agency ? isValidOn(agency, day) : plan.newUnits.some((unit) => unit.id === id)
  }
  const ends = (id: string): boolean => !isOnDay(id)
  const successorsOf = (id: string): string[] => {
    const rows = planned.get(id)
    if (rows) return [...new Set(rows.map(({ toId }) => toId))]
    return (agencies.get(id)?.successorIds ?? []).filter(isOnDay)
  }
  const isPartial = (id: string): boolean => (planned.get(id) ?? []).some(({ extent }) => extent === "PART")

  /** Its one successor, else the answer to the question of that kind, else the question is raised. */
  const chosen = (kind: "RECEIVER" | "ROLES", id: string, hanging: string, suggested: string | null) => {
    const after = successorsOf(id)
    const answer = questions.answer(questionId(kind, id))
    if (answer === BY_FIELD || answer === END_ROLES || (answer !== null && isOnDay(answer))) return answer
    const [only] = after
    if (only !== undefined && after.length === 1 && !isPartial(id)) return only
    return questions.ask({ kind, about: id, options: after, suggested }, hanging)
  }
  return {
    world,
    plan,
    day,
    eve,
    questions,
    ends,
    successorsOf,
    receiverOf: (id, hanging) =>
      isOnDay(id) && !isPartial(id)
        ? id
        : chosen("RECEIVER", id, hanging, successorsOf(id).length === 0 ? BY_FIELD : null),
    rolesGoTo: (id, hanging) => {
      if (isOnDay(id)) return id
      const receiver = questions.answer(questionId("RECEIVER", id))
      const suggested = receiver && receiver !== BY_FIELD ? receiver : null
      return chosen("ROLES", id, hanging, suggested ?? (successorsOf(id).length === 0 ? END_ROLES : null))
    },
    onEve: (id) => standingOn(agencies, id, eve),
  }
}

/** The agency itself while it is valid on the day, else the first along its successors that is. */
function standingOn(agencies: ReadonlyMap<string, Agency>, agencyId: string, day: IsoDay): string | null {
  const waiting = [agencyId]
  for (const id of waiting) {
    const agency = agencies.get(id)
    if (agency && isValidOn(agency, day)) return id
    waiting.push(...(agency?.successorIds ?? []).filter((next) => !waiting.includes(next)))
  }
  return null
}

import type { ReorganisationPlan } from "#models/reorganisation/plan.ts"
import { isValidOn } from "#models/shared/dates.ts"
import type { InputIssue } from "#models/shared/errors.ts"
import { type Figures, figuresOn } from "./figures.ts"
import { type Reckoning, reckon } from "./heirs.ts"
import { moveAgencies } from "./move-agencies.ts"
import { moveDirectory } from "./move-directory.ts"
import { moveIssuing, movePortals, moveTemplates } from "./move-issuing.ts"
import { moveCapacities, movePeople } from "./move-people.ts"
import { moveRegisterChanges } from "./move-register-changes.ts"
import { moveRegistrations, moveServices } from "./move-services.ts"
import { moveWebsites } from "./move-websites.ts"
import { type Ownerless, ownerlessOn } from "./ownerless.ts"
import { planFaults } from "./plan-faults.ts"
import { CARRY, type Question, questionId } from "./questions.ts"
import { applyPatches, directoryOf, type Patch, rowsOf, type World } from "./world.ts"

/** What a plan comes to: what it moves, what has to be answered first, what would be left without an owner. */
export type Outcome = {
  faults: InputIssue[]
  moves: Patch[]
  questions: Question[]
  ownerless: Ownerless[]
  /** Services that end, with the reason, and where they went. */
  endedServices: { id: string; why: string }[]
  /** Agencies that have services and nobody who could propose or sign off, on the day. */
  unmanned: string[]
  before: Figures
  after: Figures
  worldAfter: World
}

/**
 * Works a reorganisation out on a copy of the office: the moves, the open questions, and the figures on the eve and on the day.
 * Pure; the same for the preview and for the act. Nothing is guessed: what the rules do not decide is a question.
 */
export const planMoves = (world: World, plan: ReorganisationPlan): Outcome => {
  const r = reckon(world, plan)
  const faults = planFaults(world, plan)
  const moves = faults.length > 0 ? [] : allMoves(r, world)
  if (faults.length === 0) {
    askOfParts(r)
    askOfFrozen(r)
  }
  const worldAfter = applyPatches(world, moves)
  return {
    faults,
    moves,
    questions: r.questions.open(),
    ownerless: faults.length > 0 ? [] : ownerlessOn(worldAfter, r.day),
    endedServices: moves.flatMap(({ table, key, before, after, why }) =>
      table === "services" && before?.active && after?.active === false ? [{ id: key, why }] : [],
    ),
    unmanned: unmannedOn(worldAfter, r.day),
    before: figuresOn(world, r.eve),
    after: figuresOn(worldAfter, r.day),
    worldAfter,
  }
}

function allMoves(r: Reckoning, world: World): Patch[] {
  const directory = [...moveAgencies(r), ...moveDirectory(r)]
  const after = directoryOf(applyPatches(world, directory))
  const { patches: services, mergedInto } = moveServices(r, after)
  const people = movePeople(r)
  const issuing = moveIssuing(r)
  const moved = applyPatches(world, [...people, ...services])
  const capacities = moveCapacities(r, moved.tables.people)
  const registrations = moveRegistrations(r, moved.tables.services, mergedInto)
  const templates = moveTemplates(r, [...directory, ...issuing])
  const portals = movePortals(r)
  const websites = moveWebsites(r)
  const changes = moveRegisterChanges(r, moved.tables.services)
  return [
    ...directory,
    ...issuing,
    ...templates,
    ...portals,
    ...websites,
    ...capacities,
    ...people,
    ...services,
    ...registrations,
    ...changes,
  ]
}

/** A part of a unit has no single successor: each is decided by hand, also where nothing hangs on it today. */
function askOfParts(r: Reckoning): void {
  for (const { fromId, extent } of r.plan.successions) if (extent === "PART") r.receiverOf(fromId, "")
}

/** A catalogue under way is issued before, sent back to be frozen anew, or carried over by decision: it is never merely passed by. */
function askOfFrozen(r: Reckoning): void {
  for (const { id } of r.world.frozen)
    if (r.questions.answer(questionId("FROZEN", id)) !== CARRY)
      r.questions.ask({ kind: "FROZEN", about: id, options: [CARRY], suggested: null }, "danh mục đã chốt")
}

const PROPOSING = ["SPECIALIST", "UNIT_HEAD"]

function unmannedOn(world: World, day: string): string[] {
  const proposers = new Set(
    rowsOf(world, "services").flatMap((one) => (one.active ? [one.proposingAgencyId] : [])),
  )
  const manned = new Set(
    rowsOf(world, "people").flatMap(({ assignments }) =>
      assignments
        .filter((one) => PROPOSING.includes(one.role) && isValidOn(one, day))
        .map((one) => one.agencyId),
    ),
  )
  return [...proposers].filter((id) => !manned.has(id)).sort()
}

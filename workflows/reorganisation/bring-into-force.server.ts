import type { ClientSession } from "mongoose"
import { beatLongAct, endLongAct } from "#models/long-act/long-act.repository.server.ts"
import type { LongAct } from "#models/long-act/long-act.ts"
import { REORGANISING } from "#models/long-act/register-turn.server.ts"
import type { ReorganisationEvent } from "#models/reorganisation/events.ts"
import {
  findReorganisations,
  findWrittenPieces,
  getReorganisation,
  insertWrittenPiece,
  removeWrittenPiece,
} from "#models/reorganisation/reorganisation.repository.server.ts"
import type { Reorganisation } from "#models/reorganisation/reorganisation.ts"
import { dayOf } from "#models/shared/dates.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import { readTurn, takeTurn } from "#models/turn/turn.repository.server.ts"
import type { EditionDependencies } from "#workflows/campaign/dependencies.ts"
import { aliveAt, beginAct, inPieces, MOVES_PIECE } from "#workflows/long-act/pieces.server.ts"
import { isRecoveryOpen } from "#workflows/recovery-guard.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { keptPatches, type Patch, TABLES } from "./core/world.ts"
import { type ReckonedAct, reckonAct } from "./reckon-act.server.ts"
import { takeActStep } from "./step-act.server.ts"
import { WHOLE_TABLES, writePatches } from "./write-patches.server.ts"

/** Registrations write their step into the log as well. */
const REGISTRATIONS_PIECE = 150

/**
 * Carries out what was confirmed and whose day has come, and what is to be undone; goes on with what a killed process left
 * behind. Worked out anew on the office as it stands that day. What has an open question by then waits for a person.
 * @returns how many acts were finished
 */
export const carryOutReorganisations = async (d: EditionDependencies): Promise<number> => {
  // What the office did since a backup may hold the act already; undoing it is what a restored copy is for.
  const isRestored = await isRecoveryOpen()
  const today = dayOf(d.clock.now())
  const due = (await findReorganisations()).filter(
    ({ plan, workflow: { value } }) =>
      value === "undoing" ||
      (!isRestored && (value === "takingForce" || (value === "confirmed" && plan.day <= today))),
  )
  let finished = 0
  for (const act of due.sort((a, b) => (a.plan.day < b.plan.day ? -1 : 1))) {
    try {
      const isDone = act.workflow.value === "undoing" ? await goBack(d, act) : await goForward(d, act)
      if (isDone) finished += 1
    } catch (error) {
      // Somebody else is at it, or changed a row meanwhile: the next round reads anew.
      if (!isOfficeError(error) || error.code !== "CONCURRENT_EDIT") throw error
    }
  }
  return finished
}

/** Whether an act whose day has come may go on by itself: nothing came up since it was confirmed. */
export const isReady = ({ outcome, faults }: Pick<ReckonedAct, "outcome" | "faults">): boolean =>
  faults.length === 0 && outcome.questions.length === 0 && outcome.ownerless.length === 0

async function goForward(d: EditionDependencies, due: Reorganisation): Promise<boolean> {
  const reckoned = await reckonAct(due)
  if (!isReady(reckoned)) return false
  const { long, act } = await begin(d, due, { type: "force.begun" })
  const done = new Set(reckoned.written.map(idOf))
  const pieces = piecesOf(reckoned.outcome.moves.filter((patch) => !done.has(idOf(patch))))
  const before = (await findWrittenPieces(act.id)).length
  for (const [index, patches] of pieces.entries())
    await d.store.inTransaction(async (session) => {
      await beat(d, long, { done: index + 1, total: pieces.length }, session)
      const writing = { act: act.id, day: act.plan.day, actor: SYSTEM_ACTOR, at: d.clock.now(), back: false }
      await writePatches(patches, writing, session)
      const number = before + index + 1
      const id = `${act.id}:${String(number).padStart(4, "0")}`
      const kept = JSON.parse(JSON.stringify(patches)) as unknown[]
      await insertWrittenPiece({ id, reorganisationId: act.id, number, patches: kept }, session)
    })
  await finish(d, long, act, { type: "force.taken", moves: reckoned.outcome.moves.length })
  return true
}

async function goBack(d: EditionDependencies, due: Reorganisation): Promise<boolean> {
  const { long, act } = await begin(d, due, null)
  const pieces = (await findWrittenPieces(act.id)).reverse()
  for (const [index, { id, patches }] of pieces.entries())
    await d.store.inTransaction(async (session) => {
      await beat(d, long, { done: index + 1, total: pieces.length }, session)
      const writing = { act: act.id, day: act.plan.day, actor: SYSTEM_ACTOR, at: d.clock.now(), back: true }
      await writePatches(keptPatches(patches).reverse(), writing, session)
      await removeWrittenPiece(id, session)
    })
  const moves = act.workflow.context.inForce?.moves ?? 0
  await finish(d, long, act, { type: "undoing.done", moves })
  return true
}

/** Takes the turn of whoever changes the register and the campaigns, and says that it is at work. */
async function begin(
  d: EditionDependencies,
  due: Reorganisation,
  event: ReorganisationEvent | null,
): Promise<{ long: LongAct; act: Reorganisation }> {
  const turns = { campaigns: await readTurn("CAMPAIGNS"), register: await readTurn("REGISTER") }
  return d.store.inTransaction(async (session) => {
    await takeTurn("CAMPAIGNS", session, turns.campaigns)
    await takeTurn("REGISTER", session, turns.register)
    const at = d.clock.now()
    const asked = {
      campaignId: `reorganisation:${due.id}`,
      kind: REORGANISING,
      by: SYSTEM_ACTOR,
      at,
      input: {},
    }
    const long = await beginAct(d, asked, session)
    const now = await getReorganisation(due.id, session)
    const isBegun = event === null || now.workflow.value === "takingForce"
    return { long, act: isBegun ? now : await takeActStep(d, now, event, SYSTEM_ACTOR, session) }
  })
}

const beat = (
  d: EditionDependencies,
  long: LongAct,
  progress: Pick<LongAct, "done" | "total">,
  session: ClientSession,
) => beatLongAct(long, { ...progress, beatAt: aliveAt(d) }, session)

async function finish(
  d: EditionDependencies,
  long: LongAct,
  act: Reorganisation,
  event: ReorganisationEvent,
): Promise<void> {
  await d.store.inTransaction(async (session) => {
    await takeTurn("REGISTER", session)
    await takeActStep(d, await getReorganisation(act.id, session), event, SYSTEM_ACTOR, session)
    await endLongAct(long, session)
  })
}

const idOf = ({ table, key }: Patch): string => `${table}|${key}`

/** By table in the order they refer to each other; rows of a table that is one document go together. */
function piecesOf(moves: readonly Patch[]): Patch[][] {
  const whole = moves.filter(({ table }) => WHOLE_TABLES.has(table))
  const byTable = Map.groupBy(
    moves.filter(({ table }) => !WHOLE_TABLES.has(table)),
    ({ table }) => table,
  )
  const pieces = TABLES.flatMap((table) =>
    inPieces(byTable.get(table) ?? [], table === "registrations" ? REGISTRATIONS_PIECE : MOVES_PIECE),
  )
  return whole.length > 0 ? [...pieces.slice(0, 1), whole, ...pieces.slice(1)] : pieces
}

import type { ClientSession } from "mongoose"
import { findUnitDirectory } from "#models/agency/agency.repository.server.ts"
import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import { endLongAct, findLongActs } from "#models/long-act/long-act.repository.server.ts"
import type { LongAct } from "#models/long-act/long-act.ts"
import { IMPORTING, OPENING, REGISTER_ACT, UNDOING } from "#models/long-act/register-turn.server.ts"
import { insertImportMoves } from "#models/procedure/import-moves.repository.server.ts"
import type { ImportMove } from "#models/procedure/import-moves.ts"
import type { ImportReport } from "#models/procedure/import-report.ts"
import type { ProcedureSnapshot } from "#models/procedure/procedure.ts"
import {
  findCurrentHashes,
  findCurrentSnapshots,
  findSnapshotsByHash,
  keepContents,
  type NewSnapshot,
} from "#models/procedure/procedure-snapshot.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { noteVanished } from "#workflows/intake/note-changes.server.ts"
import {
  beginAct,
  inPieces,
  type LongActDependencies,
  MOVES_PIECE,
  PIECE,
  type Piece,
  underWay,
  writePieces,
} from "#workflows/long-act/pieces.server.ts"
import { forKeeping, keepReport } from "./keep-report.server.ts"
import { type Planned, planWrites, type WriteCounts, writeRegister } from "./write-register.server.ts"

type Content = Pick<ProcedureSnapshot, "code" | "hash">

/** What of an import is kept until it is through: enough to go on with it in another process. */
type AskedImport = {
  report: ImportReport
  contents: Content[]
  vanished: string[]
}

export type ToTake = {
  report: Omit<ImportReport, keyof WriteCounts | "outcome">
  snapshots: readonly NewSnapshot[]
  vanished: readonly ProcedureSnapshot[]
  directory: UnitDirectory
  doer: Partial<Pick<Actor, "name" | "onBehalfOf">>
  /** Asked within the transaction that decides: whether what the list was laid over is there still. */
  assertStands(session: ClientSession): Promise<void>
}

/**
 * Takes judged procedures into the register. Their contents are kept first, where no list shows them; one small transaction then
 * decides that they are taken, and from there on all of them will be: each piece puts some procedures in force with their services
 * and changes, the last keeps the report. Until it is through nothing that rests on the whole register is begun.
 * @throws ConcurrentEditError while a review is being opened or another list taken in
 */
export const takeIntoRegister = async (
  d: LongActDependencies,
  { report, snapshots, vanished, directory, doer, assertStands }: ToTake,
): Promise<ImportReport> => {
  for (const part of inPieces(snapshots, MOVES_PIECE))
    await d.store.inTransaction((session) => keepContents(part, session))
  const by: Actor = { name: report.by, ...doer, id: report.by, assignments: [] }
  const taken = { importId: report.id, at: report.at }
  const { act, plan, asked } = await d.store.inTransaction(async (session) => {
    await takeTurn("REGISTER", session)
    await assertNobodyElse(report.id, session)
    await assertStands(session)
    const plan = await planWrites(snapshots, directory, taken, session)
    await insertImportMoves(report.id, await movesOf(snapshots, session), session)
    const asked: AskedImport = {
      report: forKeeping({ ...report, ...plan.counts, outcome: "TAKEN" }),
      contents: snapshots.map(({ code, hash }) => ({ code, hash })),
      vanished: vanished.map(({ code }) => code),
    }
    return { act: await begin(d, by, report.at, asked, session), plan, asked }
  })
  const contents = new Map(snapshots.map((snapshot) => [snapshot.code, snapshot]))
  const read = async (codes: readonly string[]) => codes.flatMap((code) => contents.get(code) ?? [])
  return finish(d, act, asked, { plan, directory, read })
}

/** Goes on with an import that was left behind in the middle. */
export const goOnTaking = async (d: LongActDependencies, left: LongAct): Promise<ImportReport> => {
  const asked = left.input as AskedImport
  const directory = await d.store.inTransaction((session) => findUnitDirectory(session))
  if (!directory) throw new Error("the register has procedures and no agencies")
  const hashes = new Map(asked.contents.map(({ code, hash }) => [code, hash]))
  const read = async (codes: readonly string[], session: ClientSession) => {
    const found = await findSnapshotsByHash(
      codes.flatMap((code) => hashes.get(code) ?? []),
      session,
    )
    return found.filter(({ code, hash }) => hashes.get(code) === hash)
  }
  const taken = { importId: asked.report.id, at: asked.report.at }
  const { act, plan } = await d.store.inTransaction(async (session) => {
    const act = await begin(d, left.by, left.at, asked, session)
    const contents = await read([...hashes.keys()], session)
    return { act, plan: await planWrites(contents, directory, taken, session) }
  })
  return finish(d, act, asked, { plan, directory, read })
}

const begin = (
  d: LongActDependencies,
  by: Actor,
  at: Date,
  input: AskedImport,
  session: ClientSession,
): Promise<LongAct> => beginAct(d, { campaignId: REGISTER_ACT, kind: IMPORTING, by, at, input }, session)

/** What is put in force in place of what, for whoever undoes it. */
async function movesOf(snapshots: readonly Content[], session: ClientSession): Promise<ImportMove[]> {
  const inForce = await findCurrentHashes(
    snapshots.map(({ code }) => code),
    session,
  )
  return snapshots
    .filter(({ code, hash }) => inForce.get(code) !== hash)
    .map(({ code, hash }) => ({ code, before: inForce.get(code) ?? null, after: hash }))
}

/** @throws ConcurrentEditError */
async function assertNobodyElse(importId: string, session: ClientSession): Promise<void> {
  for (const act of await findLongActs(session)) {
    const isOther = act.kind === IMPORTING && (act.input as AskedImport).report.id !== importId
    if (isOther || act.kind === OPENING || act.kind === UNDOING) throw underWay(act)
  }
}

type Rest = {
  plan: Planned
  directory: UnitDirectory
  read(
    codes: readonly string[],
    session: ClientSession,
  ): Promise<Pick<ProcedureSnapshot, "code" | "hash" | "procedure">[]>
}

async function finish(
  d: LongActDependencies,
  act: LongAct,
  { report, vanished }: AskedImport,
  { plan, directory, read }: Rest,
): Promise<ImportReport> {
  const taken = { importId: report.id, at: report.at }
  await writePieces(d, act, [
    ...plan.pieces.map(
      (codes): Piece =>
        async (session) => {
          await takeTurn("REGISTER", session)
          await writeRegister(await read(codes, session), directory, taken, session)
        },
    ),
    ...inPieces(vanished, PIECE).map(
      (codes): Piece =>
        async (session) => {
          await noteVanished(await findCurrentSnapshots(codes, session), taken, session)
        },
    ),
  ])
  await d.store.inTransaction(async (session) => {
    await takeTurn("REGISTER", session)
    await keepReport(report, act.by, session)
    await endLongAct(act, session)
  })
  return report
}

import type { ClientSession } from "mongoose"
import { findUnitDirectory } from "#models/agency/agency.repository.server.ts"
import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { endLongAct } from "#models/long-act/long-act.repository.server.ts"
import type { LongAct } from "#models/long-act/long-act.ts"
import { REGISTER_ACT, takeRegisterTurn, UNDOING } from "#models/long-act/register-turn.server.ts"
import { deriveServices } from "#models/online-service/derive-services.ts"
import {
  findServicesOf,
  saveServiceChanges,
} from "#models/online-service/online-service.repository.server.ts"
import {
  findImportMoves,
  findImportUndos,
  insertImportUndo,
} from "#models/procedure/import-moves.repository.server.ts"
import type { ImportMove } from "#models/procedure/import-moves.ts"
import { getImportReport } from "#models/procedure/import-report.repository.server.ts"
import type { ImportReport } from "#models/procedure/import-report.ts"
import {
  findCurrentHashes,
  findSnapshotsByHash,
  putInForce,
  takeOutOfForce,
} from "#models/procedure/procedure-snapshot.repository.server.ts"
import { findVanishedOf, takeBackChanges } from "#models/register-change/register-change.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { OVERTAKEN } from "#workflows/intake/note-changes.server.ts"
import {
  beginAct,
  inPieces,
  type LongActDependencies,
  PIECE,
  type Piece,
  writePieces,
} from "#workflows/long-act/pieces.server.ts"
import type { ImportDependencies } from "./import-dependencies.ts"
import { MANY_UNDONE } from "./undo-words.ts"
import { type Resting, whatRestsOn } from "./what-rests.server.ts"
import { compareServices } from "./write-register.server.ts"

export type UndoImport = {
  importId: string
  reason: string
  /** The number of procedures as it was typed, where they are many. */
  typed: number | null
  actor: Actor
}

type AskedUndo = { importId: string; reason: string }

/**
 * Undoes one import as one act, in pieces: every procedure it changed is again what it was before, every one it brought leaves the
 * register, their services with them; changes it noted wait no more, and those it had overtaken wait again.
 * @throws ForbiddenError (with its audit line), NotFoundError, InvalidInputError, RuleBrokenError naming what rests on it,
 * ConcurrentEditError while the register is being moved
 */
export const undoImport = async (d: ImportDependencies, input: UndoImport): Promise<void> => {
  const { importId } = input
  const actor = await authorise(d, input.actor, "register.import", { kind: "import", id: importId })
  const reason = input.reason.trim()
  const report = await getImportReport(importId)
  const asked: AskedUndo = { importId, reason }
  const act = await d.store.inTransaction(async (session) => {
    await takeRegisterTurn(session)
    const moves = await movesToUndo(report, session)
    assertAsked(reason, moves.length, input.typed)
    const resting = await whatRestsOn(report, moves, session)
    if (resting.length > 0) throw restingFault(resting)
    return beginAct(
      d,
      { campaignId: REGISTER_ACT, kind: UNDOING, by: actor, at: d.clock.now(), input: asked },
      session,
    )
  })
  await finishUndo(d, act, report)
}

/** Goes on with an undoing that was left behind in the middle. */
export const goOnUndoing = async (d: LongActDependencies, left: LongAct): Promise<void> => {
  const report = await getImportReport((left.input as AskedUndo).importId)
  const { campaignId, kind, by, at, input } = left
  const act = await d.store.inTransaction((session) =>
    beginAct(d, { campaignId, kind, by, at, input }, session),
  )
  await finishUndo(d, act, report)
}

/** @throws RuleBrokenError for an import there is nothing of to undo */
export const movesToUndo = async (report: ImportReport, session?: ClientSession): Promise<ImportMove[]> => {
  if (report.outcome !== "TAKEN")
    throw new RuleBrokenError("Lần nhập này không được nhận nên không có gì để hoàn tác.")
  const undone = (await findImportUndos([report.id], session)).get(report.id)
  if (undone) throw new RuleBrokenError(`Lần nhập này đã được ${undone.byName} hoàn tác.`)
  const moves = await findImportMoves(report.id, session)
  if (moves.length === 0 && report.added + report.changed > 0)
    throw new RuleBrokenError(
      "Lần nhập này có từ trước khi hệ thống lưu nội dung để hoàn tác. Hãy nhập lại danh sách đúng.",
    )
  return moves
}

function assertAsked(reason: string, procedures: number, typed: number | null): void {
  const issues = [
    ...(reason.length < 5 ? [{ field: "reason", message: "Ghi lý do hoàn tác (ít nhất 5 ký tự)." }] : []),
    ...(procedures >= MANY_UNDONE && typed !== procedures
      ? [
          {
            field: "typed",
            message: `Hoàn tác đổi ${formatNumber(procedures)} thủ tục. Gõ đúng số ${procedures} để xác nhận đã xem tác động.`,
          },
        ]
      : []),
  ]
  if (issues.length > 0) throw new InvalidInputError("Chưa hoàn tác.", issues)
}

const restingFault = (resting: readonly Resting[]): RuleBrokenError =>
  new RuleBrokenError(
    `Chưa hoàn tác được: ${resting.map(({ what, todo }) => `${what}. ${todo}`).join(" ")} Sổ thủ tục giữ nguyên.`,
  )

/** Documents that a part may write, its log and the act's own progress left aside. */
const MOST = 450
/** Of a procedure: what was in force, what is again, its change and the one that waits again. */
const PER_PROCEDURE = 4

async function finishUndo(d: LongActDependencies, act: LongAct, report: ImportReport): Promise<void> {
  const { reason } = act.input as AskedUndo
  const directory = await d.store.inTransaction((session) => findUnitDirectory(session))
  if (!directory) throw new Error("the register has procedures and no agencies")
  const moves = await findImportMoves(report.id)
  const pieces = await inParts(moves)
  await writePieces(d, act, [
    ...pieces.map(
      (part): Piece =>
        async (session) => {
          await takeTurn("REGISTER", session)
          await putBack(part, { directory, report, act }, session)
        },
    ),
    ...inPieces(await findVanishedOf(report.id), PIECE).map(
      (codes): Piece =>
        async (session) => {
          await takeTurn("REGISTER", session)
          await takeBackChanges(backOf(report, act, codes), session)
        },
    ),
  ])
  const counts = {
    removed: moves.filter(({ before }) => before === null).length,
    restored: moves.filter(({ before }) => before !== null).length,
  }
  await d.store.inTransaction(async (session) => {
    await takeTurn("REGISTER", session)
    const { by, at } = act
    await insertImportUndo(
      { importId: report.id, at, by: by.id, byName: by.name, reason, ...counts },
      session,
    )
    await appendAuditEntries(
      [
        auditDraft(
          {
            subject: { kind: "import", id: report.id },
            type: "register.importUndone",
            payload: { fileName: report.fileName, reason, ...counts },
          },
          by,
          at,
        ),
      ],
      session,
    )
    await endLongAct(act, session)
  })
}

/** Parts that each fit into one transaction. */
async function inParts(moves: readonly ImportMove[]): Promise<ImportMove[][]> {
  const services = Map.groupBy(
    await findServicesOf(moves.map(({ code }) => code)),
    ({ procedureCode }) => procedureCode,
  )
  const parts: ImportMove[][] = []
  let weight = MOST
  for (const move of moves) {
    // Services that go and services that come back.
    const own = PER_PROCEDURE + 2 * (services.get(move.code)?.length ?? 0) + 2
    if (weight + own > MOST) {
      parts.push([])
      weight = 0
    }
    parts.at(-1)?.push(move)
    weight += own
  }
  return parts
}

type Undoing = { directory: UnitDirectory; report: ImportReport; act: LongAct }

/** Puts some procedures back; what is back already is left, so that a part may be written again. */
async function putBack(
  moves: readonly ImportMove[],
  { directory, report, act }: Undoing,
  session: ClientSession,
): Promise<void> {
  const codes = moves.map(({ code }) => code)
  const inForce = await findCurrentHashes(codes, session)
  const open = moves.filter(({ code, after }) => inForce.get(code) === after)
  const before = new Map(open.map(({ code, before: hash }) => [code, hash]))
  const contents = (
    await findSnapshotsByHash(
      open.flatMap(({ before: hash }) => hash ?? []),
      session,
    )
  ).filter(({ code, hash }) => before.get(code) === hash)
  await takeOutOfForce(
    open.filter(({ before: hash }) => hash === null).map(({ code }) => code),
    session,
  )
  await putInForce(contents, session)
  const derived = contents.flatMap(({ procedure }) => deriveServices(procedure, directory, dayOf(act.at)))
  await saveServiceChanges(
    compareServices(
      await findServicesOf(
        open.map(({ code }) => code),
        session,
      ),
      derived,
    ),
    session,
  )
  await takeBackChanges(
    backOf(
      report,
      act,
      open.map(({ code }) => code),
    ),
    session,
  )
}

const backOf = (report: ImportReport, { by, at }: LongAct, codes: readonly string[]) => ({
  importId: report.id,
  importedAt: report.at,
  note: `Lần nhập đã được ${by.name} hoàn tác.`,
  at,
  codes,
  overtaken: OVERTAKEN,
})

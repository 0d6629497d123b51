import type { ClientSession } from "mongoose"
import {
  ImportMovesModel,
  ImportUndoModel,
  type StoredMoves,
  type StoredUndo,
} from "./import-moves.schema.server.ts"
import type { ImportMove, ImportUndo } from "./import-moves.ts"

/** Moves in one document. */
const PART = 2000

/** Keeps what an import moves, in the transaction that decides it. */
export const insertImportMoves = async (
  importId: string,
  moves: readonly ImportMove[],
  session: ClientSession,
): Promise<void> => {
  const parts = Array.from({ length: Math.ceil(moves.length / PART) }, (_, part) => ({
    _id: `${importId}#${part}`,
    importId,
    part,
    moves: moves.slice(part * PART, (part + 1) * PART),
  }))
  if (parts.length > 0) await ImportMovesModel.insertMany(parts, { session })
}

/** What an import moved; empty for one that moved nothing, and for those of releases that did not keep it. */
export const findImportMoves = async (importId: string, session?: ClientSession): Promise<ImportMove[]> =>
  (
    await ImportMovesModel.find({ importId }, null, { session: session ?? null })
      .sort({ part: 1 })
      .lean<StoredMoves[]>()
  ).flatMap(({ moves }) => moves)

/** Keeps the word that an import was undone; only ever inserted. */
export const insertImportUndo = async (
  { importId, ...undo }: ImportUndo,
  session: ClientSession,
): Promise<void> => {
  await ImportUndoModel.create([{ _id: importId, ...undo }], { session })
}

/** Which of these imports were undone. */
export const findImportUndos = async (
  importIds: readonly string[],
  session?: ClientSession,
): Promise<Map<string, ImportUndo>> => {
  const rows = await ImportUndoModel.find({ _id: { $in: [...importIds] } }, null, {
    session: session ?? null,
  }).lean<StoredUndo[]>()
  return new Map(rows.map(({ _id, ...undo }) => [_id, { importId: _id, ...undo }]))
}

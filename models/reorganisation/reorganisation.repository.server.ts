import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "../shared/errors.ts"
import {
  ReorganisationModel,
  ReorganisationPieceModel,
  type StoredPiece,
  type StoredReorganisation,
} from "./reorganisation.schema.server.ts"
import type { Reorganisation, WrittenPiece } from "./reorganisation.ts"
import { REORGANISATION_SNAPSHOTS } from "./snapshot-versions.ts"

export const insertReorganisation = async (
  { id, ...rest }: Reorganisation,
  session: ClientSession,
): Promise<void> => {
  await ReorganisationModel.create([{ _id: id, ...rest }], { session })
}

/** @throws NotFoundError */
export const getReorganisation = async (
  id: string,
  session: ClientSession | null = null,
): Promise<Reorganisation> => {
  const row = await ReorganisationModel.findById(id, null, { session }).lean<StoredReorganisation>()
  if (!row) throw new NotFoundError("Không tìm thấy việc sắp xếp này. Kiểm tra lại đường dẫn.")
  return toReorganisation(row)
}

/** The latest first. */
export const findReorganisations = async (session: ClientSession | null = null): Promise<Reorganisation[]> =>
  (
    await ReorganisationModel.find({}, null, { session })
      .sort({ createdAt: -1, _id: 1 })
      .lean<StoredReorganisation[]>()
  ).map(toReorganisation)

type Saved = Partial<Pick<Reorganisation, "plan" | "table" | "workflow">>

/** @throws ConcurrentEditError when somebody else has saved it meanwhile */
export const saveReorganisation = async (
  id: string,
  readRevision: number,
  saved: Saved,
  session: ClientSession,
): Promise<void> => {
  const result = await ReorganisationModel.updateOne(
    { _id: id, revision: readRevision },
    // Each step of the life is one revision, and one entry of the log; a table that was only sent is neither.
    { $set: saved, ...(saved.workflow ? { $inc: { revision: 1 } } : {}) },
    { session },
  )
  if (result.matchedCount !== 1)
    throw new ConcurrentEditError(
      "Việc sắp xếp này vừa được người khác thay đổi. Tải lại trang để xem, rồi làm lại.",
      { changed: [] },
    )
}

/** The pieces written so far, in order. */
export const findWrittenPieces = async (
  reorganisationId: string,
  session: ClientSession | null = null,
): Promise<WrittenPiece[]> =>
  (
    await ReorganisationPieceModel.find({ reorganisationId }, null, { session })
      .sort({ number: 1 })
      .lean<StoredPiece[]>()
  ).map(({ _id, ...piece }) => ({ id: _id, ...piece }))

/** Fails where the piece was written by somebody else. */
export const insertWrittenPiece = async (
  { id, ...piece }: WrittenPiece,
  session: ClientSession,
): Promise<void> => {
  await ReorganisationPieceModel.create([{ _id: id, ...piece }], { session })
}

export const removeWrittenPiece = async (id: string, session: ClientSession): Promise<void> => {
  await ReorganisationPieceModel.deleteOne({ _id: id }, { session })
}

const toReorganisation = ({ _id, workflow, ...rest }: StoredReorganisation): Reorganisation => ({
  id: _id,
  ...rest,
  workflow: REORGANISATION_SNAPSHOTS.upgrade(workflow),
})

import type { ClientSession } from "mongoose"
import { systemClock } from "#models/shared/clock.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import {
  ImportHeadingsModel,
  StagedImportModel,
  StagedPartModel,
  type StoredHeadings,
  type StoredStagedImport,
  type StoredStagedPart,
} from "./staged-import.schema.server.ts"
import type { StagedImport } from "./staged-import.ts"

/** Bytes in one document. */
const PART = 8 * 1024 * 1024

/** Keeps a file and what was shown of it; the parts first, so that what is found is whole. */
export const insertStagedImport = async (staged: StagedImport, bytes: Uint8Array): Promise<void> => {
  const keptAt = systemClock.now()
  for (let part = 0; part * PART < bytes.length; part += 1)
    await StagedPartModel.create([
      {
        _id: `${staged.id}#${part}`,
        stagedId: staged.id,
        part,
        bytes: Buffer.from(bytes.subarray(part * PART, (part + 1) * PART)),
        keptAt,
      },
    ])
  const { id, ...rest } = staged
  await StagedImportModel.create([{ _id: id, ...rest, keptAt }])
}

/** The person's own. @throws NotFoundError also for somebody else's */
export const getStagedImport = async (id: string, userId: string): Promise<StagedImport> => {
  const found = await StagedImportModel.findOne({ _id: id, userId }).lean<StoredStagedImport>()
  if (!found)
    throw new NotFoundError("Tệp đã gửi không còn được giữ (đã nhập, hoặc quá bảy ngày). Hãy gửi lại tệp.")
  const { _id, keptAt: _, ...staged } = found
  return { id: _id, ...staged }
}

export const getStagedBytes = async (id: string): Promise<Uint8Array> => {
  const parts = await StagedPartModel.find({ stagedId: id }).sort({ part: 1 }).lean<StoredStagedPart[]>()
  return Buffer.concat(
    parts.map(({ bytes }) =>
      Buffer.isBuffer(bytes) ? bytes : Buffer.from((bytes as { buffer: Uint8Array }).buffer),
    ),
  )
}

/** Shows the same file anew, after its sender has said more of it. */
export const updateStagedImport = async ({ id, userId, answers, plan }: StagedImport): Promise<void> => {
  await StagedImportModel.updateOne({ _id: id, userId }, { $set: { answers, plan } })
}

export const removeStagedImport = async (id: string): Promise<void> => {
  await StagedImportModel.deleteOne({ _id: id })
  await StagedPartModel.deleteMany({ stagedId: id })
}

/** What headings a sender has told us of before. */
export const findToldHeadings = async (userId: string): Promise<Record<string, string>> =>
  (await ImportHeadingsModel.findById(userId).lean<StoredHeadings>())?.headings ?? {}

export const saveToldHeadings = async (userId: string, headings: Record<string, string>): Promise<void> => {
  await ImportHeadingsModel.updateOne({ _id: userId }, { $set: { headings } }, { upsert: true })
}

/** Files of a person that wait to be taken, without what was shown of them. */
export const findStagedImportsOf = async (userId: string): Promise<{ id: string; fileName: string }[]> =>
  (
    await StagedImportModel.find({ userId }, { fileName: 1 }).sort({ _id: 1 }).lean<StoredStagedImport[]>()
  ).map(({ _id, fileName }) => ({ id: _id, fileName }))

/** @returns false for a file that is not that person's any more */
export const handStagedImport = async (
  id: string,
  from: string,
  to: string,
  session: ClientSession,
): Promise<boolean> =>
  (await StagedImportModel.updateOne({ _id: id, userId: from }, { $set: { userId: to } }, { session }))
    .matchedCount === 1

/** Everybody with a file that waits to be taken. */
export const stagedImportOwners = (): Promise<string[]> => StagedImportModel.distinct("userId")

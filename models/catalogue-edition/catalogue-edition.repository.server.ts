import type { ClientSession } from "mongoose"
import { NotFoundError } from "#models/shared/errors.ts"
import { CatalogueEditionModel, CatalogueEntryModel } from "./catalogue-edition.schema.server.ts"
import type { CatalogueEntry, FrozenEdition } from "./catalogue-edition.ts"

/** Keeps a frozen edition whose rows are there; there is no function that changes one. */
export const insertFrozenEdition = async (
  { id, entries: _, ...edition }: FrozenEdition,
  session: ClientSession,
): Promise<void> => {
  await CatalogueEditionModel.create([{ _id: id, ...edition }], { session })
}

/** Writes rows of a draft that is not frozen yet, over those of an attempt that was given up. @throws Error for a frozen draft */
export const writeDraftRows = async (
  draftId: string,
  entries: readonly CatalogueEntry[],
  session: ClientSession,
): Promise<void> => {
  await assertNotFrozen(draftId, session)
  await CatalogueEntryModel.bulkWrite(
    entries.map((entry) => {
      const _id = `${draftId}:${entry.position}`
      const row = { _id, editionDraftId: draftId, position: entry.position, entry }
      return {
        replaceOne: { filter: { _id }, replacement: row, upsert: true },
      }
    }),
    { session },
  )
}

/** How many rows a draft that was given up left behind the last of this one. */
export const countRowsBeyond = (draftId: string, last: number): Promise<number> =>
  CatalogueEntryModel.countDocuments({ editionDraftId: draftId, position: { $gt: last } })

/** Takes away some of them. @throws Error for a frozen draft */
export const dropRowsBeyond = async (
  draftId: string,
  last: number,
  limit: number,
  session: ClientSession,
): Promise<void> => {
  await assertNotFrozen(draftId, session)
  const rows = await CatalogueEntryModel.find(
    { editionDraftId: draftId, position: { $gt: last } },
    { _id: 1 },
    { session },
  )
    .limit(limit)
    .lean()
  await CatalogueEntryModel.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } }, { session })
}

async function assertNotFrozen(draftId: string, session: ClientSession): Promise<void> {
  if (await CatalogueEditionModel.exists({ _id: draftId }).session(session))
    throw new Error(`the rows of frozen edition ${draftId} do not change`)
}

/** @throws NotFoundError */
export const getFrozenEdition = async (
  id: string,
  session: ClientSession | null = null,
): Promise<FrozenEdition> => {
  const [edition, rows] = [
    await CatalogueEditionModel.findById(id, null, { session }).lean(),
    await CatalogueEntryModel.find({ editionDraftId: id }, null, { session }).sort({ position: 1 }).lean(),
  ]
  if (!edition) throw new NotFoundError(`Không tìm thấy bản danh mục «${id}».`)
  const { _id, ...rest } = edition
  return { id: _id, ...rest, entries: rows.map((row) => row.entry) }
}

/** Ids of the editions whose decisions a frozen draft names as replaced or amended. */
export const findNamedDecisions = async (
  draftId: string,
  session: ClientSession | null = null,
): Promise<string[]> => {
  const found = await CatalogueEditionModel.findById(draftId, { replaces: 1, amended: 1 }, { session }).lean()
  const { replaces = null, amended = [] } = found ?? {}
  return [
    ...(replaces ? [replaces.editionId] : []),
    ...amended.flatMap((one) => [one.editionId, ...one.amendedBy.map(({ editionId }) => editionId)]),
  ]
}

/** How many drafts of an edition were frozen so far. */
export const countDrafts = (editionId: string, session: ClientSession): Promise<number> =>
  CatalogueEditionModel.countDocuments({ editionId }, { session })

export const findEditionDraftIds = async (): Promise<string[]> =>
  (await CatalogueEditionModel.find({}, { _id: 1 }).sort({ _id: 1 }).lean()).map((row) => row._id)

/** The rows of one procedure in the given drafts, in print order within each. */
export const findEntriesOfProcedure = async (
  procedureCode: string,
  editionDraftIds: string[],
): Promise<{ editionDraftId: string; entry: CatalogueEntry }[]> =>
  (
    await CatalogueEntryModel.find({
      "entry.procedure.code": procedureCode,
      editionDraftId: { $in: editionDraftIds },
    })
      .sort({ editionDraftId: 1, position: 1 })
      .lean()
  ).map(({ editionDraftId, entry }) => ({ editionDraftId, entry }))

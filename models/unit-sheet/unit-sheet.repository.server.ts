import type { ClientSession } from "mongoose"
import { systemClock } from "#models/shared/clock.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { type StoredUnitSheet, UnitSheetModel } from "./unit-sheet.schema.server.ts"
import type { UnitSheet } from "./unit-sheet.ts"

export const insertUnitSheet = async ({ id, ...sheet }: UnitSheet): Promise<void> => {
  await UnitSheetModel.create([{ _id: id, ...sheet, keptAt: systemClock.now() }])
}

/** The person's own list. @throws NotFoundError also for somebody else's */
export const getUnitSheet = async (id: string, userId: string): Promise<UnitSheet> => {
  const row = await UnitSheetModel.findOne({ _id: id, userId }).lean<StoredUnitSheet>()
  if (!row) throw new NotFoundError("Tệp đã gửi không còn được giữ. Hãy gửi lại tệp.")
  const { _id, keptAt: _, ...sheet } = row
  return { id: _id, ...sheet }
}

/** Lists of a person that wait to be taken. */
export const findUnitSheetsOf = async (userId: string): Promise<{ id: string; fileName: string }[]> =>
  (await UnitSheetModel.find({ userId }, { fileName: 1 }).sort({ _id: 1 }).lean<StoredUnitSheet[]>()).map(
    ({ _id, fileName }) => ({ id: _id, fileName }),
  )

/** @returns false for a list that is not that person's any more */
export const handUnitSheet = async (
  id: string,
  from: string,
  to: string,
  session: ClientSession,
): Promise<boolean> =>
  (await UnitSheetModel.updateOne({ _id: id, userId: from }, { $set: { userId: to } }, { session }))
    .matchedCount === 1

/** Everybody with a list that waits to be taken. */
export const unitSheetOwners = (): Promise<string[]> => UnitSheetModel.distinct("userId")

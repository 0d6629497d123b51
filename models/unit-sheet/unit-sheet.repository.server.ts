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

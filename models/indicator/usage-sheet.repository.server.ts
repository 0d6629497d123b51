import type { ClientSession } from "mongoose"
import { type StoredUsageSheet, UsageSheetModel } from "./usage-sheet.schema.server.ts"
import type { UsageSheet } from "./usage-sheet.ts"

/** Sheets of these months, by month and unit. */
export const findUsageSheets = async (
  months: readonly string[],
  session: ClientSession | null = null,
): Promise<UsageSheet[]> =>
  (
    await UsageSheetModel.find({ month: { $in: [...months] } }, null, { session })
      .sort({ _id: 1 })
      .lean<StoredUsageSheet[]>()
  ).map(({ _id, ...sheet }) => ({ id: _id, ...sheet }))

/** Which sheets there are and what brought each, without their rows. */
export const findUsageStamps = async (): Promise<{ id: string; importId: string }[]> =>
  (await UsageSheetModel.find({}, { importId: 1 }).sort({ _id: 1 }).lean<StoredUsageSheet[]>()).map(
    ({ _id, importId }) => ({ id: _id, importId }),
  )

/** Sheets per message. */
const BATCH = 200

/** Puts sheets in the place of those of the same unit and month. */
export const replaceUsageSheets = async (
  sheets: readonly UsageSheet[],
  session: ClientSession,
): Promise<void> => {
  for (let from = 0; from < sheets.length; from += BATCH)
    await UsageSheetModel.bulkWrite(
      sheets.slice(from, from + BATCH).map(({ id, ...sheet }) => ({
        replaceOne: { filter: { _id: id }, replacement: { _id: id, ...sheet }, upsert: true },
      })),
      { session },
    )
}

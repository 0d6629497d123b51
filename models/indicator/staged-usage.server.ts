import mongoose, { type ClientSession } from "mongoose"
import { systemClock } from "../shared/clock.ts"
import { defineModel } from "../shared/define-model.server.ts"
import { NotFoundError } from "../shared/errors.ts"
import type { UsageSheet } from "./usage-sheet.ts"

/** A sheet that was shown to its sender and not taken; `keptAt` is the machine's time, by which the store forgets. */
type StoredStagedSheet = { _id: string; importId: string; userId: string; sheet: UsageSheet; keptAt: Date }

const WEEK = 7 * 86_400
const text = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredStagedSheet>(
  {
    _id: text,
    importId: text,
    userId: text,
    sheet: { type: mongoose.Schema.Types.Mixed, required: true } as never,
    keptAt: { type: Date, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "staged_usage_sheets" },
)
// What one file would bring.
schema.index({ importId: 1, userId: 1 })
schema.index({ keptAt: 1 }, { expireAfterSeconds: WEEK })

const StagedUsageModel = defineModel<StoredStagedSheet>("StagedUsageSheet", schema)

/** Keeps what a file would bring for its sender to look at; it counts nowhere. */
export const stageUsageSheets = async (
  importId: string,
  userId: string,
  sheets: readonly UsageSheet[],
): Promise<void> => {
  await StagedUsageModel.insertMany(
    sheets.map((sheet) => ({
      _id: `${importId}:${sheet.id}`,
      importId,
      userId,
      sheet,
      keptAt: systemClock.now(),
    })),
  )
}

/** The sender's own. @throws NotFoundError also for somebody else's, or what was taken */
export const getStagedUsage = async (importId: string, userId: string): Promise<UsageSheet[]> => {
  const rows = await StagedUsageModel.find({ importId, userId }).sort({ _id: 1 }).lean<StoredStagedSheet[]>()
  if (rows.length === 0)
    throw new NotFoundError("Tệp đã gửi không còn được giữ (đã nhận, hoặc quá bảy ngày). Hãy gửi lại tệp.")
  return rows.map(({ sheet }) => sheet)
}

export const removeStagedUsage = async (importId: string, session: ClientSession): Promise<void> => {
  await StagedUsageModel.deleteMany({ importId }, { session })
}

import type { ClientSession } from "mongoose"
import { ConcurrentEditError } from "#models/shared/errors.ts"
import { oncePerPage } from "#models/shared/once-per-page.server.ts"
import { RECOVERIES, type StoredRecovery, StoreRecoveryModel } from "./store-recovery.schema.server.ts"
import type { StoreRecovery } from "./store-recovery.ts"

/** What a restore puts into the store it fills, so that no restored store is ever without it. */
export const recoveryMark = (
  restoredAt: Date,
  backup: { file: string; madeAt: Date },
): { collection: string; document: StoredRecovery } => ({
  collection: RECOVERIES,
  document: {
    _id: restoredAt.toISOString(),
    restoredAt,
    backupFile: backup.file,
    backupMadeAt: backup.madeAt,
    series: [],
    readings: [],
    foreign: [],
    waivers: [],
    settledAt: null,
    revision: 0,
  },
})

/** The newest restore that is not settled; null when nothing is to be settled. */
export const findOpenRecovery = (session: ClientSession | null = null): Promise<StoreRecovery | null> =>
  session ? readOpen(session) : oncePerPage("openRecovery", () => readOpen(null))

const readOpen = async (session: ClientSession | null): Promise<StoreRecovery | null> => {
  const [row] = await StoreRecoveryModel.find({ settledAt: null }, null, { session })
    .sort({ _id: -1 })
    .limit(1)
    .lean()
  if (!row) return null
  const { _id, ...rest } = row
  // Marks of earlier releases know no waivers.
  return { id: _id, ...rest, waivers: rest.waivers ?? [] }
}

/** When the store was last filled from a backup, and of when that was; null where it never was. */
export const findLastRestore = async (
  session: ClientSession | null = null,
): Promise<Pick<StoreRecovery, "restoredAt" | "backupMadeAt"> | null> => {
  const [row] = await StoreRecoveryModel.find({}, null, { session }).sort({ _id: -1 }).limit(1).lean()
  return row ? { restoredAt: row.restoredAt, backupMadeAt: row.backupMadeAt } : null
}

/** Keeps what was settled so far. @throws ConcurrentEditError when someone else settled something meanwhile */
export const saveRecovery = async (
  { id, revision, series, readings, foreign, waivers }: StoreRecovery,
  session: ClientSession,
): Promise<void> => {
  const result = await StoreRecoveryModel.updateOne(
    { _id: id, revision, settledAt: null },
    { $set: { series, readings, foreign, waivers }, $inc: { revision: 1 } },
    { session },
  )
  if (result.matchedCount !== 1)
    throw new ConcurrentEditError(
      "Có người vừa đối chiếu thêm sau phục hồi. Hãy tải lại trang rồi làm lại.",
      { changed: [] },
    )
}

/** Ends the recovery, and those before it that a restored backup brought along unsettled. */
export const closeRecoveries = async (at: Date, session: ClientSession): Promise<void> => {
  await StoreRecoveryModel.updateMany({ settledAt: null }, { $set: { settledAt: at } }, { session })
}

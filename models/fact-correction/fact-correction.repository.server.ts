import type { ClientSession } from "mongoose"
import { FactCorrectionModel, type StoredCorrection } from "./fact-correction.schema.server.ts"
import type { FactCorrection } from "./fact-correction.ts"

export const insertCorrection = async (
  { id, ...correction }: FactCorrection,
  session: ClientSession,
): Promise<void> => {
  await FactCorrectionModel.create([{ _id: id, ...correction }], { session })
}

/** What has not been taken back, oldest first; of these services only when given. */
export const findCorrections = async (
  serviceIds?: readonly string[],
  session: ClientSession | null = null,
): Promise<FactCorrection[]> => {
  const rows = await FactCorrectionModel.find(
    { ...(serviceIds ? { serviceId: { $in: [...serviceIds] } } : {}), withdrawnAt: null },
    null,
    { session },
  )
    .sort({ at: 1, _id: 1 })
    .lean<StoredCorrection[]>()
  return rows.map(({ _id, ...rest }) => ({ id: _id, ...rest }))
}

/** Takes corrections back; those already taken back stay as they are. */
export const withdrawCorrections = async (
  ids: readonly string[],
  at: Date,
  session: ClientSession,
): Promise<void> => {
  await FactCorrectionModel.updateMany(
    { _id: { $in: [...ids] }, withdrawnAt: null },
    { $set: { withdrawnAt: at } },
    { session },
  )
}

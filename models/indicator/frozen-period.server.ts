import mongoose, { type ClientSession } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { type Period, periodOf } from "./period.ts"

/** A period whose figures were reported: what they rest on changes no more until it is opened again. */
export type FrozenPeriod = {
  periodId: string
  /** What froze it, in words: the report's number and day. */
  by: string
  at: Date
}
type StoredFrozenPeriod = Omit<FrozenPeriod, "periodId"> & { _id: string }

const FrozenPeriodModel = defineModel<StoredFrozenPeriod>(
  "FrozenPeriod",
  new mongoose.Schema<StoredFrozenPeriod>(
    {
      _id: { type: String, required: true },
      by: { type: String, required: true },
      at: { type: Date, required: true },
    },
    { strict: "throw", versionKey: false, collection: "frozen_periods" },
  ),
)

/** Freezes a period; again changes nothing but who says so. */
export const freezePeriod = async (
  { periodId, by, at }: FrozenPeriod,
  session: ClientSession,
): Promise<void> => {
  await FrozenPeriodModel.updateOne({ _id: periodId }, { $set: { by, at } }, { upsert: true, session })
}

/** Opens a frozen period again. */
export const thawPeriod = async (periodId: string, session: ClientSession): Promise<void> => {
  await FrozenPeriodModel.deleteOne({ _id: periodId }, { session })
}

/** The frozen periods one of these months lies in, with the months. */
export const findFrozenAmong = async (
  months: readonly string[],
  session: ClientSession | null = null,
): Promise<(FrozenPeriod & Pick<Period, "months" | "label">)[]> => {
  const rows = await FrozenPeriodModel.find({}, null, { session }).lean<StoredFrozenPeriod[]>()
  return rows.flatMap(({ _id, by, at }) => {
    const period = periodOf(_id)
    const hit = period?.months.filter((month) => months.includes(month)) ?? []
    return period && hit.length > 0 ? [{ periodId: _id, by, at, months: hit, label: period.label }] : []
  })
}

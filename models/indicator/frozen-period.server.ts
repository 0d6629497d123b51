import mongoose, { type ClientSession } from "mongoose"
import type { IsoDay } from "../shared/dates.ts"
import { defineModel } from "../shared/define-model.server.ts"
import { type Period, periodOf } from "./period.ts"
import type { ToldFigure } from "./told-figure.ts"

/** A figure as it was frozen: of the province (null) or of one unit. */
export type FrozenFigure = ToldFigure & { unitId: string | null }

/** A period whose figures were reported: they stay, and what they rest on changes no more until it is opened again. */
export type FrozenPeriod = {
  periodId: string
  /** What froze it, in words: the report and its day. */
  by: string
  at: Date
  /** The day it was frozen on: months that were over by then take no more data. The one that ran goes on. */
  until: IsoDay
  /** Of the report that says them. */
  revision: number
  figures: FrozenFigure[]
  /** When it was opened again: its figures stand until it is frozen anew. */
  thawedAt: Date | null
}
type StoredFrozenPeriod = FrozenPeriod & { _id: string }

const idOf = ({ periodId, revision }: Pick<FrozenPeriod, "periodId" | "revision">): string =>
  `${periodId}.${revision}`

const FrozenPeriodModel = defineModel<StoredFrozenPeriod>(
  "FrozenPeriod",
  new mongoose.Schema<StoredFrozenPeriod>(
    {
      _id: { type: String, required: true },
      periodId: { type: String, required: true },
      by: { type: String, required: true },
      at: { type: Date, required: true },
      until: { type: String, required: true },
      revision: { type: Number, required: true },
      figures: { type: [mongoose.Schema.Types.Mixed], required: true } as never,
      thawedAt: { type: Date, default: null },
    },
    { strict: "throw", minimize: false, versionKey: false, collection: "frozen_periods" },
  ),
)

type Revision = Pick<FrozenPeriod, "periodId" | "revision">

/** Freezes a period with the figures a revision of its report says; those of earlier revisions stay beside. */
export const freezePeriod = async (
  frozen: Omit<FrozenPeriod, "thawedAt">,
  session: ClientSession,
): Promise<void> => {
  const $set = { ...frozen, thawedAt: null }
  await FrozenPeriodModel.updateOne({ _id: idOf(frozen) }, { $set }, { upsert: true, session })
}

/** Opens a frozen period again: it takes data, its figures stand beside those of today. */
export const thawPeriod = async (revision: Revision, at: Date, session: ClientSession): Promise<void> => {
  await FrozenPeriodModel.updateOne({ _id: idOf(revision) }, { $set: { thawedAt: at } }, { session })
}

/** Takes a freezing back whose report was given up before it was numbered. */
export const dropFrozenPeriod = async (revision: Revision, session: ClientSession): Promise<void> => {
  await FrozenPeriodModel.deleteOne({ _id: idOf(revision) }, { session })
}

/** The figures of a period as its last revision says them; null where it never was frozen. */
export const findFrozenPeriod = async (periodId: string): Promise<FrozenPeriod | null> => {
  const row = await FrozenPeriodModel.findOne({ periodId }).sort({ revision: -1 }).lean<StoredFrozenPeriod>()
  return row && frozenOf(row)
}

/** Every freezing of every period. */
export const findFrozenPeriods = async (session: ClientSession | null = null): Promise<FrozenPeriod[]> =>
  (await FrozenPeriodModel.find({}, null, { session }).sort({ _id: 1 }).lean<StoredFrozenPeriod[]>()).map(
    frozenOf,
  )

const frozenOf = ({ _id, ...rest }: StoredFrozenPeriod): FrozenPeriod => rest

/** The periods frozen now that close one of these months, with the months they close. */
export const findFrozenAmong = async (
  months: readonly string[],
  session: ClientSession | null = null,
): Promise<(Pick<FrozenPeriod, "periodId" | "by" | "at"> & Pick<Period, "months" | "label">)[]> =>
  (await findFrozenPeriods(session)).flatMap(({ periodId, by, at, until, thawedAt }) => {
    const period = periodOf(periodId)
    if (!period || thawedAt !== null) return []
    const closed = period.months.filter((month) => (periodOf(month)?.to ?? until) < until)
    const hit = closed.filter((month) => months.includes(month))
    return hit.length > 0 ? [{ periodId, by, at, months: hit, label: period.label }] : []
  })

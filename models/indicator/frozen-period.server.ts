import mongoose, { type ClientSession } from "mongoose"
import type { IsoDay } from "../shared/dates.ts"
import { defineModel } from "../shared/define-model.server.ts"
import type { FrozenBlank } from "./frozen-blank.ts"
import { dropFrozenParts, type PackedPart, saveFrozenParts } from "./frozen-facts.server.ts"
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
  /** Of the province every one, of units those with an empty denominator; missing where none were kept. */
  blanks?: FrozenBlank[]
  /** When it was opened again: its figures stand until it is frozen anew. */
  thawedAt: Date | null
}
type StoredFrozenPeriod = FrozenPeriod & { _id: string }

/** The address of one freezing; what it was counted from is kept under it. */
export const freezingIdOf = ({ periodId, revision }: Pick<FrozenPeriod, "periodId" | "revision">): string =>
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
      blanks: { type: [mongoose.Schema.Types.Mixed], default: undefined } as never,
      thawedAt: { type: Date, default: null },
    },
    { strict: "throw", minimize: false, versionKey: false, collection: "frozen_periods" },
  ),
)

type Revision = Pick<FrozenPeriod, "periodId" | "revision">

/**
 * Freezes a period with the figures a revision of its report says, and what they were counted from; those of earlier revisions stay
 * beside.
 */
export const freezePeriod = async (
  frozen: Omit<FrozenPeriod, "thawedAt">,
  parts: readonly PackedPart[],
  session: ClientSession,
): Promise<void> => {
  const $set = { ...frozen, thawedAt: null }
  await FrozenPeriodModel.updateOne({ _id: freezingIdOf(frozen) }, { $set }, { upsert: true, session })
  await saveFrozenParts(freezingIdOf(frozen), parts, session)
}

/** Opens a frozen period again: it takes data, its figures stand beside those of today. */
export const thawPeriod = async (revision: Revision, at: Date, session: ClientSession): Promise<void> => {
  await FrozenPeriodModel.updateOne({ _id: freezingIdOf(revision) }, { $set: { thawedAt: at } }, { session })
}

/** Takes a freezing back whose report was given up before it was numbered. */
export const dropFrozenPeriod = async (revision: Revision, session: ClientSession): Promise<void> => {
  await FrozenPeriodModel.deleteOne({ _id: freezingIdOf(revision) }, { session })
  await dropFrozenParts(freezingIdOf(revision), session)
}

/** The figures of a period as a revision says them, or its last one; null where it never was frozen. */
export const findFrozenPeriod = async (periodId: string, revision = 0): Promise<FrozenPeriod | null> => {
  const asked = revision > 0 ? { periodId, revision } : { periodId }
  const row = await FrozenPeriodModel.findOne(asked).sort({ revision: -1 }).lean<StoredFrozenPeriod>()
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

import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { type EditionFigures, editionFiguresOf } from "#models/catalogue-edition/figures/edition-figures.ts"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { LEVELS, type LevelCode } from "./codes.ts"

/** The decision that announced the edition; null while it is a draft. `effectiveOn`: missing where it is the day it is dated. */
export type AnnouncingDecision = { number: string; symbol: string; day: IsoDay; effectiveOn?: IsoDay } | null

/** `15/QĐ-UBND`, or null before there is one. */
export const decisionNumberOf = (decision: AnnouncingDecision): string | null =>
  decision && `${decision.number}/${decision.symbol}`

/** `15/QĐ-UBND ngày 12/05/2023`, as rows of the catalogue cite it. */
export const decisionTextOf = (decision: AnnouncingDecision): string =>
  decision ? `${decisionNumberOf(decision)} ngày ${formatDay(decision.day)}` : "Dự thảo, chưa ban hành"

/** In force from the day the decision says («kể từ ngày ký» in its Điều 3); the planned day while there is none. */
export const effectiveDayOf = (
  entry: Pick<CatalogueEntry, "effectiveFrom">,
  decision: AnnouncingDecision,
): IsoDay => decision?.effectiveOn ?? decision?.day ?? entry.effectiveFrom

/** What every output says about where it comes from: one edition, one digest, the same totals. */
export type EditionStamp = {
  id: string
  year: number
  sequence: number
  digest: string
  decision: { number: string; day: IsoDay } | null
  totals: { entries: number; levels: Record<LevelCode, number> }
  /** Every count of the edition by its name; services and procedures are told apart. */
  figures: EditionFigures
  /** Only on what was made in training: that it has no legal force. */
  training?: string
}

export const stampOf = (edition: FrozenEdition, decision: AnnouncingDecision): EditionStamp => ({
  id: edition.editionId,
  year: edition.year,
  sequence: edition.sequence,
  digest: edition.digest,
  decision: decision && { number: `${decision.number}/${decision.symbol}`, day: decision.day },
  totals: { entries: edition.totals.entries, levels: levelCountsOf(edition) },
  figures: editionFiguresOf(edition),
  ...trainingPart(edition),
})

/** The mark of training as a field; nothing on what is genuine. */
export const trainingPart = ({ issuer }: { issuer: { training?: boolean } }): { training?: string } =>
  issuer.training ? { training: TRAINING_MARK } : {}

/** The edition's own totals under the codes of exchanged records. */
export const levelCountsOf = ({ totals }: Pick<FrozenEdition, "totals">): Record<LevelCode, number> =>
  Object.fromEntries(SERVICE_LEVELS.map((level) => [LEVELS[level].code, totals.levels[level]])) as Record<
    LevelCode,
    number
  >

import { INDICATOR_SETS } from "#models/indicator/indicator.ts"
import { type Period, periodBefore, periodOf, periodOn, periodsUpTo } from "#models/indicator/period.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import {
  figureOf,
  type MeasuredPeriod,
  measurePeriods,
} from "#workflows/indicators/indicator-figures.server.ts"
import { OPEN_FILES, openFigureFiles } from "#workflows/indicators/open-figures.ts"

type Dependencies = { clock: Clock }

/** Quarters shown to the public: those that are over, so that what is read does not change from day to day. */
const QUARTERS = 8

/** The asked quarter among those that are over, else the last of them. @throws NotFoundError for any other period */
const askedQuarter = (asked: string, today: IsoDay): Period => {
  const last = periodBefore(periodOn("QUARTER", today))
  const period = asked === "" ? last : periodOf(asked)
  if (period?.kind !== "QUARTER" || period.to >= today)
    throw new NotFoundError("Chỉ công khai số liệu của quý đã hết. Chọn một quý trong danh sách.")
  return period
}

/** The province's figures of a quarter that is over, for anyone. */
export const getPublicFigures = async (d: Dependencies, asked: string) => {
  const today = dayOf(d.clock.now())
  const period = askedQuarter(asked, today)
  const [measured] = (await measurePeriods(d, [period])) as [MeasuredPeriod]
  const figures = measured.indicators.map((indicator) => figureOf(measured, indicator, null))
  return {
    period: { id: period.id, label: period.label, to: period.to },
    quarters: periodsUpTo(periodBefore(periodOn("QUARTER", today)), QUARTERS)
      .reverse()
      .map(({ id, label }) => ({ id, label })),
    files: [...OPEN_FILES],
    isGenerated: figures.some(({ isGenerated }) => isGenerated),
    rows: figures.map(({ indicator, text, numerator, denominator, status, isGenerated }) => ({
      id: indicator.id,
      name: indicator.name,
      set: INDICATOR_SETS[indicator.set],
      source: indicator.source,
      text,
      numerator,
      denominator,
      status,
      isGenerated,
    })),
  }
}

/** One of the files of a quarter. @throws NotFoundError */
export const getOpenFigureFile = async (
  d: Dependencies,
  { periodId, file, isTraining }: { periodId: string; file: string; isTraining: boolean },
): Promise<Uint8Array> => {
  const name = OPEN_FILES.find((one) => one === file)
  if (!name) throw new NotFoundError(`Không có tệp «${file}». Các tệp: ${OPEN_FILES.join(", ")}.`)
  const period = askedQuarter(periodId, dayOf(d.clock.now()))
  const [measured] = (await measurePeriods(d, [period])) as [MeasuredPeriod]
  return openFigureFiles(measured, isTraining)[name]
}

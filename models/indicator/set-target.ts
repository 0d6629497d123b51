import { addDays, type IsoDay } from "../shared/dates.ts"
import type { IndicatorTarget } from "./indicator-target.ts"

type Span = Pick<IndicatorTarget, "value" | "validFrom" | "validTo" | "source">

/**
 * The targets of one indicator and unit with the days of a quarter set to a value, or to none (null): what stood there is cut to
 * the days around it and keeps its value and source. Pure.
 */
export const withTargetIn = (
  targets: readonly Span[],
  { from, to, value, source }: { from: IsoDay; to: IsoDay; value: number | null; source: string },
): Span[] =>
  [
    ...targets.flatMap((one) => {
      if (one.validFrom > to || (one.validTo !== null && one.validTo < from)) return [one]
      const before = one.validFrom < from ? [{ ...one, validTo: addDays(from, -1) }] : []
      const goesOn = one.validTo === null || one.validTo > to
      return [...before, ...(goesOn ? [{ ...one, validFrom: addDays(to, 1) }] : [])]
    }),
    ...(value === null ? [] : [{ value, source, validFrom: from, validTo: to }]),
  ].sort((one, other) => one.validFrom.localeCompare(other.validFrom))

/** The target of their own on a day, whatever is common to all; null where they have none. */
export const ownTargetOn = <T extends Span>(targets: readonly T[], day: IsoDay): T | null =>
  targets.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo)) ?? null

import type { Indicator } from "./indicator.ts"

/** A figure as a report says it: with what it was worked out from, so that it can be worked out again. */
export type ToldFigure = Pick<Indicator, "name" | "scale" | "decimals"> & {
  indicatorId: string
  numerator: number
  denominator: number
  /** In the indicator's scale, rounded. */
  value: number
  /** As it stands on a page: `83,33%`. */
  text: string
}

/** `83,33% (5/6)`; of a count alone the count. */
export const toldInWords = ({ text, numerator, denominator }: ToldFigure): string => {
  const n = (value: number) => value.toLocaleString("vi-VN", { maximumFractionDigits: 2 })
  return denominator === 1 ? text : `${text} (${n(numerator)}/${n(denominator)})`
}

import { formatNumber } from "#models/shared/numbers.ts"
import type { Finding } from "./lint-rule.ts"

/** Findings of one rule, in the order they were found. */
export const byRule = (findings: readonly Finding[]): Finding[][] => [
  ...Map.groupBy(findings, ({ rule }) => rule).values(),
]

/** `Trang 2: tìm thấy «…», yêu cầu …`; page 0 is the file itself. */
export const placeAndDifference = ({ page, found, expected }: Finding): string =>
  `${page === 0 ? "Tệp" : `Trang ${formatNumber(page)}`}: tìm thấy ${found}; yêu cầu ${expected}`

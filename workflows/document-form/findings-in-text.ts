import { formatNumber } from "#models/shared/numbers.ts"
import type { Finding } from "./lint-rule.ts"

/** Findings of one rule, in the order they were found. */
export const byRule = (findings: readonly Finding[]): Finding[][] => [
  ...Map.groupBy(findings, ({ rule }) => rule).values(),
]

/** `Trang 2: tìm thấy «…», yêu cầu …`; page 0 is the file itself. */
export const placeAndDifference = ({ page, found, expected }: Finding): string =>
  `${page === 0 ? "Tệp" : `Trang ${formatNumber(page)}`}: tìm thấy ${found}; yêu cầu ${expected}`

/** Rules told in one message. */
const SHOWN = 3

/** The first rules that are broken, each with its first place, as sentences of one message. */
export const sentencesOf = (findings: readonly Finding[]): string => {
  const rules = byRule(findings.filter(({ severity }) => severity === "error"))
  const shown = rules
    .slice(0, SHOWN)
    .flatMap(([first]) => (first ? [`${first.sentence} ${placeAndDifference(first)}.`] : []))
  const more = rules.length - SHOWN
  return more > 0 ? `${shown.join(" ")} Còn ${formatNumber(more)} quy tắc khác.` : shown.join(" ")
}

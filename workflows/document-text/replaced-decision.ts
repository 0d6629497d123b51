import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { AmendedDecision } from "#models/catalogue-edition/decision-reference.ts"
import { formatOfficialDay, type IsoDay } from "#models/shared/dates.ts"

type Named = Pick<CarriedEdition, "kind" | "replaces" | "amended">

/**
 * The decisions an edition replaces or amends, as its texts name them after the words «Quyết định số»:
 * `815/QĐ-UBND ngày 20 tháng 5 năm 2022`. An amendment names every decision that carries a row it changes, and by which ones
 * that had been amended; one frozen before this was kept names its annual decision. Empty for the very first.
 */
export const replacedDecisionsInText = (edition: Named): string => {
  const amended = amendedOf(edition)
  if (amended.length > 0) return listed(amended.map(amendedInText))
  const { replaces } = edition
  return replaces ? dated(replaces.decisionNumber, replaces.decisionDay) : ""
}

/** The numbers of the decisions it replaces or amends, for a heading: `15/QĐ-UBND, 31/QĐ-UBND`. */
export const replacedNumbers = (edition: Named): string[] => {
  const amended = amendedOf(edition)
  if (amended.length > 0) return amended.map(({ number }) => number)
  return edition.replaces ? [edition.replaces.decisionNumber] : []
}

/** Every number its texts must name. */
export const namedNumbers = (edition: Named): string[] => [
  ...new Set([
    ...replacedNumbers(edition),
    ...amendedOf(edition).flatMap(({ amendedBy }) => amendedBy.map(({ number }) => number)),
  ]),
]

const amendedOf = ({ kind, amended = [] }: Named): AmendedDecision[] => (kind === "AMENDMENT" ? amended : [])

const amendedInText = ({ number, day, amendedBy }: AmendedDecision): string =>
  amendedBy.length === 0
    ? dated(number, day)
    : `${dated(number, day)} (đã được sửa đổi, bổ sung bởi Quyết định số ${listed(amendedBy.map((one) => dated(one.number, one.day)))})`

const dated = (number: string, day: IsoDay): string => `${number} ${formatOfficialDay(day)}`

/** `a`, `a và Quyết định số b`, `a, Quyết định số b và Quyết định số c`: what stands after «Quyết định số». */
const listed = (texts: readonly string[]): string => {
  const last = texts.at(-1) ?? ""
  const before = texts.slice(0, -1)
  return before.length === 0 ? last : `${before.join(", Quyết định số ")} và Quyết định số ${last}`
}

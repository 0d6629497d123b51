import type { Indicator } from "#models/indicator/indicator.ts"
import { findIndicators } from "#models/reference/reference.repository.server.ts"
import { findReferenceChanges } from "#models/reference-change/reference-change.repository.server.ts"
import type { ReferenceChange, Row } from "#models/reference-change/reference-change.ts"
import { addDays, formatDay, isValidOn } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { indicators, storedIndicator } from "#workflows/administration/tables/indicators.server.ts"

/** A version of a formula by its address: `766-3.1@2022-01-01` in force, `du-thao:<change>:<row>` proposed. */
export type FormulaVersion = { address: string; label: string; indicator: Indicator }

const OPEN_STATES = ["drafted", "submitted"] as const

/** Every stored version of every indicator, and what open changes propose, in the order of the table. */
export const findFormulaVersions = async (): Promise<FormulaVersion[]> => {
  const [stored, changes] = [
    await findIndicators(),
    await findReferenceChanges({ states: OPEN_STATES, table: indicators.id }),
  ]
  return [
    ...stored.map(storedVersion),
    ...changes.flatMap((change) =>
      changedFormulas(change, stored).map(({ key, draft }) => draftVersion(change.id, key, draft)),
    ),
  ]
}

/** @throws NotFoundError for an address of none */
export const versionAt = (all: readonly FormulaVersion[], address: string): FormulaVersion => {
  const found = all.find((one) => one.address === address)
  if (!found)
    throw new NotFoundError(
      "Không có phiên bản chỉ số này, hoặc dự thảo đã được xử lý. Chọn lại ở «So hai công thức».",
    )
  return found
}

export const storedAddress = ({ id, validFrom }: Pick<Indicator, "id" | "validFrom">): string =>
  `${id}@${validFrom}`
export const draftAddress = (changeId: string, key: string): string => `du-thao:${changeId}:${key}`

const storedVersion = (indicator: Indicator): FormulaVersion => ({
  address: storedAddress(indicator),
  label: `${indicator.id} ${indicator.name} (từ ${formatDay(indicator.validFrom)})`,
  indicator,
})

const draftVersion = (changeId: string, key: string, indicator: Indicator): FormulaVersion => ({
  address: draftAddress(changeId, key),
  label: `${indicator.id} ${indicator.name} (dự thảo, từ ${formatDay(indicator.validFrom)})`,
  indicator,
})

type ChangedFormula = {
  key: string
  draft: Indicator
  /** The version it takes the place of; null where the indicator is new. */
  former: Indicator | null
}

/** The indicators of a change that would be worked out otherwise than before: another formula, scale, rounding or rule. */
export const changedFormulas = (
  { rows }: Pick<ReferenceChange, "rows">,
  stored: readonly Indicator[],
): ChangedFormula[] =>
  rows.flatMap(({ key, before, after }) => {
    if (!after) return []
    const draft = storedIndicator(after)
    const former = before ? storedIndicator(before) : formerOf(draft, stored)
    return former && WORKED_BY.every((field) => former[field] === draft[field])
      ? []
      : [{ key, draft, former }]
  })

const WORKED_BY = [
  "numerator",
  "denominator",
  "scale",
  "decimals",
  "whenEmpty",
] as const satisfies (keyof Row & keyof Indicator)[]

/** Of a row that follows another: the version of the same indicator the day before, else its last. */
function formerOf({ id, validFrom }: Indicator, stored: readonly Indicator[]): Indicator | null {
  const own = stored.filter((one) => one.id === id && one.validFrom < validFrom)
  return own.find((one) => isValidOn(one, addDays(validFrom, -1))) ?? own.at(-1) ?? null
}

import type { CodeScheme } from "#models/agency/agency.ts"
import type { CatalogueEntry } from "#models/catalogue-edition/catalogue-edition.ts"

/** A unit by its published code. */
export type UnitCode = { code: string; scheme: CodeScheme }

/** How codes of each scheme look, for editions frozen before the scheme was kept beside the code. */
const SHAPES: readonly [CodeScheme, RegExp][] = [
  ["QCVN102", /^\d{3}\.\d{2,3}\.\d{2,3}\.[A-Y]\d{2}$/],
  ["QD20_2020", /^[A-Y]\d{2}(?:\.\d{1,3}){0,9}$/],
  ["GSO", /^(?:\d{2}|\d{5})$/],
]

type Coded = { code: string; scheme?: CodeScheme | undefined }

/**
 * The code with its scheme named; null where the unit has none. Editions frozen while a slug of ours stood in for a missing
 * code have none either: a slug never leaves the house (records.md §6.5).
 */
export const unitCodeOf = ({ code, scheme: kept }: Coded): UnitCode | null => {
  const scheme = kept ?? SHAPES.find(([, shape]) => shape.test(code))?.[0]
  return scheme ? { code, scheme } : null
}

/** The units a row is offered by: itself, or every member of its group on the day of freezing. */
const unitsOf = ({ unit }: Pick<CatalogueEntry, "unit">): (Coded & { id: string; name: string })[] =>
  unit.kind === "GROUP" ? unit.members : [unit]

/** Codes of those units, in order; units without one are left out (`unitsWithoutCode` counts them). */
export const unitCodesOf = (entry: Pick<CatalogueEntry, "unit">): UnitCode[] =>
  unitsOf(entry).flatMap((unit) => unitCodeOf(unit) ?? [])

/** How many different units of an edition have no published code. */
export const unitsWithoutCode = (entries: readonly Pick<CatalogueEntry, "unit">[]): number =>
  new Set(
    entries
      .flatMap(unitsOf)
      .filter((unit) => unitCodeOf(unit) === null)
      .map(({ id }) => id),
  ).size

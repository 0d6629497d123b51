import { levelChange } from "#models/shared/level-change.ts"
import { isOnlineLevel, type ServiceLevel } from "#models/shared/levels.ts"
import type { CarriedEdition, CarriedEntry, EntryChange } from "../catalogue-edition.ts"
import type { FigureName } from "./figures.ts"

/** What an edition changes against the one before; together with KEPT these are all rows of both. */
export const CHANGE_FIGURES = {
  NEW: "newServices",
  RAISED: "raisedServices",
  LOWERED: "loweredServices",
  KEPT: "keptServices",
  WITHDRAWN: "withdrawnServices",
} as const satisfies Record<EntryChange | "WITHDRAWN", FigureName>
export type CatalogueChange = keyof typeof CHANGE_FIGURES
export const CATALOGUE_CHANGES = Object.keys(CHANGE_FIGURES) as CatalogueChange[]

/** How a row's level stands to the one in the catalogue before; null: it was not in it. */
export const changeOf: (before: ServiceLevel | null, now: ServiceLevel) => EntryChange = levelChange

/** What of a row decides how it changed. */
type ChangedRow = Pick<CarriedEntry, "level" | "change">
type Compared<Row> = Pick<CarriedEdition, "kind"> & {
  entries: readonly Row[]
  removed: readonly unknown[]
}

/**
 * The rows behind each kind of change, each row in one list. What an amendment takes out is WITHDRAWN alone, however its level
 * moved; WITHDRAWN of an annual edition are the rows of the one before that are not in it (`removed`).
 */
export const changedRowsOf = <Row extends ChangedRow>(
  { kind, entries }: Pick<Compared<Row>, "kind" | "entries">,
  change: CatalogueChange,
): readonly Row[] => {
  const isTakenOut = ({ level }: Row) => kind === "AMENDMENT" && !isOnlineLevel(level)
  return entries.filter((entry) =>
    change === "WITHDRAWN" ? isTakenOut(entry) : entry.change === change && !isTakenOut(entry),
  )
}

export type ChangeCounts = Record<CatalogueChange, number>

/** How many services changed in each way against the edition before. */
export const changeCountsOf = (edition: Compared<ChangedRow>): ChangeCounts =>
  Object.fromEntries(
    CATALOGUE_CHANGES.map((change) => [
      change,
      changedRowsOf(edition, change).length + (change === "WITHDRAWN" ? edition.removed.length : 0),
    ]),
  ) as ChangeCounts

import type { CarriedEdition } from "../catalogue-edition.ts"
import { CATALOGUE_CHANGES, CHANGE_FIGURES, changeCountsOf } from "./change-lists.ts"
import type { FigureName } from "./figures.ts"
import { type RowFigures, rowFiguresOf } from "./row-lists.ts"

type ChangeFigure = (typeof CHANGE_FIGURES)[keyof typeof CHANGE_FIGURES]
export type EditionFigures = RowFigures & Record<ChangeFigure, number>

/** Every count of a frozen edition by name, as documents, pages, records and summaries of it say them. */
export const editionFiguresOf = (
  edition: Pick<CarriedEdition, "kind" | "entries" | "removed">,
): EditionFigures => {
  const changes = changeCountsOf(edition)
  return {
    ...rowFiguresOf(edition.entries),
    ...(Object.fromEntries(
      CATALOGUE_CHANGES.map((change) => [CHANGE_FIGURES[change], changes[change]]),
    ) as Record<ChangeFigure, number> satisfies Partial<Record<FigureName, number>>),
  }
}

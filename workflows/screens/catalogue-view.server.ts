import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import {
  type CatalogueRow,
  type EditionsInForce,
  editionsInForceOn,
} from "#models/catalogue-edition/catalogue-in-force.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { readCatalogue } from "#models/catalogue-edition/read-in-force.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { rememberLast } from "#models/shared/remember-last.ts"
import { type RowSearch, searchOver } from "#workflows/public-catalogue/search-rows.ts"

/** A catalogue ready to be read and searched: one edition as issued, or the one in force with its amendments. */
export type CatalogueView = {
  /** The edition whose heading, files and totals the page shows. */
  base: IssuedEdition
  edition: FrozenEdition
  /** Amendments already worked into the rows, oldest first. */
  amendments: IssuedEdition[]
  rows: CatalogueRow[]
  search: RowSearch
}

const rememberView = rememberLast<Omit<CatalogueView, "base" | "amendments">>(4)

/** The catalogue in force on a day; null when nothing is. */
export const viewInForceOn = async (
  issued: readonly IssuedEdition[],
  day: IsoDay,
): Promise<CatalogueView | null> => {
  const found = editionsInForceOn(issued, day)
  return found && viewOf(found)
}

/** An issued edition with its own rows only, whatever came after it. */
export const viewAsIssued = (issued: IssuedEdition): Promise<CatalogueView> =>
  viewOf({ base: issued, amendments: [] })

const viewOf = async ({ base, amendments }: EditionsInForce<IssuedEdition>): Promise<CatalogueView> => {
  const key = [base, ...amendments].map(({ editionId, digest }) => `${editionId} ${digest}`).join(" + ")
  const built = await rememberView(key, async () => {
    const read = await readCatalogue({ base, amendments })
    return { edition: read.base.edition, rows: read.rows, search: searchOver(read.rows) }
  })
  return { base, amendments, ...built }
}

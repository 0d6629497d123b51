import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import {
  type CatalogueRow,
  type EditionsInForce,
  editionsInForceOn,
  errataBy,
  withoutRepealed,
} from "#models/catalogue-edition/catalogue-in-force.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { readCatalogue } from "#models/catalogue-edition/read-in-force.server.ts"
import { findKnownRepeals, type KnownRepeal } from "#models/procedure-repeal/repeals-in-effect.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { rememberLast } from "#models/shared/remember-last.ts"
import { searchableRow } from "#workflows/public-catalogue/search-rows.ts"
import { type Search, searchOver } from "#workflows/search/search-over.ts"

/** A catalogue ready to be read and searched: one edition as issued, or the one in force with its amendments. */
export type CatalogueView = {
  /** The edition whose heading, files and totals the page shows. */
  base: IssuedEdition
  edition: FrozenEdition
  /** Amendments already worked into the rows, oldest first. */
  amendments: IssuedEdition[]
  rows: CatalogueRow[]
  /** Finds places in `rows`. */
  search: Search
  /** Rows that were announced and are no more, because their procedure was repealed by that day. */
  repealed: RepealedRow[]
}

type RepealedRow = { row: CatalogueRow; repeal: KnownRepeal }

const rememberView = rememberLast<Omit<CatalogueView, "base" | "amendments">>(4)

/** The catalogue in force on a day; null when nothing is. */
export const viewInForceOn = async (
  issued: readonly IssuedEdition[],
  day: IsoDay,
): Promise<CatalogueView | null> => {
  const found = editionsInForceOn(issued, day)
  return found && viewOf(found, day, true)
}

/** An issued edition with all of its own rows, whatever came after it; which of them were repealed by that day is said beside. */
export const viewAsIssued = (issued: IssuedEdition, day: IsoDay): Promise<CatalogueView> =>
  viewOf({ base: issued, amendments: [] }, day, false)

const viewOf = async (
  { base, amendments }: EditionsInForce<IssuedEdition>,
  day: IsoDay,
  leavesOutRepealed: boolean,
): Promise<CatalogueView> => {
  const repeals = (await findKnownRepeals()).filter(({ effectiveOn }) => effectiveOn <= day)
  const key = [
    ...[base, ...amendments].map((one) => `${one.editionId} ${one.digest} ${errataBy(one, day).length}`),
    ...repeals.map(({ id }) => id),
    // What a day changes of the rows are the repeals that hold by it.
    leavesOutRepealed ? "in force" : "as issued",
  ].join(" + ")
  const built = await rememberView(key, async () => {
    // As it was issued it reads as it is printed.
    const printed = leavesOutRepealed ? base : { ...base, errata: [] }
    const read = await readCatalogue({ base: printed, amendments }, day)
    const standing = withoutRepealed(read.rows, repeals, [base, ...amendments], day)
    const rows = leavesOutRepealed ? standing : read.rows
    return {
      edition: read.base.edition,
      rows,
      search: searchOver(rows.map(searchableRow)),
      repealed: repealedRows(read.rows, standing, repeals),
    }
  })
  return { base, amendments, ...built }
}

const repealedRows = (
  all: readonly CatalogueRow[],
  standing: readonly CatalogueRow[],
  repeals: readonly KnownRepeal[],
): RepealedRow[] => {
  const left = new Set(standing)
  return all
    .filter((row) => !left.has(row))
    .flatMap((row) => {
      const repeal = repeals.find(({ code }) => code === row.entry.procedure.code)
      return repeal ? [{ row, repeal }] : []
    })
}

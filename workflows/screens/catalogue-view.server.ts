import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import {
  type CatalogueRow,
  editionsInForce,
  rowsInForce,
} from "#models/catalogue-edition/catalogue-in-force.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
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

/** The catalogue in force; null while nothing has been issued. */
export const viewInForce = async (issued: readonly IssuedEdition[]): Promise<CatalogueView | null> => {
  const found = editionsInForce(issued)
  return found && viewOf(found.base, found.amendments)
}

/** An issued edition with its own rows only, whatever came after it. */
export const viewAsIssued = (issued: IssuedEdition): Promise<CatalogueView> => viewOf(issued, [])

const viewOf = async (base: IssuedEdition, amendments: IssuedEdition[]): Promise<CatalogueView> => {
  const parts = [base, ...amendments]
  const key = parts.map(({ editionId, digest }) => `${editionId} ${digest}`).join(" + ")
  const built = await rememberView(key, async () => {
    const read = []
    for (const issued of parts) read.push({ ...issued, edition: await issued.load() })
    const [first, ...rest] = read
    if (!first) throw new Error("a catalogue view needs an edition")
    const rows = rowsInForce(first, rest)
    return { edition: first.edition, rows, search: searchOver(rows) }
  })
  return { base, amendments, ...built }
}

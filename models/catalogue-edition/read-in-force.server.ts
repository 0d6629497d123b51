import type { IsoDay } from "#models/shared/dates.ts"
import type { FrozenEdition } from "./catalogue-edition.ts"
import {
  type CatalogueRow,
  type EditionsInForce,
  editionsInForceOn,
  rowsInForce,
} from "./catalogue-in-force.ts"
import type { IssuedEdition } from "./issued-edition.ts"

type Read = IssuedEdition & { edition: FrozenEdition }

/** Editions with their rows read, and the rows they make together. */
export type ReadCatalogue = EditionsInForce<Read> & { rows: CatalogueRow[] }

/** The catalogue in force on a day with its rows; null when nothing is in force. */
export const readInForceOn = async (
  issued: readonly IssuedEdition[],
  day: IsoDay,
): Promise<ReadCatalogue | null> => {
  const found = editionsInForceOn(issued, day)
  return found && readCatalogue(found)
}

/** Reads the rows of an edition and of the amendments to be worked into it, oldest first. */
export const readCatalogue = async ({
  base,
  amendments,
}: EditionsInForce<IssuedEdition>): Promise<ReadCatalogue> => {
  const first = await readOne(base)
  const rest: Read[] = []
  for (const one of amendments) rest.push(await readOne(one))
  return { base: first, amendments: rest, rows: rowsInForce(first, rest) }
}

const readOne = async (one: IssuedEdition): Promise<Read> => ({ ...one, edition: await one.load() })

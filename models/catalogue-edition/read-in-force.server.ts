import type { ClientSession } from "mongoose"
import { findKnownRepeals, type KnownRepeal } from "#models/procedure-repeal/repeals-in-effect.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { FrozenEdition } from "./catalogue-edition.ts"
import {
  type CatalogueRow,
  type EditionsInForce,
  editionsInForceOn,
  rowsInForce,
  withoutRepealed,
} from "./catalogue-in-force.ts"
import type { IssuedEdition } from "./issued-edition.ts"

type Read = IssuedEdition & { edition: FrozenEdition }

/** Editions with their rows read, and the rows they make together. */
export type ReadCatalogue = EditionsInForce<Read> & { rows: CatalogueRow[] }

type Ending = Pick<KnownRepeal, "code" | "effectiveOn" | "at">

/**
 * The catalogue in force on a day with its rows, without what was repealed by then; null when nothing is in force.
 * @param findEndings the repeals that count; those whose day has come, carried out or not, unless told otherwise
 */
export const readInForceOn = async (
  issued: readonly IssuedEdition[],
  day: IsoDay,
  session: ClientSession | null = null,
  findEndings: (filter: object, session: ClientSession | null) => Promise<Ending[]> = findKnownRepeals,
): Promise<ReadCatalogue | null> => {
  const found = editionsInForceOn(issued, day)
  if (!found) return null
  const read = await readCatalogue(found, day)
  return { ...read, rows: withoutRepealed(read.rows, await findEndings({}, session), issued, day) }
}

/**
 * Reads the rows of an edition and of the amendments to be worked into it, oldest first; as announced and corrected by that day,
 * repeals left aside.
 */
export const readCatalogue = async (
  { base, amendments }: EditionsInForce<IssuedEdition>,
  day: IsoDay | null = null,
): Promise<ReadCatalogue> => {
  const first = await readOne(base)
  const rest: Read[] = []
  for (const one of amendments) rest.push(await readOne(one))
  return { base: first, amendments: rest, rows: rowsInForce(first, rest, day) }
}

const readOne = async (one: IssuedEdition): Promise<Read> => ({ ...one, edition: await one.load() })

import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { ANNEX_SIGNATURE_READ } from "#workflows/document-text/annex-signature.ts"
import { type Line, linesOf } from "#workflows/pdf-reading/lines.ts"
import { readFirstPage } from "#workflows/pdf-reading/read-pages.server.ts"
import { isReadable } from "#workflows/pdf-reading/readable-word.ts"
import type { Box } from "#workflows/pdf-reading/reading.ts"

/** What the agency's signature shows on a sealed annex; null where it shows no such line. */
export type ShownOnAnnex = {
  /** `15/QĐ-UBND`. */
  number: string | null
  day: IsoDay | null
  hasPicture: boolean
}

/** Reads it as people do, with any blanks; the exact form is the linter's matter. What cannot be read by people shows nothing. */
export const shownOnAnnex = async (bytes: Uint8Array): Promise<ShownOnAnnex> => {
  const { words, artwork, fields, number: page } = await readFirstPage(bytes)
  const isShown = ({ field }: { field: string | null }) => field === SIGNATURE_FIELDS.agency.name
  const [line, ...more] = linesOf(words.filter(isShown), page)
  const place = fields.find(({ name }) => name === SIGNATURE_FIELDS.agency.name)
  const isAlone = line !== undefined && more.length === 0 && place !== undefined
  const isRead = isAlone && isWithin(line, place) && line.words.every(isReadable)
  const read = isRead ? ANNEX_SIGNATURE_READ.exec(line.text) : null
  const [, number = null, date = "1", month = "1", year] = read ?? []
  return {
    number,
    day: year ? `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}` : null,
    hasPicture: artwork.some(isShown),
  }
}

const isWithin = ({ words }: Line, place: Box): boolean =>
  words.every(
    ({ x0, x1, y0, y1 }) =>
      x0 >= place.x0 - 1 && x1 <= place.x1 + 1 && y0 >= place.y0 - 1 && y1 <= place.y1 + 1,
  )

import type { IsoDay } from "#models/shared/dates.ts"
import { SIGNATURE_FIELDS } from "./form-fields.server.ts"
import { readFirstPage } from "./lint/read/read-pdf.server.ts"
import { linesOf } from "./lint/recognise/lines.ts"

/** What the agency's signature shows on a sealed annex; null where it shows none, or more than one. */
export type ShownOnAnnex = {
  /** `15/QĐ-UBND`. */
  number: string | null
  day: IsoDay | null
  hasPicture: boolean
}

/** Reads it as people do, whatever stands between; the exact form is the linter's matter. */
export const shownOnAnnex = async (bytes: Uint8Array): Promise<ShownOnAnnex> => {
  const { words, artwork, number: page } = await readFirstPage(bytes)
  const isShown = ({ field }: { field: string | null }) => field === SIGNATURE_FIELDS.agency.name
  const text = linesOf(words.filter(isShown), page)
    .map((line) => line.text)
    .join(" ")
  const day = only(text.matchAll(/(?<!\d)(\d\d?)\/(\d\d?)\/(\d{4})(?!\d)/gu))
  return {
    number: only(text.matchAll(/(?<![\d/])\d+\/[\p{L}][\p{L}\d/-]*/gu))?.[0] ?? null,
    day: day ? `${day[3]}-${day[2]?.padStart(2, "0")}-${day[1]?.padStart(2, "0")}` : null,
    hasPicture: artwork.some(isShown),
  }
}

const only = (found: Iterable<RegExpMatchArray>): RegExpMatchArray | undefined => {
  const [first, ...more] = found
  return more.length === 0 ? first : undefined
}

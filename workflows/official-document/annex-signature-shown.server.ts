import { ANNEX_SIGNATURE } from "./annex-signature.ts"
import { SIGNATURE_FIELDS } from "./form-fields.server.ts"
import { readFirstPage } from "./lint/read/read-pdf.server.ts"
import { linesOf } from "./lint/recognise/lines.ts"

/** The decision's number that the agency's signature shows on a sealed annex; null where it shows no line of that form. */
export const numberShownOnAnnex = async (bytes: Uint8Array): Promise<string | null> => {
  const { words, number } = await readFirstPage(bytes)
  const shown = words.filter(({ field }) => field === SIGNATURE_FIELDS.agency.name)
  const text = linesOf(shown, number)
    .map((line) => line.text)
    .join(" ")
  return ANNEX_SIGNATURE.exec(text)?.[1] ?? null
}

import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { mm } from "#workflows/document-drawing/layout-profile.ts"
import { centreOf, joined, linesOf } from "#workflows/pdf-reading/lines.ts"
import { readPageWith } from "#workflows/pdf-reading/read-pages.server.ts"
import { isReadable } from "#workflows/pdf-reading/readable-word.ts"
import { trainingMarkIn } from "#workflows/pdf-reading/training-mark.ts"

/** The signing block has its middle where the signature has, and ends at this margin. */
const MARGIN = mm(20)

/**
 * The name printed under the place of the personal signature (ô 7b), with all else that stands there: a name beside the true
 * one is not passed over. Null where nothing does, or what people cannot read.
 */
export const printedSigner = async (bytes: Uint8Array): Promise<string | null> => {
  const { name } = SIGNATURE_FIELDS.personal
  const page = await readPageWith(bytes, name)
  const place = page?.fields.find((field) => field.name === name)
  if (!page || !place) return null
  const leftEdge = 2 * centreOf(place) - (page.width - MARGIN)
  const mark = new Set(trainingMarkIn(page, page.words))
  const below = page.words.filter(
    (word) => word.field === null && word.y1 > place.y1 && centreOf(word) > leftEdge && !mark.has(word),
  )
  return below.length > 0 && below.every(isReadable) ? joined(linesOf(below, page.number)) : null
}

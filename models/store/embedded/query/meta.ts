import { ServerError } from "../errors.ts"
import type { Document } from "../values/bson.server.ts"

/** What a search notes of a document it found; travels with copies of it and is never stored or sent. */
export type Meta = { textScore?: number; geoNearDistance?: number; geoNearPoint?: unknown }

const META = Symbol("meta")
type Described = Document & { [META]?: Meta }

export const withMeta = (document: Document, meta: Meta): Document => ({ ...document, [META]: meta })

/** Carries the note over to a document made from another. */
export const keepMeta = (from: Document, to: Document): Document => {
  const meta = (from as Described)[META]
  if (meta) (to as Described)[META] = meta
  return to
}

const NEEDS_TEXT = "query requires text score metadata, but it is not available"

/** @throws ServerError 40218 for what the search did not note, 17308 for what MongoDB does not know */
export const metaOf = (document: unknown, name: unknown): unknown => {
  const meta = (document as Described | null)?.[META]
  switch (name) {
    case "textScore":
      if (meta?.textScore === undefined) throw new ServerError(40218, NEEDS_TEXT)
      return meta.textScore
    case "geoNearDistance":
    case "geoNearPoint":
      return meta?.[name]
    case "indexKey":
    case "recordId":
    case "searchScore":
    case "searchHighlights":
      return undefined
    default:
      throw new ServerError(17308, `Unsupported argument to $meta: ${String(name)}`)
  }
}

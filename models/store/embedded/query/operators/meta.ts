import { ServerError } from "../../errors.ts"

const NEEDED: Record<string, string> = {
  textScore: "query requires text score metadata, but it is not available",
  geoNearDistance: "query requires $geoNear distance metadata, but it is not available",
  geoNearPoint: "query requires $geoNear point metadata, but it is not available",
}
const ABSENT = new Set(["indexKey", "recordId", "searchScore", "searchHighlights"])

/**
 * What a search notes of a document: nothing here, where neither words nor places are searched.
 * @throws ServerError 40218 for what no search noted, 17308 for what MongoDB does not know
 */
export const refuseMeta = (name: unknown): void => {
  const needed = Object.hasOwn(NEEDED, String(name)) ? NEEDED[String(name)] : undefined
  if (needed) throw new ServerError(40218, needed)
  if (!ABSENT.has(String(name)))
    throw new ServerError(17308, `Unsupported argument to $meta: ${String(name)}`)
}

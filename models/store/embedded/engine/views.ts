import { ServerError } from "../errors.ts"
import type { Document } from "../values/bson.server.ts"
import type { Collection } from "./collection.ts"
import type { Engine } from "./engine.ts"

const MAX_DEPTH = 20

/** The collection a view reads in the end, and everything that is done to its documents on the way. */
export const resolvedView = (engine: Engine, view: Collection): { base: string; pipeline: Document[] } => {
  let base = view.name
  let pipeline: Document[] = []
  for (let depth = 0; depth <= MAX_DEPTH; depth++) {
    const found = engine.find(view.database, base)
    if (!found?.isView) return { base, pipeline }
    pipeline = [...(found.options["pipeline"] as Document[]), ...pipeline]
    base = String(found.options["viewOn"])
  }
  throw new ServerError(165, `View depth too deep or view cycle detected on ${view.namespace}`)
}

import type { Document } from "../values/bson.server.ts"

/** An index as `createIndexes` gives it and `listIndexes` shows it. */
export type IndexSpecification = Document & { key: Document; name: string }

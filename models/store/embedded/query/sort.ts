import { badValue, notSupported, ServerError } from "../errors.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { toDouble } from "../values/exact-number.ts"
import { keyOf, UNDEFINED_KEY } from "../values/order.ts"
import { BINARY, type Comparison } from "./collation.ts"
import { MISSING, splitPath, valuesAt } from "./paths.ts"

export type SortField = {
  path: string
  parts: string[]
  direction: 1 | -1
}

/** @throws ServerError 2 on a direction other than 1 and -1 */
export const parseSort = (specification: unknown): SortField[] => {
  if (specification === undefined || specification === null) return []
  if (!isDocument(specification)) throw badValue("Expected field sort to be of type object")
  return Object.entries(specification).map(([path, value]): SortField => {
    if (isDocument(value) && "$meta" in value) throw notSupported("a sort by $meta")
    if (path.startsWith("$") || path === "")
      throw new ServerError(16410, `FieldPath field names may not start with '$': ${path}`)
    const direction = toDouble(value)
    if (direction !== 1 && direction !== -1)
      throw badValue(`$sort key ordering must be 1 (for ascending) or -1 (for descending): ${path}`)
    return { path, parts: splitPath(path), direction }
  })
}

/** How one kind of comparison sorts: what stands for a value, and the order of two such. */
type Ordering = { standIn: (value: unknown) => unknown; compare: (a: unknown, b: unknown) => number }

const BY_KEY: Ordering = {
  standIn: (value) => (value === undefined ? UNDEFINED_KEY : keyOf(value)),
  compare: (a, b) => ((a as string) < (b as string) ? -1 : a === b ? 0 : 1),
}

/** What a document sorts by under one field: the least (or greatest) of an array's elements; an empty array comes first. */
function sortedBy(
  document: Document,
  { parts, direction }: SortField,
  { standIn, compare }: Ordering,
): unknown {
  const elements = valuesAt(document, parts).flatMap((value): unknown[] => {
    if (value === MISSING || value === undefined) return [null]
    return Array.isArray(value) && value.length === 0 ? [undefined] : [value].flat()
  })
  const [first, ...others] = elements.length > 0 ? elements.map(standIn) : [standIn(null)]
  return others.reduce((best, one) => (compare(one, best) * direction < 0 ? one : best), first)
}

/** Sorts items by the documents they hold; equal ones keep their order. */
export const sortBy = <Item>(
  items: Item[],
  documentOf: (item: Item) => Document,
  fields: SortField[],
  comparison: Comparison = BINARY,
): Item[] => {
  if (fields.length === 0) return items
  const ordering = comparison.isBinary ? BY_KEY : { standIn: (value: unknown) => value, ...comparison }
  const keyed = items.map((item) => {
    const document = documentOf(item)
    return { item, by: fields.map((field) => sortedBy(document, field, ordering)) }
  })
  keyed.sort((a, b) => {
    for (const [at, { direction }] of fields.entries()) {
      const order = ordering.compare(a.by[at], b.by[at])
      if (order !== 0) return order * direction
    }
    return 0
  })
  return keyed.map(({ item }) => item)
}

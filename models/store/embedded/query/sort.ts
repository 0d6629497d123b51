import { badValue, ServerError } from "../errors.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { inverted, toDouble } from "../values/exact-number.ts"
import { keyOf, NULL_KEY, UNDEFINED_KEY } from "../values/order.ts"
import { BINARY, type Comparison } from "./collation.ts"
import { refuseMeta } from "./operators/meta.ts"
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
    if (isDocument(value)) {
      const { $meta } = value
      if (typeof $meta !== "string" || Object.keys(value).length !== 1)
        throw new ServerError(17312, `Illegal key in $sort specification: ${path}: ${JSON.stringify(value)}`)
      refuseMeta($meta)
      throw new ServerError(31138, `Illegal $meta sort: ${path}: ${JSON.stringify(value)}`)
    }
    if (path.startsWith("$") || path === "")
      throw new ServerError(16410, `FieldPath field names may not start with '$': ${path}`)
    const direction = toDouble(value)
    if (direction !== 1 && direction !== -1)
      throw badValue(`$sort key ordering must be 1 (for ascending) or -1 (for descending): ${path}`)
    return { path, parts: splitPath(path), direction }
  })
}

/** The text a document sorts by under one field: the least (or greatest) of an array's elements. */
const sortKeyOf = (document: Document, { parts, direction }: SortField): string => {
  let chosen: string | null = null
  for (const value of valuesAt(document, parts))
    for (const key of keysOf(value))
      if (chosen === null || (direction === 1 ? key < chosen : key > chosen)) chosen = key
  return chosen ?? NULL_KEY
}

const keysOf = (value: unknown): string[] => {
  if (value === MISSING || value === null || value === undefined) return [NULL_KEY]
  if (!Array.isArray(value)) return [keyOf(value)]
  return value.length === 0 ? [UNDEFINED_KEY] : value.map(keyOf)
}

/** Sorts items by the documents they hold; equal ones keep their order. */
export const sortBy = <Item>(
  items: Item[],
  documentOf: (item: Item) => Document,
  fields: SortField[],
  comparison: Comparison = BINARY,
): Item[] => {
  if (fields.length === 0) return items
  if (!comparison.isBinary) return sortCollated(items, documentOf, fields, comparison)
  const keyed = items.map((item) => {
    const document = documentOf(item)
    let key = ""
    for (const field of fields) {
      const own = sortKeyOf(document, field)
      key += field.direction === 1 ? own : inverted(own)
    }
    return { item, key }
  })
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed.map(({ item }) => item)
}

function sortCollated<Item>(
  items: Item[],
  documentOf: (item: Item) => Document,
  fields: SortField[],
  { compare }: Comparison,
): Item[] {
  const keyed = items.map((item) => ({
    item,
    values: fields.map(({ parts, direction }) =>
      extremeOf(valuesAt(documentOf(item), parts), direction, compare),
    ),
  }))
  return keyed
    .sort((a, b) => {
      for (const [index, { direction }] of fields.entries()) {
        const order = compare(a.values[index], b.values[index])
        if (order !== 0) return order * direction
      }
      return 0
    })
    .map(({ item }) => item)
}

function extremeOf(values: unknown[], direction: 1 | -1, compare: Comparison["compare"]): unknown {
  const flat = values.flatMap((value) =>
    value === MISSING ? [null] : Array.isArray(value) ? value : [value],
  )
  return flat.reduce<unknown>(
    (best, value, index) => (index === 0 || compare(value, best) * direction < 0 ? value : best),
    null,
  )
}

import { ServerError } from "../errors.ts"
import { MISSING } from "../query/paths.ts"
import { type Document, hasField, isDocument } from "../values/bson.server.ts"
import { keyOf, NULL_KEY, UNDEFINED_KEY } from "../values/order.ts"

export type KeyField = { path: string; parts: string[]; direction: 1 | -1 }

/** Keys under which an index finds a document; several when an array lies on the way. */
export type IndexKeys = { keys: string[]; isMultikey: boolean }

/** What stands under the fields of an index in a document, once for each way through its arrays. */
export const valuesUnder = (
  fields: KeyField[],
  document: Document,
): { tuples: unknown[][]; isMultikey: boolean } => {
  const tuples: unknown[][] = []
  const walks = fields.map(({ parts }) => ({ value: document, parts, at: 0 }))
  return { tuples, isMultikey: expand(walks, tuples) }
}

const EMPTY_ARRAY = Symbol("empty array")

/** What a value is in an index key, where the order is not turned round. */
export const componentOf = (value: unknown): string =>
  value === MISSING || value === undefined || value === null
    ? NULL_KEY
    : value === EMPTY_ARRAY
      ? UNDEFINED_KEY
      : keyOf(value)

/** How far one field's path has been followed. */
type Walk = { value: unknown; parts: readonly string[]; at: number; isElement?: boolean }

/** @throws ServerError 171 */
function expand(walks: Walk[], tuples: unknown[][]): boolean {
  let array: unknown[] | null = null
  const reached = walks.map((walk) => {
    const end = follow(walk)
    if (Array.isArray(end.value) && !end.isElement) {
      if (array !== null && array !== end.value) throw new ServerError(171, "cannot index parallel arrays")
      array = end.value
    }
    return end
  })
  if (array === null) {
    tuples.push(reached.map(({ value }) => value))
    return false
  }
  const items: unknown[] = array
  const next = (element: unknown, isEmpty: boolean) =>
    reached.map((walk): Walk => {
      if (walk.value !== array || walk.isElement) return walk
      if (walk.at === walk.parts.length)
        return { ...walk, value: isEmpty ? EMPTY_ARRAY : element, isElement: true }
      return isDocument(element)
        ? { ...walk, value: element }
        : { ...walk, value: MISSING, at: walk.parts.length }
    })
  if (items.length === 0) expand(next(MISSING, true), tuples)
  for (const element of items) expand(next(element, false), tuples)
  return true
}

/** Goes through documents (and numbered places of arrays) until the end or an array to spread. */
function follow(walk: Walk): Walk {
  let { value, at } = walk
  const { parts } = walk
  while (at < parts.length) {
    const part = parts[at] as string
    if (isDocument(value)) value = hasField(value, part) ? value[part] : MISSING
    else if (Array.isArray(value)) {
      if (!/^(0|[1-9]\d*)$/.test(part)) return { ...walk, value, at }
      value = Number(part) < value.length ? value[Number(part)] : MISSING
    } else return { ...walk, value: MISSING, at: parts.length }
    at += 1
  }
  return { ...walk, value, at }
}

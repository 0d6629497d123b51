import type { Comparison } from "../query/collation.ts"
import { isOperatorDocument } from "../query/filter.ts"
import { isRegex, regexOf } from "../query/value-tests.ts"
import { BSONRegExp, type Document, isDocument, MaxKey, MinKey } from "../values/bson.server.ts"
import { KEY_END, keyOf, NULL_KEY, orderedText, RANK, rankOf } from "../values/order.ts"

/** Index keys from `start` (included) to `end` (not included). */
export type Stretch = { start: string; end: string }

/** What a filter says of one path: the keys of exact values, or a stretch of keys. */
export type Bound = { keys: string[] } | Stretch

export type Bounds = Map<string, Bound[]>

/** Bounds per path that every matching document's keys meet; paths without are left out. */
export const boundsOf = (filter: Document, comparison: Comparison, bounds: Bounds = new Map()): Bounds => {
  for (const [key, operand] of Object.entries(filter)) {
    if (key === "$and" && Array.isArray(operand)) {
      for (const clause of operand) if (isDocument(clause)) boundsOf(clause, comparison, bounds)
    } else if (!key.startsWith("$")) {
      for (const bound of boundsOfField(operand, comparison)) {
        const known = bounds.get(key)
        if (known) known.push(bound)
        else bounds.set(key, [bound])
      }
    }
  }
  return bounds
}

function boundsOfField(operand: unknown, comparison: Comparison): Bound[] {
  if (isRegex(operand)) return comparison.isBinary ? prefixOf(operand) : []
  if (!isOperatorDocument(operand)) return point(operand, comparison)
  return Object.entries(operand).flatMap(([operator, value]): Bound[] => {
    switch (operator) {
      case "$eq":
        return point(value, comparison)
      case "$in":
        return points(value, comparison)
      case "$gt":
      case "$gte":
      case "$lt":
      case "$lte":
        return range(operator, value, comparison)
      case "$regex":
        return comparison.isBinary ? prefixOf(value, operand["$options"]) : []
      default:
        return []
    }
  })
}

/** Arrays stand in an index by element, a pattern is no value, and a collation orders strings otherwise: none gives a bound. */
const isUsable = (value: unknown, { isBinary }: Comparison): boolean =>
  value !== undefined &&
  !Array.isArray(value) &&
  !isRegex(value) &&
  !(value instanceof MinKey) &&
  !(value instanceof MaxKey) &&
  (isBinary || ![RANK.string, RANK.object as number].includes(rankOf(value)))

function point(value: unknown, comparison: Comparison): Bound[] {
  return isUsable(value, comparison) ? [{ keys: [keyOf(value)] }] : []
}

function points(values: unknown, comparison: Comparison): Bound[] {
  if (!Array.isArray(values) || !values.every((value) => isUsable(value, comparison))) return []
  return [{ keys: [...new Set(values.map(keyOf))].sort() }]
}

function range(operator: string, value: unknown, comparison: Comparison): Bound[] {
  if (!isUsable(value, comparison)) return []
  if (value === null) return operator.endsWith("e") ? [{ keys: [NULL_KEY] }] : []
  const key = keyOf(value)
  const after = key + KEY_END
  const rank = rankOf(value)
  return operator.startsWith("$gt")
    ? [{ start: operator === "$gte" ? key : after, end: String.fromCharCode(rank + 1) }]
    : [{ start: String.fromCharCode(rank), end: operator === "$lte" ? after : key }]
}

/** `/^abc/` reads only the strings that begin so. */
function prefixOf(pattern: unknown, options?: unknown): Bound[] {
  if (typeof pattern !== "string" && !(pattern instanceof RegExp) && !(pattern instanceof BSONRegExp))
    return []
  const { source, flags } = regexOf(pattern, options)
  if (/[ims]/.test(flags) || source.includes("|")) return []
  const literal = /^\^((?:[^\\.[\](){}*+?^$|]|\\[-.[\](){}*+?^$|/\\])*)/.exec(source)
  if (!literal) return []
  const rest = source.slice(literal[0].length)
  let text = (literal[1] ?? "").replaceAll(/\\(.)/g, "$1")
  if (/^[*?{]/.test(rest)) text = text.slice(0, -1)
  if (!text || /[\ud800-\uffff]/.test(text)) return []
  const low = String.fromCharCode(RANK.string) + orderedText(text).slice(0, -1)
  return [{ start: low, end: `${low}\uffff` }]
}

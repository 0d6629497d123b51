import { badValue, ServerError, typeMismatch } from "../errors.ts"
import { compileElementTest, compileValueTest } from "../query/filter.ts"
import { parseSort, sortBy } from "../query/sort.ts"
import { isRegex, typeNameOf } from "../query/value-tests.ts"
import { added, multiplied } from "../values/arithmetic.ts"
import { type Document, isDocument, Timestamp } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import { areEqual, compareValues } from "../values/order.ts"
import { shown, shownField, shownId } from "../values/shown.ts"

/** Leaves the field as it is. */
export const UNCHANGED = Symbol("unchanged")
/** Takes the field away. */
export const REMOVED = Symbol("removed")

/** What becomes of one field: `previous` is `undefined` when there is none. */
export type Change = (previous: unknown, path: string, document: Document) => unknown

export type Modifier = {
  /** Makes the documents on the way to the field when they are not there. */
  creates: boolean
  onlyOnInsert?: boolean
  compile: (operand: unknown, now: Date, path: string) => Change
}

const set =
  (operand: unknown): Change =>
  () =>
    operand

export const MODIFIERS: Record<string, Modifier> = {
  $set: { creates: true, compile: set },
  $setOnInsert: { creates: true, onlyOnInsert: true, compile: set },
  $unset: { creates: false, compile: () => (previous) => (previous === undefined ? UNCHANGED : REMOVED) },
  $inc: { creates: true, compile: (operand, _now, path) => numeric("$inc", operand, added, path) },
  $mul: { creates: true, compile: (operand, _now, path) => numeric("$mul", operand, multiplied, path) },
  $min: { creates: true, compile: (operand) => extreme(operand, -1) },
  $max: { creates: true, compile: (operand) => extreme(operand, 1) },
  $currentDate: { creates: true, compile: currentDate },
  $push: { creates: true, compile: push },
  $addToSet: { creates: true, compile: addToSet },
  $pop: { creates: false, compile: pop },
  $pull: { creates: false, compile: pull },
  $pullAll: { creates: false, compile: pullAll },
}

const extreme =
  (operand: unknown, sign: 1 | -1): Change =>
  (previous) =>
    previous === undefined || compareValues(operand, previous) * sign > 0 ? operand : UNCHANGED

function numeric(
  name: string,
  operand: unknown,
  apply: (previous: unknown, operand: unknown) => unknown,
  path: string,
): Change {
  if (!isNumeric(operand))
    throw typeMismatch(
      `Cannot ${name === "$inc" ? "increment" : "multiply"} with non-numeric argument: ${shownField(path, operand)}`,
    )
  return (previous, _path, document) => {
    if (previous === undefined) return name === "$inc" ? operand : apply(0, operand)
    if (!isNumeric(previous))
      throw typeMismatch(
        `Cannot apply ${name} to a value of non-numeric type. ${shownId(document)} has the field '${path}' of non-numeric type ${typeNameOf(previous)}`,
      )
    return apply(previous, operand)
  }
}

function currentDate(operand: unknown, now: Date): Change {
  const type = isDocument(operand) ? operand["$type"] : operand
  if (type === true || type === false || type === "date") return () => now
  if (type === "timestamp") return () => new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 })
  throw badValue("The '$type' string field is required to be 'date' or 'timestamp'")
}

const arrayAt = (name: string, previous: unknown, path: string, document: Document): unknown[] => {
  if (name === "$pull" && !Array.isArray(previous)) throw badValue("Cannot apply $pull to a non-array value")
  if (!Array.isArray(previous))
    throw badValue(
      name === "$push"
        ? `The field '${path}' must be an array but is of type ${typeNameOf(previous)} in document ${shownId(document)}`
        : `Cannot apply ${name} to a non-array field. Field named '${path}' has non-array type ${typeNameOf(previous)}`,
    )
  return previous
}

const PUSH_MODIFIERS = new Set(["$each", "$position", "$slice", "$sort"])

function push(operand: unknown): Change {
  if (!isDocument(operand) || !("$each" in operand))
    return (previous, path, document) => [
      ...(previous === undefined ? [] : arrayAt("$push", previous, path, document)),
      operand,
    ]
  const { $each, $position, $slice, $sort } = operand
  const unknown = Object.keys(operand).find((key) => !PUSH_MODIFIERS.has(key))
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`)
  if (!Array.isArray($each)) throw badValue("The argument to $each in $push must be an array")
  for (const number of [$position, $slice])
    if (number !== undefined && !Number.isInteger(toDouble(number)))
      throw badValue("The value for $slice and $position must be an integer value")
  const order = $sort === undefined ? null : elementOrder($sort)
  return (previous, path, document) => {
    const array = previous === undefined ? [] : [...arrayAt("$push", previous, path, document)]
    array.splice($position === undefined ? array.length : toDouble($position), 0, ...$each)
    const sorted = order ? order(array) : array
    if ($slice === undefined) return sorted
    const size = toDouble($slice)
    return size < 0 ? sorted.slice(size) : sorted.slice(0, size)
  }
}

function elementOrder(specification: unknown): (items: unknown[]) => unknown[] {
  if (isDocument(specification)) {
    const fields = parseSort(specification)
    return (items) => sortBy(items, (item) => (isDocument(item) ? item : {}), fields)
  }
  const direction = toDouble(specification)
  if (direction !== 1 && direction !== -1)
    throw badValue(
      "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields",
    )
  return (items) => [...items].sort((a, b) => compareValues(a, b) * direction)
}

function addToSet(operand: unknown): Change {
  const isEach = isDocument(operand) && "$each" in operand
  const items: unknown = isEach ? operand["$each"] : [operand]
  const more = isEach && Object.keys(operand).find((key) => key !== "$each")
  if (more) throw badValue(`Found unexpected fields after $each in $addToSet: ${shown(operand)}`)
  if (!Array.isArray(items)) throw typeMismatch("The argument to $each in $addToSet must be an array")
  return (previous, path, document) => {
    const array = previous === undefined ? [] : [...arrayAt("$addToSet", previous, path, document)]
    for (const item of items) if (!array.some((existing) => areEqual(existing, item))) array.push(item)
    return array
  }
}

function pop(operand: unknown): Change {
  const side = toDouble(operand)
  if (side !== 1 && side !== -1) throw new ServerError(9, `$pop expects 1 or -1, found: ${String(operand)}`)
  return (previous, path) => {
    if (previous === undefined) return UNCHANGED
    const array = Array.isArray(previous) ? previous : null
    if (!array)
      throw typeMismatch(`Path '${path}' contains an element of non-array type '${typeNameOf(previous)}'`)
    return side === 1 ? array.slice(0, -1) : array.slice(1)
  }
}

const without =
  (goes: (item: unknown) => boolean): Change =>
  (previous, path, document) =>
    previous === undefined
      ? UNCHANGED
      : arrayAt("$pull", previous, path, document).filter((item) => !goes(item))

function pull(operand: unknown): Change {
  if (isRegex(operand)) return without(compileValueTest(operand))
  return without(isDocument(operand) ? compileElementTest(operand) : (item) => areEqual(item, operand))
}

function pullAll(operand: unknown): Change {
  if (!Array.isArray(operand)) throw badValue("$pullAll requires an array argument")
  return without((item) => operand.some((gone) => areEqual(gone, item)))
}

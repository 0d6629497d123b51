import { badValue, failedToParse, notSupported, ServerError } from "../errors.ts"
import { isOperatorDocument } from "../query/filter.ts"
import { splitPath } from "../query/paths.ts"
import { runStages } from "../query/stages/index.ts"
import { typeNameOf } from "../query/value-tests.ts"
import { type Document, hasField, isDocument } from "../values/bson.server.ts"
import { areEqual } from "../values/order.ts"
import { MODIFIERS } from "./modifiers.ts"
import { type Action, arrayFiltersOf, Draft, stepsOf } from "./path-update.ts"

export type UpdateOptions = {
  arrayFilters?: unknown
  /** The filter of the update: the positional `$` reads it. */
  filter: Document
  variables: Document
  now: Date
  multi: boolean
}

/** Gives the document after the update; shares what did not change with the one before and never alters it. */
export type Update = {
  kind: "REPLACEMENT" | "OPERATORS" | "PIPELINE"
  apply: (document: Document, isInsert: boolean) => Document
}

/** @throws ServerError as MongoDB on unknown operators, conflicting paths, bad operands */
export const compileUpdate = (update: unknown, options: UpdateOptions): Update => {
  if (Array.isArray(update)) {
    if (options.arrayFilters !== undefined)
      throw failedToParse("arrayFilters may not be specified for pipeline-syle updates")
    return pipeline(update, options.variables)
  }
  if (!isDocument(update)) throw failedToParse("Update argument must be either an object or an array")
  const first = Object.keys(update)[0]
  if (!first?.startsWith("$")) return replacement(update, options)
  return operators(update, options)
}

const ALLOWED_STAGES = ["$addFields", "$set", "$project", "$unset", "$replaceRoot", "$replaceWith"]

function pipeline(stages: unknown[], variables: Document): Update {
  for (const stage of stages) {
    const [name = "", more] = isDocument(stage) ? Object.keys(stage) : []
    if (!name || more !== undefined)
      throw failedToParse("A pipeline stage specification object must contain exactly one field.")
    if (!ALLOWED_STAGES.includes(name))
      throw new ServerError(72, `${name} is not allowed to be used within an update`)
  }
  const run = (document: Document) => runStages(stages as Document[], [document], { variables })[0] ?? {}
  return { kind: "PIPELINE", apply: (document) => withSameId(document, run(document)) }
}

function replacement(update: Document, { multi, arrayFilters }: UpdateOptions): Update {
  if (multi) throw failedToParse("multi update is not supported for replacement-style update")
  if (arrayFilters !== undefined)
    throw failedToParse("arrayFilters may not be specified for replacement-style updates")
  const dollar = Object.keys(update).find((key) => key.startsWith("$"))
  if (dollar) throw dollarPrefixed(dollar)
  return {
    kind: "REPLACEMENT",
    apply: (document) => {
      if (!hasField(update, "_id"))
        return hasField(document, "_id") ? { _id: document["_id"], ...update } : { ...update }
      return withSameId(document, update)
    },
  }
}

/** `_id` comes first and stays what it was. @throws ServerError 66 */
function withSameId(before: Document, after: Document): Document {
  if (!hasField(before, "_id")) return after
  if (hasField(after, "_id") && !areEqual(before["_id"], after["_id"]))
    throw new ServerError(66, "Performing an update on the path '_id' would modify the immutable field '_id'")
  const { _id: _, ...rest } = after
  return { _id: before["_id"], ...rest }
}

type Rename = { from: string; to: string }

function operators(update: Document, options: UpdateOptions): Update {
  const actions: (Action & { onlyOnInsert: boolean })[] = []
  const renames: Rename[] = []
  const filters = arrayFiltersOf(options.arrayFilters)
  const used = new Set<string>()
  for (const [operator, fields] of Object.entries(update)) {
    if (operator === "$bit") throw notSupported(operator)
    const modifier = MODIFIERS[operator]
    if (!modifier && operator !== "$rename")
      throw failedToParse(`Unknown modifier: ${operator}. Expected a valid update modifier`)
    if (!isDocument(fields))
      throw failedToParse(`Modifiers operate on fields but we found type ${typeNameOf(fields)} instead`)
    for (const [path, operand] of Object.entries(fields)) {
      checkPath(path)
      if (!modifier) {
        renames.push(renameOf(path, operand))
        continue
      }
      const steps = stepsOf(path, filters, used)
      const change = modifier.compile(operand, options.now, path)
      const { creates, onlyOnInsert = false } = modifier
      actions.push({ path, steps, creates, onlyOnInsert, change })
    }
  }
  const unused = Object.keys(filters).find((name) => !used.has(name))
  if (unused) throw failedToParse(`The array filter for identifier '${unused}' was not used in the update`)
  refuseConflicts([...actions.map(({ path }) => path), ...renames.flatMap(({ from, to }) => [from, to])])
  actions.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  return {
    kind: "OPERATORS",
    apply: (document, isInsert) => {
      const draft = new Draft(document, options.filter)
      for (const { from, to } of renames) draft.rename(from, to)
      for (const action of actions) {
        if (action.onlyOnInsert && !isInsert) continue
        if (action.path.startsWith("$") && !isInsert) throw dollarPrefixed(action.path)
        draft.apply(action)
      }
      return isInsert && !hasField(document, "_id") ? draft.root : withSameId(document, draft.root)
    },
  }
}

function checkPath(path: string): void {
  if (path === "") throw new ServerError(56, "An empty update path is not valid.")
  const parts = splitPath(path)
  if (parts.includes(""))
    throw new ServerError(56, `The update path '${path}' contains an empty field name, which is not allowed.`)
  if (parts[0] === "$")
    throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`)
  if (parts[0]?.startsWith("$["))
    throw badValue(`Cannot have array filter identifier in the first position in path '${path}'`)
}

/** A new document may have such a field, one that is there may not get it. */
const dollarPrefixed = (path: string): ServerError =>
  new ServerError(
    52,
    `The dollar ($) prefixed field '${path}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
  )

function renameOf(from: string, to: unknown): Rename {
  if (typeof to !== "string") throw badValue(`The 'to' field for $rename must be a string: ${from}`)
  checkPath(to)
  if (`${from}.`.startsWith(`${to}.`) !== `${to}.`.startsWith(`${from}.`))
    throw badValue(`The source and target field for $rename must not be on the same path: ${from}`)
  if (from === to) throw badValue(`The source and target field for $rename must differ: ${from}`)
  if (from.includes("$") || to.includes("$"))
    throw badValue("The source and target field for $rename may not be dynamic")
  return { from, to }
}

/** @throws ServerError 40 when one path is another or lies inside it */
function refuseConflicts(paths: string[]): void {
  const sorted = [...paths].sort()
  for (const [index, path] of sorted.entries())
    for (let i = index + 1; i < sorted.length; i++) {
      const other = sorted[i] as string
      if (!other.startsWith(path)) break
      if (other === path || other[path.length] === ".")
        throw new ServerError(40, `Updating the path '${other}' would create a conflict at '${path}'`)
    }
}

/** The document an upsert starts from: the equalities of the filter. @throws ServerError 54 on two values for one path */
export const documentFromFilter = (filter: Document): Document => {
  const draft = new Draft({})
  const seen = new Set<string>()
  for (const [path, value] of equalitiesIn(filter)) {
    if (seen.has(path))
      throw new ServerError(54, `cannot infer query fields to set, path '${path}' is matched twice`)
    seen.add(path)
    draft.set(path, value)
  }
  return draft.root
}

function equalitiesIn(filter: Document): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, operand]): [string, unknown][] => {
    if (key === "$and" && Array.isArray(operand)) return operand.filter(isDocument).flatMap(equalitiesIn)
    if (key === "$or" && Array.isArray(operand) && operand.length === 1 && isDocument(operand[0]))
      return equalitiesIn(operand[0])
    if (key.startsWith("$") || operand instanceof RegExp) return []
    if (!isOperatorDocument(operand)) return [[key, operand]]
    if ("$eq" in operand) return [[key, operand["$eq"]]]
    const { $in, $all } = operand
    if (Array.isArray($in) && $in.length === 1) return [[key, $in[0]]]
    if (Array.isArray($all) && $all.length === 1 && !isOperatorDocument($all[0])) return [[key, $all[0]]]
    return []
  })
}

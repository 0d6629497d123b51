import { badValue, ServerError } from "../errors.ts"
import { splitPath } from "../query/paths.ts"
import { positionIn } from "../query/position.ts"
import { type Document, hasField, isDocument, setField } from "../values/bson.server.ts"
import { shown, shownField } from "../values/shown.ts"
import type { ArrayFilters } from "./array-filters.ts"
import { type Change, REMOVED, UNCHANGED } from "./modifiers.ts"

/** A document being changed: containers are copied when first written to, the rest is shared. */
export type Draft = { root: Document; owned: Set<object> }

export const draftOf = (document: Document): Draft => {
  const root = { ...document }
  return { root, owned: new Set([root]) }
}

/** One part of an update path: a field or array position, `$`, `$[]`, or `$[name]`. */
export type Step =
  | { kind: "field"; name: string }
  | { kind: "matched" }
  | { kind: "each"; test: ((element: unknown) => boolean) | null }

/** @throws ServerError 2 when a `$[name]` has no array filter */
export const stepsOf = (path: string, filters: ArrayFilters, used: Set<string>): Step[] =>
  splitPath(path).map((part): Step => {
    if (part === "$") return { kind: "matched" }
    if (part === "$[]") return { kind: "each", test: null }
    const name = /^\$\[(.+)\]$/.exec(part)?.[1]
    if (name === undefined) return { kind: "field", name: part }
    const test = filters[name]
    if (!test) throw badValue(`No array filter found for identifier '${name}' in path '${path}'`)
    used.add(name)
    return { kind: "each", test }
  })

type Action = { path: string; steps: Step[]; creates: boolean; change: Change }
type Context = { document: Document; filter: Document }

/** Applies one change everywhere its path leads. */
export const applyAt = (draft: Draft, action: Action, context: Context): void => {
  walk(draft, draft.root, [], action.steps, action, context)
}

const MAX_PADDING = 1_500_000

function walk(
  draft: Draft,
  container: Document | unknown[],
  reached: string[],
  steps: Step[],
  action: Action,
  context: Context,
): void {
  const [step, ...rest] = steps
  if (!step) return
  if (step.kind === "field") {
    enter(draft, container, step.name, reached, rest, action, context)
    return
  }
  const path = reached.join(".")
  if (!Array.isArray(container))
    throw badValue(`Cannot apply array updates to non-array element ${path || "(root)"}: ${shown(container)}`)
  if (step.kind === "matched") {
    const index = positionIn(context.filter, context.document, path)
    if (index === null)
      throw badValue("The positional operator did not find the match needed from the query.")
    enter(draft, container, String(index), reached, rest, action, context)
    return
  }
  for (const [index, element] of [...container.entries()])
    if (!step.test || step.test(element))
      enter(draft, container, String(index), reached, rest, action, context)
}

function enter(
  draft: Draft,
  container: Document | unknown[],
  name: string,
  reached: string[],
  rest: Step[],
  action: Action,
  context: Context,
): void {
  const present = read(container, name, reached, action)
  if (present === BLOCKED) return
  const here = [...reached, name]
  if (rest.length === 0) {
    const next = action.change(present, action.path, context.document)
    if (next === UNCHANGED) return
    if (next === REMOVED) remove(container, name)
    else write(container, name, next)
    return
  }
  if (present === undefined) {
    if (!action.creates) return
    if (rest[0]?.kind !== "field")
      throw badValue(
        `The path '${here.join(".")}' must exist in the document in order to apply array updates.`,
      )
    const created: Document = {}
    draft.owned.add(created)
    walk(draft, created, here, rest, action, context)
    write(container, name, created)
    return
  }
  if (!isDocument(present) && !Array.isArray(present)) {
    if (rest[0]?.kind !== "field")
      throw badValue(`Cannot apply array updates to non-array element ${here.join(".")}: ${shown(present)}`)
    if (!action.creates) return
    throw new ServerError(28, `Cannot create field '${rest[0].name}' in element ${shownField(name, present)}`)
  }
  walk(draft, own(draft, container, name, present), here, rest, action, context)
}

const BLOCKED = Symbol("blocked")

function read(container: Document | unknown[], name: string, reached: string[], action: Action): unknown {
  if (!Array.isArray(container)) return hasField(container, name) ? container[name] : undefined
  if (/^(0|[1-9]\d*)$/.test(name)) return container[Number(name)]
  if (!action.creates) return BLOCKED
  throw new ServerError(
    28,
    `Cannot create field '${name}' in element ${shownField(String(reached.at(-1)), container)}`,
  )
}

function write(container: Document | unknown[], name: string, value: unknown): void {
  if (!Array.isArray(container)) {
    setField(container, name, value)
    return
  }
  const index = Number(name)
  if (index - container.length > MAX_PADDING)
    throw badValue("Cannot backfill the array to the given position")
  while (container.length < index) container.push(null)
  container[index] = value
}

/** In an array the place stays and holds null. */
function remove(container: Document | unknown[], name: string): void {
  if (!Array.isArray(container)) delete container[name]
  else if (Number(name) < container.length) container[Number(name)] = null
}

function own<Container extends Document | unknown[]>(
  draft: Draft,
  parent: Document | unknown[],
  name: string,
  container: Container,
): Container {
  if (draft.owned.has(container)) return container
  const copy = (Array.isArray(container) ? [...container] : { ...container }) as Container
  draft.owned.add(copy)
  write(parent, name, copy)
  return copy
}

/** Takes a field away and gives what it held, for $rename. @throws ServerError 2 through an array */
export const removeAt = (draft: Draft, parts: string[]): unknown => {
  let container: Document = draft.root
  for (const part of parts.slice(0, -1)) {
    const next = hasField(container, part) ? container[part] : undefined
    if (Array.isArray(next))
      throw badValue(`The source and target field for $rename cannot be an array element: ${parts.join(".")}`)
    if (!isDocument(next)) return undefined
    container = own(draft, container, part, next)
  }
  const name = parts.at(-1) as string
  const value = hasField(container, name) ? container[name] : undefined
  delete container[name]
  return value
}

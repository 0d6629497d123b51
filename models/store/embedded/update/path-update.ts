import { badValue, failedToParse, ServerError } from "../errors.ts"
import { compileFilter, positionIn } from "../query/filter.ts"
import { MISSING, splitPath, valueAt } from "../query/paths.ts"
import { type Document, hasField, isDocument, setField } from "../values/bson.server.ts"
import { shown, shownField } from "../values/shown.ts"
import { type Change, REMOVED, UNCHANGED } from "./modifiers.ts"

type Container = Document | unknown[]

/** One part of an update path: a field or array position, `$`, `$[]`, or `$[name]`. */
export type Step =
  | { kind: "field"; name: string }
  | { kind: "matched" }
  | { kind: "each"; test: ((element: unknown) => boolean) | null }

/** @throws ServerError 2 when a `$[name]` has no array filter */
export const stepsOf = (path: string, filters: ArrayFilters = {}, used = new Set<string>()): Step[] =>
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

/** What happens to the fields a path leads to; `creates` makes the documents on the way that are not there. */
export type Action = { path: string; steps: Step[]; creates: boolean; change: Change }

const MAX_PADDING = 1_500_000

/** A document being changed: containers are copied when first written to, the rest is shared. */
export class Draft {
  readonly root: Document
  private readonly before: Document
  private readonly filter: Document
  private readonly owned = new Set<Container>()

  /** @param filter of the update: the positional `$` reads it */
  constructor(document: Document, filter: Document = {}) {
    this.before = document
    this.filter = filter
    this.root = { ...document }
    this.owned.add(this.root)
  }

  /** Sets one field to a value. */
  set(path: string, value: unknown): void {
    this.apply({ path, steps: stepsOf(path), creates: true, change: () => value })
  }

  /** Applies one change everywhere its path leads. */
  apply(action: Action): void {
    this.walk(action, this.root, [])
  }

  private walk(action: Action, container: Container, reached: string[]): void {
    const step = action.steps[reached.length]
    if (step?.kind === "field") this.enter(action, container, [...reached, step.name])
    if (!step || step.kind === "field") return
    const path = reached.join(".")
    if (!Array.isArray(container))
      throw badValue(
        `Cannot apply array updates to non-array element ${path || "(root)"}: ${shown(container)}`,
      )
    if (step.kind === "matched") {
      const index = positionIn(this.filter, this.before, path)
      if (index === null)
        throw badValue("The positional operator did not find the match needed from the query.")
      this.enter(action, container, [...reached, String(index)])
    } else
      for (const [index, element] of [...container.entries()])
        if (!step.test || step.test(element)) this.enter(action, container, [...reached, String(index)])
  }

  private enter(action: Action, container: Container, reached: string[]): void {
    const name = reached.at(-1) as string
    const next = action.steps[reached.length]
    if (isBlocked(action, container, reached)) return
    const present = hasField(container as Document, name) ? (container as Document)[name] : undefined
    if (!next) {
      const changed = action.change(present, action.path, this.before)
      if (changed === REMOVED) remove(container, name)
      else if (changed !== UNCHANGED) write(container, name, changed)
    } else if (isDocument(present) || Array.isArray(present))
      this.walk(action, this.own(container, name, present), reached)
    else if (present === undefined && !action.creates) return
    else if (next.kind !== "field")
      throw badValue(
        present === undefined
          ? `The path '${reached.join(".")}' must exist in the document in order to apply array updates.`
          : `Cannot apply array updates to non-array element ${reached.join(".")}: ${shown(present)}`,
      )
    else if (present !== undefined && action.creates)
      throw new ServerError(28, `Cannot create field '${next.name}' in element ${shownField(name, present)}`)
    else if (action.creates) {
      const created: Document = {}
      this.owned.add(created)
      this.walk(action, created, reached)
      write(container, name, created)
    }
  }

  private own<Kind extends Container>(parent: Container, name: string, container: Kind): Kind {
    if (this.owned.has(container)) return container
    const copy = (Array.isArray(container) ? [...container] : { ...container }) as Kind
    this.owned.add(copy)
    write(parent, name, copy)
    return copy
  }

  /** Moves what a field holds, if it is there. @throws ServerError 2 out of an array or into one */
  rename(from: string, to: string): void {
    for (const path of [from, to])
      if (splitPath(path).some((_, at, parts) => Array.isArray(valueAt(this.root, parts.slice(0, at)))))
        throw badValue(`The source and target field for $rename cannot be an array element: ${path}`)
    const value = valueAt(this.root, splitPath(from))
    if (value === MISSING) return
    this.apply({ path: from, steps: stepsOf(from), creates: false, change: () => REMOVED })
    // Where the name is taken, the field comes in its own place all the same.
    this.apply({ path: to, steps: stepsOf(to), creates: false, change: () => REMOVED })
    this.set(to, value)
  }
}

/** Whether a path asks an array for a field. @throws ServerError 28 when it would have to be made */
function isBlocked({ creates }: Action, container: Container, reached: string[]): boolean {
  const name = reached.at(-1) as string
  if (!Array.isArray(container) || /^(0|[1-9]\d*)$/.test(name)) return false
  if (!creates) return true
  const element = shownField(String(reached.at(-2)), container)
  throw new ServerError(28, `Cannot create field '${name}' in element ${element}`)
}

function write(container: Container, name: string, value: unknown): void {
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
function remove(container: Container, name: string): void {
  if (!Array.isArray(container)) delete container[name]
  else if (Number(name) < container.length) container[Number(name)] = null
}

/** By the name in `$[name]`, which elements are meant. */
export type ArrayFilters = Record<string, (element: unknown) => boolean>

/** @throws ServerError 9 on filters MongoDB refuses */
export const arrayFiltersOf = (filters: unknown): ArrayFilters => {
  if (filters === undefined || filters === null) return {}
  if (!Array.isArray(filters)) throw failedToParse("arrayFilters must be an array")
  const result: ArrayFilters = {}
  for (const filter of filters) {
    const names = isDocument(filter) ? identifiersIn(filter) : new Set<string>()
    const [name, another] = [...names]
    if (name === undefined)
      throw failedToParse("Cannot use an expression without a top-level field name in arrayFilters")
    if (another !== undefined)
      throw failedToParse(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${name}' and '${another}'`,
      )
    if (result[name])
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`)
    const predicate = compileFilter(filter as Document)
    result[name] = (element) => predicate({ [name]: element })
  }
  return result
}

function identifiersIn(filter: Document): Set<string> {
  return new Set(
    Object.entries(filter).flatMap(([key, value]) =>
      ["$and", "$or", "$nor"].includes(key) && Array.isArray(value)
        ? value.filter(isDocument).flatMap((clause) => [...identifiersIn(clause)])
        : [splitPath(key)[0] as string],
    ),
  )
}

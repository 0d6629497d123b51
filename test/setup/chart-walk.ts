import { type AnyMachineSnapshot, type AnyStateMachine, getInitialSnapshot, transition } from "xstate"

/** An event with who sends it, and when. */
export type Sent = { type: string; by: string; at: string }
/** A way of the chart, from a state by a kind of event to a state. */
export type Edge = `${string} --${string}--> ${string}`
/** One step of a generated path, and the edge it takes. */
type Taken = { edge: Edge; event: Sent }

/** Every edge the chart draws, guarded or not. */
export const edgesOf = (machine: AnyStateMachine): Edge[] => {
  const edges = new Set<Edge>()
  for (const state of Object.values(machine.states))
    for (const [type, ways] of state.transitions)
      for (const { target } of ways) edges.add(`${state.key} --${type}--> ${target?.[0]?.key ?? state.key}`)
  return [...edges]
}

/** Every kind of event the chart knows. */
export const eventTypesOf = (machine: AnyStateMachine): string[] => [
  ...new Set(Object.values(machine.states).flatMap(({ transitions }) => [...transitions.keys()])),
]

/**
 * What tells two situations of a thing apart, of any chart: who did what, and what is there at all; not what was written or when.
 * Numbers count as none, one, more; of a list the last counts.
 */
const likeness = (value: unknown, name = ""): unknown => {
  if (Array.isArray(value)) return PEOPLE.has(name) ? [...(value as string[])].sort() : likeness(value.at(-1))
  if (typeof value === "string") return WHO.has(name) ? value : value !== ""
  if (typeof value === "number") return Math.min(value, 2)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, likeness(inner, key)]))
}
const PEOPLE: ReadonlySet<string> = new Set(["proposers", "authors"])
const WHO: ReadonlySet<string> = new Set(["by", "onBehalfOf", "kind", "stage"])

const sameSituation = ({ value, context }: AnyMachineSnapshot): string =>
  JSON.stringify([value, likeness(context)])

type Situation = { snapshot: AnyMachineSnapshot; path: Taken[] }
export type Walk = {
  /** By edge, the shortest path found whose last step takes it. */
  paths: Map<Edge, Taken[]>
  /** How a thing can stand, each with a shortest way there. */
  situations: Situation[]
}

/** Of what is there in one state so many variants of who did it are gone on from; charts are walked whole by them, or the test says. */
const MOST_ALIKE = 4

/** A state, which parts of the context are there, of what kind they are, and what of it was undone and may come back. */
const outlineOf = ({ value, context }: AnyMachineSnapshot): string => {
  const parts = Object.values(context as object).map(isThere)
  return JSON.stringify([value, parts, JSON.stringify(likeness(context)).match(KINDS)])
}
const KINDS = /"(?:kind|stage)":"[^"]*"|"undid":\{.*?"appraised":./g
const isThere = (part: unknown): boolean => (Array.isArray(part) ? part.length > 0 : Boolean(part))

/** Walks a chart breadth first by these events, until every edge is taken or nothing new is met. */
export const walkOf = (machine: AnyStateMachine, events: readonly Sent[], input?: unknown): Walk => {
  const paths = new Map<Edge, Taken[]>()
  const left = new Set(edgesOf(machine))
  const known = new Set<string>()
  const alike = new Map<string, number>()
  const situations: Situation[] = []
  const meet = (snapshot: AnyMachineSnapshot, path: Taken[]) => {
    const outline = outlineOf(snapshot)
    const met = alike.get(outline) ?? 0
    const key = sameSituation(snapshot)
    if (known.has(key) || met >= MOST_ALIKE) return
    known.add(key)
    alike.set(outline, met + 1)
    situations.push({ snapshot, path })
  }
  meet(getInitialSnapshot(machine, input as never), [])
  // What is met on the way is looked at in its turn.
  for (const { snapshot, path } of situations) {
    if (left.size === 0) break
    for (const event of events) {
      if (snapshot.status !== "active" || !snapshot.can(event)) continue
      const [next] = transition(machine, snapshot, event as never)
      const edge: Edge = `${String(snapshot.value)} --${event.type}--> ${String(next.value)}`
      const onward = [...path, { edge, event }]
      if (!paths.has(edge)) paths.set(edge, onward)
      left.delete(edge)
      meet(next, onward)
    }
  }
  return { paths, situations }
}

import { badValue, ServerError } from "../errors.ts"
import { type Document, hasField, isDocument, setField } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import {
  checkExpression,
  type Evaluation,
  evaluate,
  evaluationWith,
  isExpressionName,
} from "./expressions.ts"
import { compileElementTest, isOperatorDocument, positionIn } from "./filter.ts"
import { splitPath } from "./paths.ts"

/** A tree of field names; a leaf says whether the field is kept or computed. */
type Node = { children: Map<string, Node>; leaf: Leaf | null }
type Leaf =
  | { kind: "keep" }
  | { kind: "drop" }
  | { kind: "compute"; expression: unknown }
  | { kind: "slice"; skip: number | null; limit: number }
  | { kind: "elemMatch"; test: (value: unknown) => boolean }
  | { kind: "position" }

export type Projector = (document: Document) => Document

/**
 * Compiles a projection of `find` or `$project`: fields kept or dropped, expressions, `$slice`, `$elemMatch` and the
 * positional `$`, which reads the filter. Kept fields come in the document's own order.
 * @throws ServerError on a mix of kept and dropped fields and other malformed projections
 */
export const compileProjection = (
  specification: Document,
  {
    filter = {},
    variables = {},
    evaluation,
  }: { filter?: Document; variables?: Document; evaluation?: Evaluation } = {},
): Projector => {
  const root = treeOf(specification, { leafOf, collisions: [31249, 31250] })
  const leaves = [...leavesOf(root)]
  const besidesId = leaves.filter(({ path }) => path !== "_id").map(({ leaf }) => leaf.kind)
  const kept = besidesId.some((kind) => kind === "keep" || kind === "compute" || kind === "position")
  const dropped = besidesId.includes("drop")
  if (kept && dropped) refuseMixed(leaves)
  refuseMisplaced(leaves)
  const id = root.children.get("_id")?.leaf?.kind
  const isInclusion =
    kept ||
    (!dropped && besidesId.length === 0 && id === "keep") ||
    (!dropped && besidesId.includes("elemMatch") && !besidesId.includes("slice"))
  if (isInclusion && !root.children.has("_id"))
    root.children.set("_id", { ...emptyNode(), leaf: { kind: "keep" } })
  for (const { leaf } of leaves) if (leaf.kind === "compute") checkComputed(leaf.expression)
  const computing = leaves.some(({ leaf }) => leaf.kind === "compute")
  const own = computing ? (evaluation ?? evaluationWith(variables)) : null
  const mode = isInclusion ? "KEEP" : "DROP"
  return (document) => project(root, document, { mode, evaluation: own, filter, root: document }, "")
}

/** Compiles what `$addFields` sets: expressions, each where its path leads; all else stays. @throws ServerError 40176 */
export const compileSetting = (specification: Document, evaluation: Evaluation): Projector => {
  const root = treeOf(specification, {
    leafOf: (expression) => ({ kind: "compute", expression }),
    collisions: [40176, 40176],
  })
  for (const { leaf } of leavesOf(root)) if (leaf.kind === "compute") checkExpression(leaf.expression)
  return (document) => project(root, document, { mode: "SET", evaluation, filter: {}, root: document }, "")
}

/** @throws ServerError 31254, 31253 by which of keeping and dropping came first */
function refuseMixed(leaves: { path: string; leaf: Leaf }[]): never {
  const named = leaves.filter(({ path }) => path !== "_id")
  const keepsFirst = named[0]?.leaf.kind !== "drop"
  const other = named.find(({ leaf }) => (leaf.kind === "drop") === keepsFirst)?.path
  throw keepsFirst
    ? new ServerError(31254, `Cannot do exclusion on field ${other} in inclusion projection`)
    : new ServerError(31253, `Cannot do inclusion on field ${other} in exclusion projection`)
}

/** @throws ServerError 31276, 31255, 31275 on a second `$`, `$` beside `$elemMatch`, `$elemMatch` inside a document */
function refuseMisplaced(leaves: { path: string; leaf: Leaf }[]): void {
  const positions = leaves.filter(({ leaf }) => leaf.kind === "position")
  const matches = leaves.filter(({ leaf }) => leaf.kind === "elemMatch")
  if (positions.length > 1)
    throw new ServerError(31276, "Cannot specify more than one positional projection per query.")
  if (positions.length > 0 && matches.length > 0)
    throw new ServerError(31255, "Cannot specify positional operator and $elemMatch.")
  if (matches.some(({ path }) => path.includes(".")))
    throw new ServerError(31275, "Cannot use $elemMatch projection on a nested field")
}

/** @throws ServerError 31325 on an operator that is none */
function checkComputed(expression: unknown): void {
  const [name = ""] = isDocument(expression) ? Object.keys(expression) : []
  if (name.startsWith("$") && !isExpressionName(name))
    throw new ServerError(31325, `Unknown expression ${name}`)
  checkExpression(expression)
}

/** KEEP shows the named fields only, DROP all others, SET all with the named ones as computed. */
type Mode = "KEEP" | "DROP" | "SET"
type Run = { mode: Mode; evaluation: Evaluation | null; filter: Document; root: Document }

/** How a specification is read: what its values mean, and the errors of paths that cross. */
type Reading = { leafOf: (value: unknown) => Leaf; collisions: [number, number] }

const emptyNode = (): Node => ({ children: new Map(), leaf: null })

function treeOf(specification: Document, reading: Reading): Node {
  const root = emptyNode()
  for (const [path, value] of Object.entries(specification)) addLeaves(root, path, value, reading)
  return root
}

function addLeaves(root: Node, path: string, value: unknown, reading: Reading): void {
  if (path === "" || path.startsWith(".") || path.endsWith("."))
    throw badValue("FieldPath must not end with a '.'")
  if (path.includes(".$."))
    throw new ServerError(
      31394,
      "As of 4.4, it's illegal to specify positional operator in the middle of a path",
    )
  if (path.endsWith(".$")) {
    place(root, splitPath(path.slice(0, -2)), { kind: "position" }, reading)
    return
  }
  if (path.startsWith("$"))
    throw new ServerError(16410, `FieldPath field names may not start with '$': ${path}`)
  if (isDocument(value) && !isOperatorDocument(value)) {
    for (const [name, inner] of Object.entries(value)) addLeaves(root, `${path}.${name}`, inner, reading)
    if (Object.keys(value).length > 0) return
  }
  place(root, splitPath(path), reading.leafOf(value), reading)
}

function leafOf(value: unknown): Leaf {
  if (typeof value === "boolean" || isNumeric(value))
    return { kind: value === true || (value !== false && toDouble(value) !== 0) ? "keep" : "drop" }
  if (!isDocument(value)) return { kind: "compute", expression: value }
  if (Object.keys(value).length === 0)
    throw new ServerError(51270, "An empty sub-projection is not a valid value")
  if ("$elemMatch" in value) {
    const criteria = value["$elemMatch"]
    if (!isDocument(criteria)) throw badValue("elemMatch: Invalid argument, object required")
    return { kind: "elemMatch", test: compileElementTest(criteria) }
  }
  if ("$slice" in value) {
    const slice = value["$slice"]
    if (isNumeric(slice)) return { kind: "slice", skip: null, limit: toDouble(slice) }
    if (Array.isArray(slice) && slice.length === 2 && slice.every(isNumeric)) {
      const [skip = 0, limit = 0] = slice.map(toDouble)
      if (limit <= 0) throw new ServerError(28729, `Third argument to $slice must be positive: ${limit}`)
      return { kind: "slice", skip, limit }
    }
  }
  return { kind: "compute", expression: value }
}

function place(root: Node, parts: string[], leaf: Leaf, { collisions }: Reading): void {
  const collision = (code: number) => new ServerError(code, `Path collision at ${parts.join(".")}`)
  let node = root
  for (const part of parts) {
    if (node.leaf) throw collision(collisions[0])
    const next = node.children.get(part) ?? emptyNode()
    node.children.set(part, next)
    node = next
  }
  if (node.leaf || node.children.size > 0) throw collision(collisions[1])
  node.leaf = leaf
}

function* leavesOf(node: Node, path = ""): Generator<{ path: string; leaf: Leaf }> {
  if (node.leaf) yield { path, leaf: node.leaf }
  for (const [name, child] of node.children) yield* leavesOf(child, path ? `${path}.${name}` : name)
}

function project(node: Node, source: Document, run: Run, path: string): Document {
  const result: Document = {}
  const keepsId = run.mode === "KEEP" && path === "" && node.children.get("_id")?.leaf?.kind === "keep"
  if (keepsId && hasField(source, "_id")) result["_id"] = source["_id"]
  for (const name of Object.keys(source)) {
    const child = node.children.get(name)
    if (!child) {
      if (run.mode !== "KEEP") setField(result, name, source[name])
      continue
    }
    const here = path ? `${path}.${name}` : name
    const value = child.leaf
      ? leafValue(child.leaf, source[name], run, here)
      : nestedValue(child, source[name], run, here)
    if (value !== undefined) setField(result, name, value)
  }
  for (const [name, child] of node.children)
    if (run.mode !== "SET" || !hasField(source, name))
      addComputed(result, name, child, run, hasField(source, name))
  return result
}

function leafValue(leaf: Leaf, value: unknown, run: Run, path: string): unknown {
  switch (leaf.kind) {
    case "keep":
      return value
    case "drop":
      return undefined
    case "compute":
      // A projection puts what it computes behind what it keeps.
      return run.mode === "SET" && run.evaluation
        ? evaluate(leaf.expression, run.root, run.evaluation)
        : undefined
    case "slice":
      return Array.isArray(value) ? sliced(value, leaf) : value
    case "elemMatch": {
      const found = Array.isArray(value) ? value.find((item) => leaf.test(item)) : undefined
      return found === undefined ? undefined : [found]
    }
    case "position": {
      if (!Array.isArray(value)) return value
      const index = positionIn(run.filter, run.root, path)
      if (index === null)
        throw new ServerError(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        )
      return [value[index]]
    }
  }
}

function sliced(items: unknown[], { skip, limit }: { skip: number | null; limit: number }): unknown[] {
  if (skip === null) return limit < 0 ? items.slice(limit) : items.slice(0, limit)
  const start = skip < 0 ? Math.max(0, items.length + skip) : skip
  return items.slice(start, start + limit)
}

function nestedValue(node: Node, value: unknown, run: Run, path: string): unknown {
  if (isDocument(value)) return project(node, value, run, path)
  if (Array.isArray(value)) {
    const items = value.map((item) => nestedValue(node, item, run, path))
    return items.filter((item) => item !== undefined)
  }
  if (run.mode === "SET") return project(node, {}, run, path)
  return run.mode === "KEEP" ? undefined : value
}

function addComputed(target: Document, name: string, node: Node, run: Run, exists: boolean): void {
  if (node.leaf?.kind === "compute" && run.evaluation) {
    const value = evaluate(node.leaf.expression, run.root, run.evaluation)
    if (value !== undefined) setField(target, name, value)
    return
  }
  if (exists || node.leaf || ![...leavesOf(node)].some(({ leaf }) => leaf.kind === "compute")) return
  const nested: Document = {}
  for (const [childName, child] of node.children) addComputed(nested, childName, child, run, false)
  setField(target, name, nested)
}

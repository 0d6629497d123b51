import { type Document, isDocument } from "./bson.server.ts"

/** Names to keep of a document, and of the documents under them; null keeps what is there whole. */
export type FieldTree = Map<string, FieldTree | null>

/** The tree of dotted paths. A path that ends where another goes on keeps the whole. */
export const fieldTreeOf = (paths: Iterable<string>): FieldTree => {
  const tree: FieldTree = new Map()
  for (const path of paths) addPath(tree, path.split("."))
  return tree
}

function addPath(tree: FieldTree, [part = "", ...rest]: readonly string[]): void {
  const name = Buffer.from(part, "utf8").toString("latin1")
  const known = tree.get(name)
  if (known === null) return
  if (rest.length === 0) tree.set(name, null)
  else {
    const under: FieldTree = known ?? new Map()
    tree.set(name, under)
    addPath(under, rest)
  }
}

const EMPTY = 5

/**
 * The BSON bytes of a document with the named fields only, found without decoding the rest: what indexes need of documents
 * that nobody has asked for yet. Arrays are kept whole.
 */
export const narrowed = (bytes: Buffer, tree: FieldTree): Buffer => {
  const parts: Buffer[] = []
  let length = EMPTY
  const end = bytes.readInt32LE(0) - 1
  let missing = tree.size
  for (let at = 4; at < end && missing > 0; ) {
    const type = bytes[at] as number
    const nameEnd = bytes.indexOf(0, at + 1)
    const valueAt = nameEnd + 1
    const next = valueAt + sizeOfValue(bytes, type, valueAt)
    const under = tree.get(bytes.toString("latin1", at + 1, nameEnd))
    if (under !== undefined) {
      missing -= 1
      const value =
        under === null || type !== DOCUMENT ? null : narrowed(bytes.subarray(valueAt, next), under)
      const kept = value ? [bytes.subarray(at, valueAt), value] : [bytes.subarray(at, next)]
      for (const part of kept) length += part.length
      parts.push(...kept)
    }
    at = next
  }
  const head = Buffer.alloc(4)
  head.writeInt32LE(length, 0)
  return Buffer.concat([head, ...parts, END], length)
}

const END = Buffer.alloc(1)
const DOCUMENT = 3

/** Bytes of a value by its type (bsonspec.org, version 1.1). */
export function sizeOfValue(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case 1:
    case 9:
    case 17:
    case 18:
      return 8
    case 2:
    case 13:
    case 14:
      return 4 + bytes.readInt32LE(at)
    case DOCUMENT:
    case 4:
    case 15:
      return bytes.readInt32LE(at)
    case 5:
      return 5 + bytes.readInt32LE(at)
    case 7:
      return 12
    case 8:
      return 1
    case 11: {
      const pattern = bytes.indexOf(0, at) + 1
      return bytes.indexOf(0, pattern) + 1 - at
    }
    case 12:
      return 4 + bytes.readInt32LE(at) + 12
    case 16:
      return 4
    case 19:
      return 16
    case 6:
    case 10:
    case 127:
    case 255:
      return 0
    default:
      throw new Error(`unknown BSON type ${type}`)
  }
}

/** The fields that filters, expressions and sorts look at together; null when it may be any. */
export const lookedAt = (filter: Document, ...expressions: unknown[]): FieldTree | null => {
  const roots = new Set<string>()
  const isKnown = noteFilter(filter, roots) && expressions.every((one) => noteExpression(one, roots))
  return isKnown ? fieldTreeOf(roots) : null
}

const note = (path: string, roots: Set<string>): true => {
  roots.add(path.split(".")[0] as string)
  return true
}

const noteFilter = (filter: unknown, roots: Set<string>): boolean =>
  isDocument(filter) &&
  Object.entries(filter).every(([key, operand]) => {
    if (!key.startsWith("$")) return note(key, roots)
    if (key === "$expr") return noteExpression(operand, roots)
    return Array.isArray(operand) && operand.every((clause) => noteFilter(clause, roots))
  })

/** Operators that name a field otherwise than by `$`. */
const BY_NAME = ["$getField", "$setField", "$unsetField", "$meta"]

const noteExpression = (expression: unknown, roots: Set<string>): boolean => {
  if (typeof expression === "string") {
    if (/^\$\$(ROOT|CURRENT)/.test(expression)) return false
    return /^\$[^$]/.test(expression) ? note(expression.slice(1), roots) : true
  }
  if (Array.isArray(expression)) return expression.every((one) => noteExpression(one, roots))
  if (!isDocument(expression)) return true
  return Object.entries(expression).every(
    ([key, one]) => !BY_NAME.includes(key) && noteExpression(one, roots),
  )
}

import { type Document, isDocument } from "../values/bson.server.ts"
import { type FieldTree, fieldTreeOf } from "../values/narrow.ts"

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

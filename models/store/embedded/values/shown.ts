import { type Document, isDocument, ObjectId } from "./bson.server.ts"
import { isNumeric } from "./exact-number.ts"

/** A value as MongoDB writes it into error messages. */
export const shown = (value: unknown): string => {
  if (value === undefined || value === null) return "null"
  if (typeof value === "string") return `"${value}"`
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[ ${value.map(shown).join(", ")} ]`
  if (isDocument(value)) {
    const fields = Object.entries(value).map(([name, field]) => `${name}: ${shown(field)}`)
    return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`
  }
  return typeof value === "boolean" || isNumeric(value) ? String(value) : JSON.stringify(value)
}

/** One field as it stands in a message: `{a: 1}`. */
export const shownField = (name: string, value: unknown): string => `{${name}: ${shown(value)}}`

/** A document by its id alone. */
export const shownId = (document: Document): string => shownField("_id", document["_id"])

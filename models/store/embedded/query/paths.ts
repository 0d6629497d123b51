import { type Document, hasField, isDocument } from "../values/bson.server.ts"

/** What stands at a path that leads nowhere. */
export const MISSING = Symbol("missing")

export const splitPath = (path: string): string[] => path.split(".")

const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part)

/**
 * Calls `visit` with every value a dotted path reaches, going through arrays of documents as MongoDB's filters do.
 * An array at the end is given whole; its elements are the visitor's affair. Stops once `visit` says true.
 */
export const someValue = (
  parent: unknown,
  parts: readonly string[],
  visit: (value: unknown) => boolean,
  at = 0,
): boolean => {
  const part = parts[at] as string
  const isLast = at === parts.length - 1
  if (isDocument(parent)) {
    const value = hasField(parent, part) ? parent[part] : MISSING
    if (isLast) return visit(value)
    if (value === MISSING) return visit(MISSING)
    return someValue(value, parts, visit, at + 1)
  }
  if (!Array.isArray(parent)) return visit(MISSING)
  for (const element of parent) if (isDocument(element) && someValue(element, parts, visit, at)) return true
  if (isIndex(part) && Number(part) < parent.length) {
    const value: unknown = parent[Number(part)]
    return isLast ? visit(value) : someValue(value, parts, visit, at + 1)
  }
  return false
}

/** The values at a path, whole arrays included. */
export const valuesAt = (document: Document, parts: readonly string[]): unknown[] => {
  const values: unknown[] = []
  someValue(document, parts, (value) => {
    values.push(value)
    return false
  })
  return values
}

/** The value at a path of field names and array positions; MISSING when there is none. */
export const valueAt = (document: unknown, parts: readonly string[]): unknown => {
  let value: unknown = document
  for (const part of parts) {
    if (isDocument(value)) value = hasField(value, part) ? value[part] : MISSING
    else if (Array.isArray(value) && isIndex(part))
      value = Number(part) < value.length ? value[Number(part)] : MISSING
    else return MISSING
  }
  return value
}

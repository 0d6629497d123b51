import { comparisonOf } from "../query/collation.ts"
import { isDocument } from "../values/bson.server.ts"

/**
 * For an index under a collation: gives equal strings the same stand-in, the first of them met. Null without a
 * collation.
 */
export const standInOf = (collation: unknown): ((value: unknown) => unknown) | null => {
  if (!isDocument(collation)) return null
  const { equal } = comparisonOf(collation)
  // Strings a collation holds equal are alike once accents, case and signs are left out.
  const alike = new Map<string, string[]>()
  return (value) => {
    if (typeof value !== "string") return value
    const rough = value
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]|0+(?=\p{N})/gu, "")
    const known = alike.get(rough) ?? []
    const found = known.find((one) => equal(one, value))
    if (found !== undefined) return found
    alike.set(rough, [...known, value])
    return value
  }
}

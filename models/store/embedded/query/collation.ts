import { badValue } from "../errors.ts"
import type { Document } from "../values/bson.server.ts"
import { areEqual, compareValues } from "../values/order.ts"

/** How strings compare: by code point, or as people of a language order them. Other types always compare as MongoDB orders them. */
export type Comparison = {
  compare: (a: unknown, b: unknown) => number
  equal: (a: unknown, b: unknown) => boolean
  /** Indexes are kept in code point order; under a collation they serve no strings. */
  isBinary: boolean
}

export const BINARY: Comparison = { compare: compareValues, equal: areEqual, isBinary: true }

const SENSITIVITY = { 1: "base", 2: "accent", 3: "variant" } as const
const KNOWN = new Set(["locale", "strength", "caseLevel", "caseFirst", "numericOrdering", "alternate"])
const IGNORED = new Set(["maxVariable", "normalization", "backwards", "version"])
const cache = new Map<string, Comparison>()

/**
 * The comparison a command's `collation` asks for, of strings at the top of a value.
 * @throws ServerError 2 on options the embedded store does not know
 */
export const comparisonOf = (collation: unknown): Comparison => {
  if (collation === undefined || collation === null) return BINARY
  const spec = collation as Document
  if (spec["locale"] === "simple") return BINARY
  const name = JSON.stringify(spec)
  const known = cache.get(name)
  if (known) return known
  const made = collated(spec)
  cache.set(name, made)
  return made
}

function collated(spec: Document): Comparison {
  for (const option of Object.keys(spec))
    if (!KNOWN.has(option) && !(IGNORED.has(option) && !spec[option]))
      throw badValue(`unsupported collation option: ${option}`)
  const { locale, strength = 3, caseLevel, caseFirst, numericOrdering, alternate } = spec
  const sensitivity = SENSITIVITY[strength as 1 | 2 | 3]
  if (typeof locale !== "string" || !sensitivity)
    throw badValue("Field 'locale' or 'strength' is invalid in collation")
  if (caseLevel && strength !== 1) throw badValue("unsupported collation option: caseLevel")
  const collator = collatorOf(locale, {
    sensitivity: caseLevel ? "case" : sensitivity,
    numeric: numericOrdering === true,
    ignorePunctuation: alternate === "shifted",
    ...(caseFirst === "upper" || caseFirst === "lower" ? { caseFirst } : {}),
  })
  const compare = (a: unknown, b: unknown) =>
    typeof a === "string" && typeof b === "string" ? collator.compare(a, b) : compareValues(a, b)
  return { compare, equal: (a, b) => compare(a, b) === 0, isBinary: false }
}

/** ICU writes `en_US@collation=search`, Intl `en-US`. @throws ServerError 2 on a locale that is none */
function collatorOf(locale: string, options: Intl.CollatorOptions): Intl.Collator {
  const [name = ""] = locale.split("@")
  try {
    return new Intl.Collator(name.replaceAll("_", "-"), options)
  } catch {
    throw badValue(`Field 'locale' is invalid in: { locale: "${locale}" }`)
  }
}

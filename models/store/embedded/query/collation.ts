import { badValue, typeMismatch } from "../errors.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
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

/** What a collation says of itself where it does not ask otherwise. */
const DEFAULTS: Document = {
  caseLevel: false,
  caseFirst: "off",
  strength: 3,
  numericOrdering: false,
  alternate: "non-ignorable",
  maxVariable: "punct",
  normalization: false,
  backwards: false,
  version: "57.1",
}
const CHANGEABLE = ["locale", "strength", "numericOrdering"]

/** A collation with everything it leaves out said, as MongoDB shows it; null for none or `simple`. @throws ServerError 14 */
export const completeCollation = (collation: unknown): Document | null => {
  if (collation === undefined || collation === null) return null
  if (!isDocument(collation)) throw typeMismatch("The field 'collation' must be an object")
  if (collation["locale"] === "simple") return null
  const complete = { locale: collation["locale"], ...DEFAULTS, ...collation }
  comparisonOf(complete)
  return complete
}

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
  for (const [option, value] of Object.entries(spec))
    if (!CHANGEABLE.includes(option) && value !== DEFAULTS[option])
      throw badValue(`unsupported collation option: ${option}`)
  const { locale, strength = 3, numericOrdering } = spec
  const sensitivity = SENSITIVITY[strength as 1 | 2 | 3]
  if (typeof locale !== "string" || !sensitivity)
    throw badValue("Field 'locale' or 'strength' is invalid in collation")
  const collator = collatorOf(locale, { sensitivity, numeric: numericOrdering === true })
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

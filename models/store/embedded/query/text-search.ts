/** `$text`: words, phrases and words to be absent, scored by how much of a field they make up. */
import { badValue, failedToParse, ServerError } from "../errors.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { toDouble } from "../values/exact-number.ts"
import { MISSING, splitPath, valuesAt } from "./paths.ts"

/** The fields a text index covers and what a hit in each is worth; `null` covers every string. */
export type TextFields = { path: string[] | null; weight: number }[]

export type TextSearch = { matches: (document: Document) => boolean; score: (document: Document) => number }

const WORDS = /[\p{L}\p{N}\p{M}_]+/gu

type Folding = { isCaseSensitive: boolean; isDiacriticSensitive: boolean }

const folded = (text: string, { isCaseSensitive, isDiacriticSensitive }: Folding): string => {
  const plain = isDiacriticSensitive ? text.normalize("NFC") : text.normalize("NFD").replace(/\p{M}/gu, "")
  return isCaseSensitive ? plain : plain.toLowerCase()
}

const wordsOf = (text: string): string[] => text.match(WORDS) ?? []

/** The filter's `$text` condition, wherever it stands among conditions that all must hold. */
export const textConditionIn = (filter: Document): Document | null => {
  if (filter["$text"] !== undefined) {
    if (!isDocument(filter["$text"])) throw badValue("$text expects an object")
    return filter["$text"]
  }
  const clauses = filter["$and"]
  for (const clause of Array.isArray(clauses) ? clauses : []) {
    const found = isDocument(clause) ? textConditionIn(clause) : null
    if (found) return found
  }
  return null
}

const OPTIONS = new Set(["$search", "$language", "$caseSensitive", "$diacriticSensitive"])

/** @throws ServerError 9, 14 on a malformed condition, 27 without a text index */
export const textSearchOf = (condition: Document, fields: TextFields | null): TextSearch => {
  const unknown = Object.keys(condition).find((key) => !OPTIONS.has(key))
  if (unknown) throw badValue(`extra fields in $text: ${unknown}`)
  const { $search } = condition
  if (typeof $search !== "string") throw failedToParse(`$search had the wrong type. Expected string`)
  if (!fields) throw new ServerError(27, "text index required for $text query")
  const folding = {
    isCaseSensitive: condition["$caseSensitive"] === true,
    isDiacriticSensitive: condition["$diacriticSensitive"] === true,
  }
  const query = parsed($search, folding)
  const stringsIn = (document: Document) => fields.flatMap((field) => fieldStrings(document, field))
  return {
    matches: (document) => {
      const texts = stringsIn(document).map(({ text }) => folded(text, folding))
      const words = new Set(texts.flatMap(wordsOf))
      return (
        query.terms.some((term) => words.has(term)) &&
        !query.absent.some((term) => words.has(term)) &&
        query.phrases.every((phrase) => texts.some((text) => text.includes(phrase))) &&
        !query.absentPhrases.some((phrase) => texts.some((text) => text.includes(phrase)))
      )
    },
    score: (document) =>
      stringsIn(document).reduce(
        (sum, { text, weight }) => sum + weight * scoreOf(folded(text, folding), query.terms),
        0,
      ),
  }
}

type Query = { terms: string[]; phrases: string[]; absent: string[]; absentPhrases: string[] }

function parsed(search: string, folding: Folding): Query {
  const query: Query = { terms: [], phrases: [], absent: [], absentPhrases: [] }
  for (const [, sign, phrase, word] of search.matchAll(/(?<![^\s"])(-?)(?:"([^"]*)"|([^\s"]+))/g)) {
    const text = folded(phrase ?? word ?? "", folding)
    const words = wordsOf(text)
    if (phrase !== undefined) {
      if (sign) query.absentPhrases.push(text)
      else query.phrases.push(text)
      if (!sign) query.terms.push(...words)
    } else if (sign) query.absent.push(...words)
    else query.terms.push(...words)
  }
  query.terms = [...new Set(query.terms)]
  return query
}

/** MongoDB's weighing of one field: hits count less the more there are, and more the shorter the field. */
function scoreOf(text: string, terms: string[]): number {
  const words = wordsOf(text)
  let score = 0
  for (const term of terms) {
    const count = words.filter((word) => word === term).length
    if (count === 0) continue
    let frequency = 0
    for (let hit = 0; hit < count; hit++) frequency += 1 / 2 ** hit
    const share = (0.5 * count) / words.length + 0.5
    score += frequency * share * (text === term ? 1.1 : 1)
  }
  return score
}

function fieldStrings(
  document: Document,
  { path, weight }: TextFields[number],
): { text: string; weight: number }[] {
  const values = path ? valuesAt(document, path).filter((value) => value !== MISSING) : [document]
  return values.flatMap((value) => stringsOf(value, path === null)).map((text) => ({ text, weight }))
}

const stringsOf = (value: unknown, isDeep: boolean): string[] => {
  if (typeof value === "string") return [value]
  if (Array.isArray(value)) return value.flatMap((item) => stringsOf(item, isDeep))
  return isDeep && isDocument(value) ? Object.values(value).flatMap((item) => stringsOf(item, true)) : []
}

/** What a text index's specification covers: its keys, or its weights once it is written as MongoDB lists it. */
export const textFieldsOf = (specification: Document): TextFields => {
  const key = isDocument(specification["key"]) ? specification["key"] : {}
  const weights = isDocument(specification["weights"]) ? specification["weights"] : {}
  const names = new Set([
    ...Object.keys(key).filter((name) => key[name] === "text" && !name.startsWith("_fts")),
    ...Object.keys(weights),
  ])
  return [...names].map((name) => ({
    path: name === "$**" ? null : splitPath(name),
    weight: toDouble(weights[name] ?? 1),
  }))
}

import MiniSearch, { type Query, type SearchOptions, type SearchResult } from "minisearch"
import type { CatalogueRow } from "#models/catalogue-edition/catalogue-in-force.ts"
import { foldText } from "#models/shared/text.ts"
import { nearWords } from "./near-words.ts"

/** Finds rows by words. Best match first; `isApproximate` when nothing matched as typed and near words were tried. */
export type RowSearch = (text: string) => { rows: CatalogueRow[]; isApproximate: boolean }

const FIELDS = ["name", "code", "field", "agency"]
const BOOST = { name: 3, code: 8, field: 1.2, agency: 1 }
/** Nobody types more words than a procedure's name has; a longer text is not worth the work. */
const MOST_WORDS = 40

/**
 * Indexes the rows of a catalogue. People type without accents, swap i and y ("dang ki"), know a code or only its digits,
 * and mistype: so words are folded, and near words are tried only when nothing fits as typed.
 */
export const searchOver = (rows: readonly CatalogueRow[]): RowSearch => {
  const names = rows.map(({ entry }) => ` ${wordsOf(entry.serviceName).join(" ")} `)
  const vocabulary = new Set<string>()
  const index = new MiniSearch<Record<string, unknown>>({
    fields: FIELDS,
    tokenize: wordsOf,
    processTerm: (term) => {
      vocabulary.add(term)
      return term
    },
    searchOptions: { boost: BOOST, combineWith: "AND", processTerm: (term) => term },
  })
  index.addAll(rows.map(toDocument))

  const search = (query: Query, phrases: readonly string[], options: SearchOptions = {}) =>
    index.search(query, {
      ...options,
      boostDocument: (id: number) =>
        Math.max(...phrases.map((phrase) => phraseBoost(names[id] ?? "", phrase))),
    })
  const toRows = (found: readonly SearchResult[]) => found.flatMap(({ id }) => rows[id] ?? [])

  return (text) => {
    const words = wordsOf(text).slice(0, MOST_WORDS)
    if (words.length === 0) return { rows: [...rows], isApproximate: false }
    const typed = words.join(" ")
    const exact = search(typed, [typed], { prefix: isUnfinished })
    if (exact.length > 0) return { rows: toRows(exact), isApproximate: false }

    // First each word nobody uses, then any one word, read as its neighbours.
    const unknown = words.map((word) =>
      vocabulary.has(word) ? [word] : orItself(nearWords(word, vocabulary), word),
    )
    const oneEach = words.map((word, place) =>
      words.map((other, index) =>
        index === place ? orItself(nearWords(word, vocabulary, { besides: word }), word) : [other],
      ),
    )
    for (const readings of [unknown, ...oneEach]) {
      const near = search(allOf(readings), phrasesOf(readings))
      if (near.length > 0) return { rows: toRows(near), isApproximate: true }
    }
    const some = search(typed, [typed], { combineWith: "OR" }).filter(({ id }) =>
      sharesHalf(words, names[id] ?? ""),
    )
    return { rows: toRows(some), isApproximate: some.length > 0 }
  }
}

const orItself = (near: string[], word: string): string[] => (near.length > 0 ? near : [word])

/** Every word in one of its readings. */
const allOf = (readings: readonly string[][]): Query => ({
  combineWith: "AND",
  queries: readings.map((reading) => ({ combineWith: "OR", queries: reading })),
})

/** Half of the pairs of words side by side stand in the name, too: single syllables are shared by everything. */
const sharesHalf = (words: readonly string[], name: string): boolean => {
  const pairs = words.slice(1).map((word, place) => ` ${words[place]} ${word} `)
  return pairs.length > 1 && pairs.filter((pair) => name.includes(pair)).length * 2 >= pairs.length
}

const toDocument = ({ entry }: CatalogueRow, id: number) => ({
  id,
  name:
    entry.serviceName === entry.procedure.name
      ? entry.serviceName
      : `${entry.serviceName} ${entry.procedure.name}`,
  code: `${entry.serviceCode} ${entry.procedure.code} ${digitsOf(entry.procedure.code)}`,
  field: entry.field.name,
  agency: entry.agency.name,
})

/** Words without accents; i and y are one letter, as both spellings are common; codes stay whole. */
const wordsOf = (text: string): string[] =>
  (foldText(text).match(/\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replaceAll("y", "i"))

const digitsOf = (code: string): string => `${code.replaceAll(".", "")} ${code.split(".")[1] ?? ""}`

/** The last word may still be half typed, and a code may be cut anywhere. */
const isUnfinished = (term: string, index: number, terms: string[]): boolean =>
  index === terms.length - 1 || /\d/.test(term)

/** Every way of reading the words, up to a few dozen. */
const phrasesOf = (readings: readonly (readonly string[])[]): string[] =>
  readings.reduce<string[]>(
    (phrases, reading) =>
      phrases.flatMap((phrase) => reading.map((word) => `${phrase} ${word}`.trim())).slice(0, 50),
    [""],
  )

const PROCEDURE = " thu tuc"

/** Words side by side as typed count more than the same words scattered; a name that is nothing else, most. */
const phraseBoost = (name: string, typed: string): number => {
  const phrase = ` ${typed} `
  const at = name.indexOf(phrase)
  if (at < 0) return 1
  const isStart = at === 0 || (at === PROCEDURE.length && name.startsWith(PROCEDURE))
  if (!isStart) return 2
  return at + phrase.length === name.length ? 6 : 4
}

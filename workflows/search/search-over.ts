import type { SearchTerm } from "#models/reference/search-term.ts"
import { withNearWords, withOneOther } from "./near-readings.ts"
import { rankPlaces } from "./rank.ts"
import { type Part, plainReadings, readQuery } from "./read-query.ts"
import { inAll, inAny, type Places } from "./sets.ts"
import { meantBy, type Suggestion, shorterQueries } from "./suggestions.ts"
import { indexWords, type Searchable, type WordIndex } from "./word-index.ts"

type Found = {
  /** Places of the rows, best match first; in their own order when nothing was asked. */
  places: number[]
  /** Nothing matched as typed: near words, or most of the words, were taken. */
  isApproximate: boolean
  /** What was probably meant, with other words in the place of mistyped ones; null as typed. */
  meant: string | null
  /** When nothing was found: parts of the query that find something. */
  shorter: Suggestion[]
}

/** Finds rows by words. */
export type Search = (text: string, terms: readonly SearchTerm[]) => Found

/**
 * Indexes rows once, for many searches. People type without accents, swap i and y ("dang ki"), know a code or only its digits,
 * say "sổ đỏ" and "GPLX", and mistype: words are folded, terms read as what they stand for, and near words tried only when
 * nothing fits as typed.
 */
export const searchOver = (rows: readonly Searchable[]): Search => {
  const index = indexWords(rows)
  const everywhere = rows.map((_, place) => place)
  return (text, terms) => {
    const parts = readQuery(text, terms)
    if (parts.length === 0) return { ...NOTHING, places: everywhere }
    for (const reading of plainReadings(parts)) {
      const places = placesOf(index, reading)
      if (places.length > 0) return { ...NOTHING, places: rankPlaces(index, reading, places) }
    }
    for (const { reading, places } of nearlyFitting(index, parts)) {
      if (places.length === 0) continue
      const ranked = rankPlaces(index, reading, places)
      const meant = meantBy(parts, reading, rows[ranked[0] ?? -1])
      return { ...NOTHING, places: ranked, isApproximate: true, meant }
    }
    return { ...NOTHING, shorter: shorterQueries(parts, (some) => placesOf(index, some).length) }
  }
}

const NOTHING: Found = { places: [], isApproximate: false, meant: null, shorter: [] }

const placesOf = (index: WordIndex, parts: readonly Part[]): Places => inAll(parts.map(index.placesOfPart))

/** What comes near when nothing fits as typed, likeliest first: unknown words as near ones, one word as another, most of the words. */
function* nearlyFitting(index: WordIndex, parts: readonly Part[]) {
  const near = withNearWords(parts, index.letters)
  if (near) yield { reading: near, places: placesOf(index, near) }
  for (const reading of withOneOther(near ?? parts, index.letters))
    yield {
      reading,
      places: placesOf(index, reading).filter(standsBesideNext(index, near ?? parts, reading)),
    }
  yield { reading: parts, places: placesOfMost(index, parts) }
}

/** The number of no word, known or unknown. */
const NO_WORD = -3

/** Whether the word read as another stands beside its neighbour, as it does in the query: else it may be any word. */
function standsBesideNext(index: WordIndex, parts: readonly Part[], reading: readonly Part[]) {
  const other = reading.findIndex((part, place) => part !== parts[place])
  const [before, here, after] = [other - 1, other, other + 1].map(
    (place) => new Set(reading[place]?.alternatives.flat().map(index.numberOf)),
  )
  const { all, from } = index.names
  return (place: number): boolean => {
    const end = from[place + 1] ?? 0
    for (let at = from[place] ?? 0; at < end; at++)
      if (
        here?.has(all[at] ?? NO_WORD) &&
        (before?.has(all[at - 1] ?? NO_WORD) || after?.has(all[at + 1] ?? NO_WORD))
      )
        return true
    return false
  }
}

/** How much of what the words of a query tell must stand in a row for it to come near. */
const MOST = 0.65

/** Where most of the words stand: a rare one tells more than a common one, and one nobody uses tells no less. */
function placesOfMost(index: WordIndex, parts: readonly Part[]): Places {
  const told = parts.map((part) => {
    const places = index.placesOfPart(part)
    return { places, weight: Math.log(1 + index.size / Math.max(1, places.length)) }
  })
  const all = told.reduce((sum, { weight }) => sum + weight, 0)
  const sums = new Float64Array(index.size)
  for (const { places, weight } of told) for (const place of places) sums[place] = (sums[place] ?? 0) + weight
  return inAny(told.map(({ places }) => places)).filter((place) => (sums[place] ?? 0) >= MOST * all)
}

import type { Part } from "./read-query.ts"
import type { Places } from "./sets.ts"
import type { IndexedRow, WordIndex } from "./word-index.ts"

const WEIGHT = { name: 3, code: 8, context: 1 }
/** What a word stands for counts a little less than the word itself, its further meanings less; so does a word only begun. */
const READINGS = [1, 0.95, 0.8, 0.5]
const BEGUN = 0.6

/** Rows by how well they fit, best first; as good ones keep their order. */
export const rankPlaces = (index: WordIndex, parts: readonly Part[], places: Places): number[] => {
  const prepared = parts.map((part) => prepare(index, part))
  const scores = Float64Array.from(places, (place) => scoreAt(index, prepared, place))
  const order = Uint32Array.from(places, (_, at) => at)
  order.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other)
  return Array.from(order, (at) => places[at] ?? 0)
}

type PreparedWord = { word: string; exact: number; begun: ReadonlySet<number>; rarity: number }
/** The readings of a part, each its words; all weigh as much as the rarest one. */
type PreparedPart = { readings: PreparedWord[][]; rarity: number }

const prepare = (index: WordIndex, { alternatives, isUnfinished }: Part): PreparedPart => {
  const readings = alternatives.map((words, reading) =>
    words.map((word, at) => {
      const isBeginning = isUnfinished && reading === 0 && at === words.length - 1
      const longer = isBeginning ? index.beginningWith(word) : [word]
      const count = longer.reduce((sum, one) => sum + index.placesOf(one).length, 0)
      return {
        word,
        exact: index.numberOf(word),
        begun: new Set(longer.map(index.numberOf)),
        rarity: Math.log(1 + index.rows.length / Math.max(1, index.placesOf(word).length || count)),
      }
    }),
  )
  return { readings, rarity: Math.max(...readings.map(rarityOf)) }
}

const rarityOf = (words: readonly PreparedWord[]): number =>
  words.reduce((sum, { rarity }) => sum + rarity, 0)

function scoreAt(index: WordIndex, parts: readonly PreparedPart[], place: number): number {
  const row = index.rows[place]
  if (!row) return 0
  let sum = 0
  for (const part of parts) sum += scoreOfPart(part, row)
  return (sum / (0.7 + (0.3 * row.names.length) / index.averageLength)) * phraseBoost(row.names, parts)
}

/** That of its best reading of those that stand there whole. */
function scoreOfPart(part: PreparedPart, row: IndexedRow): number {
  let best = 0
  for (const [reading, words] of part.readings.entries()) {
    let sum = 0
    for (const word of words) {
      const weight = weightOf(word, row)
      sum = weight === 0 ? Number.NEGATIVE_INFINITY : sum + weight
      if (weight === 0) break
    }
    best = Math.max(best, (sum / rarityOf(words)) * (READINGS[reading] ?? 0.5))
  }
  return best * part.rarity
}

/** Nothing where the word does not stand. */
function weightOf({ word, exact, begun, rarity }: PreparedWord, row: IndexedRow): number {
  const isNumber = /^\d/u.test(word)
  if (isNumber && row.others.includes(exact)) return WEIGHT.code * rarity * (row.codes.includes(word) ? 2 : 1)
  if (row.names.includes(exact)) return WEIGHT.name * rarity
  if (begun.size > 1 && row.names.some((number) => begun.has(number))) return WEIGHT.name * BEGUN * rarity
  if (row.others.includes(exact)) return WEIGHT.context * rarity
  if (begun.size < 2 || !row.others.some((number) => begun.has(number))) return 0
  return (isNumber ? WEIGHT.code : WEIGHT.context) * BEGUN * rarity
}

/** Words side by side as typed count more than the same words scattered; a name that is nothing else, most. */
function phraseBoost(names: Int32Array, parts: readonly PreparedPart[]): number {
  let longest = 1
  let whole = 0
  for (let at = 0; at < names.length; at++)
    for (let first = 0; first < parts.length; first++) {
      let end = at
      let taken = 0
      for (let part = parts[first]; part; part = parts[first + taken]) {
        const length = lengthAt(names, end, part)
        if (length === 0) break
        end += length
        taken++
      }
      longest = Math.max(longest, taken)
      if (taken < parts.length) continue
      const isStart = at === 0 || names[at - 1] === -1
      const isWhole = isStart && (end === names.length || names[end] === -1)
      whole = Math.max(whole, isWhole ? 6 : isStart ? 4 : 2)
    }
  return whole || 1 + (0.8 * (longest - 1)) / Math.max(1, parts.length - 1)
}

/** How many words of the names from here on are the part, or what it means first; 0 when none. */
function lengthAt(names: Int32Array, at: number, part: PreparedPart): number {
  for (const words of part.readings.slice(0, 2)) {
    let length = 0
    for (const { exact, begun } of words) {
      const number = names[at + length]
      if (number === undefined || (number !== exact && (begun.size < 2 || !begun.has(number)))) break
      length++
    }
    if (length === words.length) return length
  }
  return 0
}

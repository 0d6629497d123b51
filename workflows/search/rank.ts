import type { Part } from "./read-query.ts"
import type { Places } from "./sets.ts"
import { END_OF_NAME, type NumberLists, type WordIndex } from "./word-index.ts"

const WEIGHT = { name: 3, code: 8, context: 1 }
/** What a word stands for counts a little less than the word itself, its further meanings less; so does a word only begun. */
const READINGS = [1, 0.95, 0.8, 0.5]
const BEGUN = 0.6

/** Rows by how well they fit, best first; as good ones keep their order. */
export const rankPlaces = (index: WordIndex, parts: readonly Part[], places: Places): number[] => {
  const prepared = parts.map((part) => prepare(index, part))
  return inOrder(places, scoresOf(index, prepared, places))
}

function scoresOf(index: WordIndex, parts: readonly PreparedPart[], places: Places): Float64Array {
  const scores = new Float64Array(places.length)
  for (let at = 0; at < places.length; at++) scores[at] = scoreAt(index, parts, places[at] ?? 0)
  return scores
}

/** Score and place go into one number, and numbers are sorted: to call a comparison takes longer than all the rest. */
function inOrder(places: Places, scores: Float64Array): number[] {
  let most = 1
  for (let at = 0; at < scores.length; at++) most = Math.max(most, scores[at] ?? 0)
  for (let at = 0; at < scores.length; at++)
    scores[at] = Math.floor((1 - (scores[at] ?? 0) / most) * GRADES) * MOST_PLACES + at
  scores.sort()
  const ranked = new Array<number>(places.length)
  for (let at = 0; at < places.length; at++) ranked[at] = places[(scores[at] ?? 0) % MOST_PLACES] ?? 0
  return ranked
}

/** Two scores closer than this part of the best one are as good as each other. */
const GRADES = 2 ** 31
const MOST_PLACES = 2 ** 21

type PreparedWord = {
  word: string
  exact: number
  /** What it may become, where it is only begun; null where it is whole. */
  begun: ReadonlySet<number> | null
  isNumber: boolean
  rarity: number
}
type Reading = { words: PreparedWord[]; rarity: number; share: number }
/** The readings of a part, each its words; all weigh as much as the rarest one. */
type PreparedPart = {
  readings: Reading[]
  rarity: number
  /** Itself, and what it means first. */
  meant: Reading[]
  /** The word it begins with, and the others it may begin with. */
  opens: number
  opensElse: ReadonlySet<number> | null
}

const prepare = (index: WordIndex, { alternatives, isUnfinished }: Part): PreparedPart => {
  const readings = alternatives.map((words, reading): Reading => {
    const prepared = words.map((word, at): PreparedWord => {
      const isBeginning = isUnfinished && reading === 0 && at === words.length - 1
      const longer = isBeginning ? index.beginningWith(word) : [word]
      const count = longer.reduce((sum, one) => sum + index.placesOf(one).length, 0)
      return {
        word,
        exact: index.numberOf(word),
        begun: longer.length > 1 ? new Set(longer.map(index.numberOf)) : null,
        isNumber: /^\d/u.test(word),
        rarity: Math.log(1 + index.size / Math.max(1, index.placesOf(word).length || count)),
      }
    })
    const rarity = prepared.reduce((sum, one) => sum + one.rarity, 0)
    return { words: prepared, rarity, share: READINGS[reading] ?? 0.5 }
  })
  const meant = readings.slice(0, 2)
  const firsts = meant.flatMap(({ words: [first] }) => (first ? [first.exact, ...(first.begun ?? [])] : []))
  const [opens = -2] = firsts
  return {
    readings,
    meant,
    opens,
    opensElse: firsts.length > 1 ? new Set(firsts.slice(1)) : null,
    rarity: Math.max(...readings.map(({ rarity }) => rarity)),
  }
}

function scoreAt(index: WordIndex, parts: readonly PreparedPart[], place: number): number {
  let sum = 0
  for (const part of parts) sum += scoreOfPart(index, part, place)
  const { all, from } = index.names
  const [start = 0, end = 0] = [from[place], from[place + 1]]
  return (sum / (0.7 + (0.3 * (end - start - 1)) / index.averageLength)) * phraseBoost(all, start, end, parts)
}

/** That of its best reading of those that stand there whole. */
function scoreOfPart(index: WordIndex, part: PreparedPart, place: number): number {
  let best = 0
  for (const { words, rarity, share } of part.readings) {
    let sum = 0
    for (const word of words) {
      const weight = weightOf(index, word, place)
      sum = weight === 0 ? Number.NEGATIVE_INFINITY : sum + weight
      if (weight === 0) break
    }
    best = Math.max(best, (sum / rarity) * share)
  }
  return best * part.rarity
}

/** Nothing where the word does not stand. */
function weightOf(
  index: WordIndex,
  { word, exact, begun, isNumber, rarity }: PreparedWord,
  place: number,
): number {
  const { names, others, codes } = index
  if (isNumber && holds(others, place, exact))
    return WEIGHT.code * rarity * (codes[place]?.includes(word) ? 2 : 1)
  if (holds(names, place, exact)) return WEIGHT.name * rarity
  if (begun && holdsAny(names, place, begun)) return WEIGHT.name * BEGUN * rarity
  if (holds(others, place, exact)) return WEIGHT.context * rarity
  if (!begun || !holdsAny(others, place, begun)) return 0
  return (isNumber ? WEIGHT.code : WEIGHT.context) * BEGUN * rarity
}

function holds({ all, from }: NumberLists, place: number, number: number): boolean {
  const end = from[place + 1] ?? 0
  for (let at = from[place] ?? 0; at < end; at++) if (all[at] === number) return true
  return false
}

function holdsAny({ all, from }: NumberLists, place: number, numbers: ReadonlySet<number>): boolean {
  const end = from[place + 1] ?? 0
  for (let at = from[place] ?? 0; at < end; at++) if (numbers.has(all[at] ?? END_OF_NAME)) return true
  return false
}

/** Words side by side as typed count more than the same words scattered; a name that is nothing else, most. */
function phraseBoost(all: Int32Array, start: number, end: number, parts: readonly PreparedPart[]): number {
  let longest = 1
  let whole = 0
  for (let at = start; at < end && whole < 6; at++)
    for (let first = 0; first < parts.length; first++) {
      let next = at
      let taken = 0
      while (first + taken < parts.length) {
        const length = lengthAt(all, next, parts[first + taken])
        if (length === 0) break
        next += length
        taken++
      }
      if (taken === 0) continue
      if (taken > longest) longest = taken
      if (taken < parts.length) continue
      const isStart = all[at - 1] === END_OF_NAME
      const isWhole = isStart && all[next] === END_OF_NAME
      whole = Math.max(whole, isWhole ? 6 : isStart ? 4 : 2)
    }
  return whole || 1 + (0.8 * (longest - 1)) / Math.max(1, parts.length - 1)
}

/** How many words of the names from here on are the part, or what it means first; 0 when none. */
function lengthAt(all: Int32Array, at: number, part: PreparedPart | undefined): number {
  const here = all[at]
  // Nearly every word of nearly every name stops here.
  if (!part || here === undefined || (here !== part.opens && !part.opensElse?.has(here))) return 0
  for (const { words } of part.meant) {
    let length = 0
    for (const { exact, begun } of words) {
      const number = all[at + length] ?? END_OF_NAME
      if (number !== exact && !begun?.has(number)) break
      length++
    }
    if (length === words.length) return length
  }
  return 0
}

import type { Part } from "./read-query.ts"
import { inAll, inAny, NOWHERE, type Places } from "./sets.ts"
import { codeWords, wordsOf } from "./words.ts"

/** What is searched of a row: its names (the first is shown), its codes, and what else it may be found by. */
export type Searchable = { names: readonly string[]; codes: readonly string[]; context: readonly string[] }

/** A row as numbers of words: those of its names in order, with -1 between two names; and the others. */
export type IndexedRow = { names: Int32Array; others: Int32Array; codes: readonly string[] }

/** Words of rows and where they stand, as numbers: a list of twenty thousand rows takes a few megabytes. */
export type WordIndex = {
  rows: readonly IndexedRow[]
  averageLength: number
  /** Words that are no numbers, for guessing what was meant. */
  letters: ReadonlySet<string>
  /** -2 for a word nobody uses. */
  numberOf(word: string): number
  /** The words a text begins, itself included. */
  beginningWith(text: string): readonly string[]
  placesOf(word: string): Places
  /** The places where a part of a query stands, in any of its readings. */
  placesOfPart(part: Part): Places
}

/** Words a half-typed one may become are taken up to here: more tell nothing. */
const MOST_ENDINGS = 400

export const indexWords = (searchables: readonly Searchable[]): WordIndex => {
  const { rows, numbers, lists } = numberWords(searchables)
  const places = lists.map((list): Places => Uint32Array.from(list))
  const sorted = [...numbers.keys()].sort()
  const numberOf = (word: string) => numbers.get(word) ?? -2
  const placesOf = (word: string): Places => places[numberOf(word)] ?? NOWHERE
  const beginningWith = (text: string): string[] => {
    const from = firstFrom(sorted, text)
    let to = from
    while (to - from < MOST_ENDINGS && sorted[to]?.startsWith(text)) to++
    return sorted.slice(from, to)
  }
  const placesOfWord = (word: string, isBeginning: boolean): Places =>
    isBeginning ? inAny(beginningWith(word).map(placesOf)) : placesOf(word)
  return {
    rows,
    averageLength: rows.reduce((sum, { names }) => sum + names.length, 0) / Math.max(1, rows.length),
    letters: new Set(sorted.filter((word) => !/\d/u.test(word))),
    numberOf,
    beginningWith,
    placesOf,
    placesOfPart: ({ alternatives, isUnfinished }) =>
      inAny(
        alternatives.map((words, reading) => {
          const isTyped = reading === 0
          const found = inAll(
            words.map((word, at) => placesOfWord(word, isUnfinished && isTyped && at === words.length - 1)),
          )
          // "sổ đỏ" is one thing, and neither a number nor a degree.
          return isTyped && words.length > 1
            ? found.filter((place) => standTogether(words.map(numberOf), rows[place]?.names))
            : found
        }),
      ),
  }
}

const standTogether = (words: readonly number[], names: Int32Array | undefined): boolean =>
  names?.some((_, at) => words.every((word, index) => names[at + index] === word)) ?? false

function numberWords(searchables: readonly Searchable[]) {
  const numbers = new Map<string, number>()
  const lists: number[][] = []
  const numberAt = (word: string, place: number): number => {
    const number = numbers.get(word) ?? numbers.size
    const list = lists[number] ?? []
    if (number === numbers.size) {
      numbers.set(word, number)
      lists.push(list)
    }
    if (list.at(-1) !== place) list.push(place)
    return number
  }
  const rows = searchables.map(({ names, codes, context }, place): IndexedRow => {
    const number = (word: string) => numberAt(word, place)
    const inNames = names.flatMap((name, index) => [
      ...(index === 0 ? [] : [-1]),
      ...wordsOf(name).map(number),
    ])
    const others = new Set([...codes.flatMap(codeWords), ...context.flatMap(wordsOf)].map(number))
    return { names: Int32Array.from(inNames), others: Int32Array.from(others), codes }
  })
  return { rows, numbers, lists }
}

function firstFrom(sorted: readonly string[], text: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? "") < text) low = middle + 1
    else high = middle
  }
  return low
}

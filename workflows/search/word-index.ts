import type { Part } from "./read-query.ts"
import { inAll, inAny, NOWHERE, type Places } from "./sets.ts"
import { codeWords, wordsOf } from "./words.ts"

/** What is searched of a row: its names (the first is shown), its codes, and what else it may be found by. */
export type Searchable = { names: readonly string[]; codes: readonly string[]; context: readonly string[] }

/** Lists of numbers, one behind the other: the one of place `p` goes from `from[p]` up to `from[p + 1]`. */
export type NumberLists = { all: Int32Array; from: Int32Array }

/** Between two names; no word has this number. */
export const END_OF_NAME = -1

/** Words of rows and where they stand, as numbers: a list of twenty thousand rows takes a few megabytes, and is read in a line. */
export type WordIndex = {
  size: number
  /** The words of the names of each row in order, `END_OF_NAME` behind each name and before the first row. */
  names: NumberLists
  /** The words of codes and context. */
  others: NumberLists
  codes: readonly (readonly string[])[]
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
  const { names, others, numbers, lists } = numberWords(searchables)
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
    size: searchables.length,
    names,
    others,
    codes: searchables.map(({ codes }) => codes),
    averageLength: (names.all.length - 1) / Math.max(1, searchables.length) - 1,
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
            ? found.filter((place) => standTogether(words.map(numberOf), names, place))
            : found
        }),
      ),
  }
}

function standTogether(words: readonly number[], { all, from }: NumberLists, place: number): boolean {
  const end = from[place + 1] ?? 0
  for (let at = from[place] ?? 0; at < end; at++)
    if (words.every((word, index) => all[at + index] === word)) return true
  return false
}

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
  const names = [END_OF_NAME]
  const others: number[] = []
  const from = { names: [names.length], others: [0] }
  for (const [place, row] of searchables.entries()) {
    for (const name of row.names)
      names.push(...wordsOf(name).map((word) => numberAt(word, place)), END_OF_NAME)
    const words = new Set([...row.codes.flatMap(codeWords), ...row.context.flatMap(wordsOf)])
    others.push(...[...words].map((word) => numberAt(word, place)))
    from.names.push(names.length)
    from.others.push(others.length)
  }
  return {
    names: { all: Int32Array.from(names), from: Int32Array.from(from.names) },
    others: { all: Int32Array.from(others), from: Int32Array.from(from.others) },
    numbers,
    lists,
  }
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

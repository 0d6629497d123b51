import type { SearchTerm } from "#models/reference/search-term.ts"
import { typedWordsOf, type Word, wordsOf } from "./words.ts"

/** A place of a query: what was typed there, and every way to read it, each as words that must all stand in a text. */
export type Part = {
  typed: string
  alternatives: readonly (readonly string[])[]
  /** May still be half typed, or is a code cut off: begins a word. */
  isUnfinished: boolean
  /** Narrows nothing if it is the word it looks like without accents; left out when nothing is found with it. */
  isDoubtful: boolean
}

/** Nobody types more words than a procedure's name has; a longer text is not worth the work. */
const MOST_WORDS = 40

/**
 * A query as its places: words folded, abbreviations and everyday names beside what they stand for, words that name every
 * procedure left out.
 * @param terms those in force on the day
 */
export const readQuery = (text: string, terms: readonly SearchTerm[]): Part[] => {
  const words = typedWordsOf(text).slice(0, MOST_WORDS)
  const known = byFirstWord(terms)
  const parts: Part[] = []
  for (let place = 0; place < words.length; ) {
    const found = longestAt(words, place, known)
    const typed = words.slice(place, place + (found?.length ?? 1))
    place += typed.length
    if (found && found.readings.length === 0 && !found.isDoubtful) continue
    parts.push(partOf(typed, found, place === words.length))
  }
  return parts
}

/** The ways to read a query as it was typed: words whole before words begun, all of them before those that narrow. */
export const plainReadings = (parts: readonly Part[]): Part[][] => {
  const whole = parts.map((part) => ({ ...part, isUnfinished: false }))
  return [whole, [...parts]].flatMap((one) => [one, one.filter(({ isDoubtful }) => !isDoubtful)])
}

const partOf = (words: readonly Word[], found: Found | null, isLast: boolean): Part => {
  const [own = []] = [words.map(({ folded }) => folded)]
  return {
    typed: words.map(({ typed }) => typed).join(" "),
    alternatives: [own, ...(found?.readings ?? []), ...withoutService(own)],
    isUnfinished: isLast || own.some((word) => /\d/u.test(word)),
    isDoubtful: found !== null && found.readings.length === 0,
  }
}

/** `1.001193.02` means its procedure where there is no such service. */
const withoutService = ([word = ""]: readonly string[]): string[][] =>
  /^\d\.\d{6}\.\d{2}$/u.test(word) ? [[word.slice(0, 8)]] : []

type KnownTerm = { words: readonly Word[]; readings: string[][] }
type Found = { length: number; readings: string[][]; isDoubtful: boolean }

type KnownTerms = ReadonlyMap<string, readonly KnownTerm[]>

/** The table as it was read last: it is read for every search and hardly ever changes. */
let lastRead: { key: string; known: KnownTerms } | null = null

function byFirstWord(terms: readonly SearchTerm[]): KnownTerms {
  const key = JSON.stringify(terms)
  if (lastRead?.key !== key) lastRead = { key, known: foldTerms(terms) }
  return lastRead.known
}

function foldTerms(terms: readonly SearchTerm[]): KnownTerms {
  const known = new Map<string, KnownTerm[]>()
  for (const { term, readings } of terms) {
    const words = typedWordsOf(term)
    const [first] = words
    if (!first) continue
    const one = { words, readings: readings.map(wordsOf).filter(({ length }) => length > 0) }
    known.set(first.folded, [...(known.get(first.folded) ?? []), one])
  }
  return known
}

/** Of the terms that begin here the longest; of several as long, all that they stand for. */
function longestAt(words: readonly Word[], place: number, known: KnownTerms): Found | null {
  const here = (known.get(words[place]?.folded ?? "") ?? []).filter((term) =>
    term.words.every((word, index) => isSame(words[place + index], word)),
  )
  const length = Math.max(...here.map((term) => term.words.length))
  const longest = here.filter((term) => term.words.length === length)
  const [first] = longest
  if (!first) return null
  return {
    length,
    readings: longest.flatMap(({ readings }) => readings),
    isDoubtful: length === 1 && first.words[0]?.typed !== words[place]?.typed,
  }
}

/** What was typed with accents is the word with those accents; what was typed without may be any. */
const isSame = (typed: Word | undefined, term: Word): boolean =>
  typed !== undefined &&
  typed.folded === term.folded &&
  (typed.typed === term.typed || typed.typed.replaceAll("y", "i") === typed.folded)

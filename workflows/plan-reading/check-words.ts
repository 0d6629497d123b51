import { distance } from "fastest-levenshtein"
import type { PlanFault } from "#models/plan/plan-fault.ts"
import { foldText, isSameName } from "#models/shared/text.ts"
import type { PlanKnowledge } from "./plan-knowledge.ts"

type Misspelling = Pick<PlanFault, "kind" | "found" | "proposed">
type Word = { text: string; folded: string; at: number; end: number }
type Phrase = { text: string; words: string[]; kind: PlanFault["kind"] }

/** Finds misspelt words in a text, in the order in which they stand, each way of writing once. */
export type SpellingCheck = (text: string) => Misspelling[]

/**
 * A check of a plan's words against phrases of the trade, names of places and abbreviations. A phrase is misspelt where its letters
 * are right and their accents are not («Công dịch vụ công»), or, of three words and more, where one word is off by a letter.
 */
export const spellingCheck = ({ phrases, placeNames, abbreviations }: PlanKnowledge): SpellingCheck => {
  const byFirst = indexByFirst([
    ...phrases.map((text) => ({ text, kind: "MISSPELT" as const })),
    ...placeNames.map((text) => ({ text, kind: "PLACE_NAME" as const })),
  ])
  const known = new Set(abbreviations)
  return (text) => {
    const words = wordsOf(text)
    const found = [...misspeltPhrases(text, words, byFirst), ...misspeltAbbreviations(words, known)]
    const unique = new Map(found.map((one) => [one.found, one]))
    return [...unique.values()].sort((one, other) => text.indexOf(one.found) - text.indexOf(other.found))
  }
}

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}&]+/gu)].map(({ 0: word, index }) => ({
    text: word,
    folded: foldText(word),
    at: index,
    end: index + word.length,
  }))

/** Longest phrases first, under each of their words' letters that may open them. */
function indexByFirst(phrases: readonly { text: string; kind: PlanFault["kind"] }[]): Map<string, Phrase[]> {
  const index = new Map<string, Phrase[]>()
  for (const { text, kind } of phrases) {
    const words = wordsOf(text).map(({ folded }) => folded)
    const first = words[0]
    if (first) index.set(first, [...(index.get(first) ?? []), { text, words, kind }])
  }
  for (const list of index.values()) list.sort((one, other) => other.words.length - one.words.length)
  return index
}

/** Words after which «công» is the end of another name: «hành chính công», «dịch vụ công», «đầu tư công». */
const ENDS_IN_CONG = new Set(["chinh", "vu", "tu", "san", "an", "nhan", "thu"])

function misspeltPhrases(text: string, words: Word[], byFirst: Map<string, Phrase[]>): Misspelling[] {
  const found: Misspelling[] = []
  for (let index = 0; index < words.length; index += 1) {
    const phrase = byFirst.get(words[index]?.folded ?? "")?.find((one) => matches(text, words, index, one))
    if (!phrase) continue
    const last = words[index + phrase.words.length - 1]
    const written = text.slice(words[index]?.at, last?.end)
    const isOther = words[index]?.folded === "cong" && ENDS_IN_CONG.has(words[index - 1]?.folded ?? "")
    if (!isOther && !isSameName(written, phrase.text))
      found.push({ kind: phrase.kind, found: written, proposed: inCaseOf(written, phrase.text) })
    if (!isOther) index += phrase.words.length - 1
  }
  return found
}

function matches(text: string, words: Word[], start: number, phrase: Phrase): boolean {
  let off = 0
  for (const [step, wanted] of phrase.words.entries()) {
    const word = words[start + step]
    const before = words[start + step - 1]
    if (!word || (step > 0 && before && text.slice(before.end, word.at).trim() !== "")) return false
    if (word.folded === wanted) continue
    off += 1
    const isNear = word.folded.length > 3 && wanted.length > 3 && distance(word.folded, wanted) === 1
    if (!isNear || off > 1 || phrase.words.length < 3) return false
  }
  return true
}

/** The phrase with the capitals of what was written, word for word. */
function inCaseOf(written: string, phrase: string): string {
  const capitals = written.split(/\s+/u).map((word) => /^\p{Lu}/u.test(word))
  return phrase
    .split(" ")
    .map((word, index) => (capitals[index] ? word.slice(0, 1).toUpperCase() + word.slice(1) : word))
    .join(" ")
}

function misspeltAbbreviations(words: Word[], known: ReadonlySet<string>): Misspelling[] {
  return words.flatMap(({ text }): Misspelling[] => {
    if (!/^[\p{Lu}&]{4,}$/u.test(text) || known.has(text)) return []
    const meant = [...known].find((one) => one.length >= 4 && isNearAbbreviation(one, text))
    return meant ? [{ kind: "MISSPELT", found: text, proposed: meant }] : []
  })
}

/** One letter more or less, or the same letters in another order; another letter makes another abbreviation. */
const isNearAbbreviation = (known: string, text: string): boolean =>
  known.length === text.length
    ? [...known].sort().join("") === [...text].sort().join("")
    : Math.abs(known.length - text.length) === 1 && distance(known, text) === 1

import { nearWords } from "./near-words.ts"
import type { Part } from "./read-query.ts"

/** Words that are no numbers. */
type Vocabulary = ReadonlySet<string>

/** The query with the words nobody uses read as near ones; null where every word is used. */
export const withNearWords = (parts: readonly Part[], vocabulary: Vocabulary): Part[] | null => {
  const near = parts.map((part) => (isKnown(part, vocabulary) ? part : nearPart(part, vocabulary, false)))
  return isOther(near, parts) ? near : null
}

/** The query with one word, each in turn, read as near ones: a slip may make another word that is used. */
export const withOneOther = (parts: readonly Part[], vocabulary: Vocabulary): Part[][] =>
  parts
    .map((_, place) =>
      parts.map((part, index) => (index === place ? nearPart(part, vocabulary, true) : part)),
    )
    .filter((reading) => isOther(reading, parts))

const isOther = (reading: readonly Part[], parts: readonly Part[]): boolean =>
  reading.some((part, index) => part !== parts[index])

const isKnown = ({ alternatives }: Part, vocabulary: Vocabulary): boolean =>
  alternatives.some((words) => words.every((word) => /\d/u.test(word) || vocabulary.has(word)))

/** The part with each near word in its place; itself where there is none, or where it is more than a word. */
function nearPart(part: Part, vocabulary: Vocabulary, isBeside: boolean): Part {
  const [[word = "", ...more] = []] = part.alternatives
  if (more.length > 0 || part.alternatives.length > 1) return part
  const near = nearWords(word, vocabulary, isBeside ? { besides: word } : {}).map((one) => [one])
  const alternatives = [...near, ...(isBeside ? [] : runTogether(word, vocabulary))]
  return alternatives.length > 0 ? { ...part, alternatives, isUnfinished: false } : part
}

/** Two words typed without the blank between them: `khaisinh`. */
const runTogether = (word: string, vocabulary: Vocabulary): string[][] =>
  Array.from({ length: Math.max(0, word.length - 3) }, (_, index) => [
    word.slice(0, index + 2),
    word.slice(index + 2),
  ]).filter((halves) => halves.every((half) => /^\p{L}+$/u.test(half) && vocabulary.has(half)))

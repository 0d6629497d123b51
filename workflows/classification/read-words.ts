import type { EvidenceFact } from "#models/registration/registration.ts"
import { PASSAGE_SOURCES, type Passage, quoteAround, sentenceAround } from "./passages.ts"
import { NEGATED, type TellingWords } from "./telling-words.ts"

/** How far before the words a negation may stand, in characters. */
const NEGATION_REACH = 60

/** The first place in the record that says it and is not turned round by its sentence; null when none does. */
export const readWords = (passages: readonly Passage[], words: TellingWords): EvidenceFact | null => {
  for (const passage of passages) {
    if (!words.in.includes(passage.kind)) continue
    words.pattern.lastIndex = 0
    for (let match = words.pattern.exec(passage.lower); match; match = words.pattern.exec(passage.lower)) {
      const from = match.index
      const to = from + match[0].length
      if (!speaks(passage, from, to, words)) continue
      return {
        id: words.id,
        value: words.value,
        quote: quoteAround(passage.text, from, to),
        source: PASSAGE_SOURCES[passage.kind],
      }
    }
  }
  return null
}

function speaks(passage: Passage, from: number, to: number, words: TellingWords): boolean {
  const { start, end } = sentenceAround(passage.lower, from, to)
  if (NEGATED.test(passage.lower.slice(Math.max(start, from - NEGATION_REACH), from))) return false
  const sentence = passage.lower.slice(start, end)
  return !words.unless?.test(sentence) && (words.only?.test(sentence) ?? true)
}

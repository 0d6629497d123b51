import type { Procedure } from "#models/procedure/procedure.ts"
import { maskNames } from "./masked-names.ts"
import { piecesIn } from "./pieces.ts"

/** Parts of a record that hold words, under the names the national database gives them. */
export const PASSAGE_SOURCES = {
  STEPS: "Trình tự thực hiện",
  METHODS: "Cách thức thực hiện",
  PAPERS: "Thành phần hồ sơ",
  REQUIREMENTS: "Yêu cầu, điều kiện",
} as const
export type PassageKind = keyof typeof PASSAGE_SOURCES

/**
 * One text of the record, as written and in lower case (same length in all but odd scripts), ready to be searched: names that
 * hold a verb are blotted out of it.
 */
export type Passage = { kind: PassageKind; text: string; lower: string; pieces: ReadonlySet<string> }

/** The texts facts are read from, in the order of the record; equal texts (one per channel, often) are read once. */
export const passagesOf = (procedure: Procedure): Passage[] => {
  const seen = new Set<string>()
  const passages: Passage[] = []
  const add = (kind: PassageKind, given: string) => {
    const text = given.trim()
    if (text === "" || seen.has(text)) return
    seen.add(text)
    const lower = text.toLowerCase()
    const pieces = piecesIn(lower)
    passages.push({ kind, text, lower: maskNames(lower, pieces), pieces })
  }
  for (const one of procedure.cases)
    for (const step of one.steps) {
      add("STEPS", step.name)
      add("STEPS", step.text)
    }
  for (const method of procedure.submissionMethods) add("METHODS", method.processingTime.text)
  for (const one of procedure.cases) for (const paper of one.dossierComponents) add("PAPERS", paper.name)
  add("REQUIREMENTS", procedure.requirements)
  return passages
}

/** Longest quote shown beside a fact, in characters. */
const QUOTE_LIMIT = 200
/** A stop behind the number or letter that opens a line ("1. Đơn đề nghị", "a. Bản sao") ends nothing. */
const SENTENCE_END =
  /\n|;(?=\s)|(?<!(?:^|\n)[^\p{L}\d\n]{0,4}(?:(?:bước|mẫu số|mẫu|phụ lục)\s)?(?:\d{1,3}|[a-zđ]|[ivx]{1,4}))\.(?=\s)/giu
/** A sentence is looked for no further than this on either side, so that a text without a full stop costs no more. */
const SENTENCE_REACH = 1000

/** Where the sentence around a place begins and ends. */
export const sentenceAround = (text: string, from: number, to: number): { start: number; end: number } => {
  const first = Math.max(0, from - SENTENCE_REACH)
  const near = text.slice(first, to + SENTENCE_REACH)
  let start = first
  SENTENCE_END.lastIndex = 0
  for (let match = SENTENCE_END.exec(near); match; match = SENTENCE_END.exec(near)) {
    const at = first + match.index
    if (at >= to) return { start, end: at }
    if (at < from) start = at + match[0].length
  }
  return { start, end: first + near.length }
}

/** The sentence with the place in it, word for word, cut at words when longer than the limit. */
export const quoteAround = (text: string, from: number, to: number): string => {
  const { start, end } = sentenceAround(text, from, to)
  const sentence = text.slice(start, end).trim()
  if (sentence.length <= QUOTE_LIMIT) return sentence
  const middle = Math.floor((from + to) / 2)
  const left = Math.max(start, Math.min(middle - QUOTE_LIMIT / 2, end - QUOTE_LIMIT))
  const cut = text.slice(left, left + QUOTE_LIMIT)
  const startsAtWord = left === start ? cut : cut.slice(cut.indexOf(" ") + 1)
  const endsAtWord =
    left + QUOTE_LIMIT >= end ? startsAtWord : startsAtWord.slice(0, startsAtWord.lastIndexOf(" "))
  return endsAtWord.trim()
}

/** The beginning of a name, whole where it fits, else cut at a word. */
export const shortened = (text: string): string => {
  const line = text.trim()
  return line.length <= QUOTE_LIMIT ? line : line.slice(0, line.lastIndexOf(" ", QUOTE_LIMIT)).trim()
}

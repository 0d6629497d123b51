import type { Procedure } from "#models/procedure/procedure.ts"
import { conditionOfStep } from "./conditions.ts"
import { maskNames } from "./masked-names.ts"
import { piecesIn } from "./pieces.ts"
import { sentenceAround } from "./sentence-around.ts"

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
export type Passage = {
  kind: PassageKind
  text: string
  lower: string
  pieces: ReadonlySet<string>
  /** The step's name where it names the case the text is of. */
  branch: string
  /** The step is of those only who file on paper. */
  onPaper: boolean
}

/** The texts facts are read from, in the order of the record; equal texts (one per channel, often) are read once. */
export const passagesOf = (procedure: Procedure): Passage[] => {
  const seen = new Set<string>()
  const passages: Passage[] = []
  const add = (kind: PassageKind, given: string, name = "") => {
    const text = given.trim()
    if (text === "" || seen.has(text)) return
    seen.add(text)
    const lower = text.toLowerCase()
    const pieces = piecesIn(lower)
    const under = conditionOfStep(name.trim().toLowerCase())
    passages.push({
      kind,
      text,
      lower: maskNames(lower, pieces),
      pieces,
      branch: under === "SOMETIMES" ? name.trim() : "",
      onPaper: under === "ON_PAPER",
    })
  }
  for (const one of procedure.cases)
    for (const step of one.steps) {
      add("STEPS", step.name)
      add("STEPS", step.text, step.name)
    }
  for (const method of procedure.submissionMethods) add("METHODS", method.processingTime.text)
  for (const one of procedure.cases) for (const paper of one.dossierComponents) add("PAPERS", paper.name)
  add("REQUIREMENTS", procedure.requirements)
  return passages
}

/** Longest quote shown beside a fact, in characters. */
const QUOTE_LIMIT = 200
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

import { diffArrays, diffWordsWithSpace } from "diff"
import { normaliseText } from "#models/shared/text.ts"

/** A place where two texts say different things; null where one of them says nothing there. */
export type TextDifference = {
  before: string | null
  now: string | null
  /** For a line that was reworded: its words, those gone and those that came marked. */
  words: { text: string; change: "SAME" | "GONE" | "NEW" }[]
}

/** Lines gone and come beyond which two texts are not compared: listing them would take long and help nobody. */
const MOST_DIFFERENCES = 4000

/** Lines compared as people read them: blanks of any width and number are one. */
const comparable = (lines: readonly string[]): string[] =>
  lines.map(normaliseText).filter((line) => line !== "")

/**
 * How two texts differ, line by line in the order of the text. A line that went where another came is one reworded line.
 * Pure; empty when they say the same, null when they differ in more than `MOST_DIFFERENCES` lines.
 */
export const textDifferences = (
  before: readonly string[],
  now: readonly string[],
): TextDifference[] | null => {
  const parts = diffArrays(comparable(before), comparable(now), { maxEditLength: MOST_DIFFERENCES })
  if (!parts) return null
  const differences: TextDifference[] = []
  let gone: string[] = []
  const settle = (came: readonly string[]) => {
    for (let index = 0; index < Math.max(gone.length, came.length); index += 1)
      differences.push(differenceOf(gone[index] ?? null, came[index] ?? null))
    gone = []
  }
  for (const part of parts) {
    if (part.removed) gone.push(...part.value)
    else settle(part.added ? part.value : [])
  }
  settle([])
  return differences
}

const differenceOf = (before: string | null, now: string | null): TextDifference => ({
  before,
  now,
  words:
    before === null || now === null
      ? []
      : diffWordsWithSpace(before, now).map(({ value, added, removed }) => ({
          text: value,
          change: added ? "NEW" : removed ? "GONE" : "SAME",
        })),
})

import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { folded, linesOf } from "./lines.ts"
import type { PageReading, Word } from "./reading.ts"

/** Height above the lower edge, in points, in which the mark stands. */
const FOOT = 60
const MARK = folded(TRAINING_MARK)

/**
 * The words of the line at the foot of a page that says it was made in training, and nothing else: no part of the document.
 * None where anything else stands in that line.
 */
export const trainingMarkIn = ({ number, height }: PageReading, words: readonly Word[]): Word[] => {
  const atFoot = words.filter(({ y0 }) => y0 > height - FOOT)
  return linesOf(atFoot, number).find(({ text }) => folded(text) === MARK)?.words ?? []
}

import type { CriterionAnswerValue, LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"

type Answer = { letter: string; value: CriterionAnswerValue }

/**
 * The level the answers lead to: every criterion met or validly not applicable is FULL, else the first outcome of the regime
 * whose letters are all met, else NOT_PROVIDED (law.md §4.1 rule 2). A criterion without an answer counts as not met.
 */
export const levelFromAnswers = (answers: readonly Answer[], regime: LegalRegime): ServiceLevel => {
  const unmet = unmetLetters(answers, regime)
  if (unmet.size === 0) return "FULL"
  return (
    regime.outcomes.find((outcome) => outcome.needs.every((letter) => !unmet.has(letter)))?.level ??
    "NOT_PROVIDED"
  )
}

/** Letters of the regime that are neither met nor validly not applicable. */
export const unmetLetters = (answers: readonly Answer[], regime: LegalRegime): Set<string> => {
  const values = new Map(answers.map((answer) => [answer.letter, answer.value]))
  const unmet = regime.criteria.filter((criterion) => {
    const value = values.get(criterion.letter)
    return value !== "MET" && !(value === "NOT_APPLICABLE" && criterion.mayNotApply)
  })
  return new Set(unmet.map((criterion) => criterion.letter))
}

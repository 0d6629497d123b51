import { CRITERION_ANSWER_LABELS, type LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { Suggestion } from "#models/registration/registration.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"

/** One point at which the officer decided otherwise than the rules suggested, in words of the screen. */
export type OverruledPoint = { point: string; suggested: string; proposed: string; why: string }

/** Where a proposal departs from the suggestion: the level with its reason, then criterion by criterion with its note. */
export const overruledPoints = (
  proposal: Proposal,
  suggestion: Suggestion,
  regime: Pick<LegalRegime, "criteria">,
): OverruledPoint[] => {
  const level =
    proposal.level === suggestion.level
      ? []
      : [
          {
            point: "Mức độ",
            suggested: SERVICE_LEVEL_LABELS[suggestion.level],
            proposed: SERVICE_LEVEL_LABELS[proposal.level],
            why: proposal.overruleReason,
          },
        ]
  const answers = regime.criteria.flatMap(({ letter }) => {
    const suggested = suggestion.answers.find((answer) => answer.letter === letter)
    const proposed = proposal.answers.find((answer) => answer.letter === letter)
    if (!proposed || !suggested || proposed.value === suggested.value) return []
    return [
      {
        point: `Tiêu chí ${letter}`,
        suggested: CRITERION_ANSWER_LABELS[suggested.value],
        proposed: CRITERION_ANSWER_LABELS[proposed.value],
        why: proposed.note,
      },
    ]
  })
  return [...level, ...answers]
}

import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import { levelFromAnswers } from "#workflows/classification/level-from-answers.ts"

/** A stored proposal with the id of its registration. */
export type DecidedService = { id: string; proposal: Proposal }

/** Why a decision does not stand under the other pack; `letter` and `reason` name the clause that moved. */
export type EffectCause =
  | { kind: "CRITERION_NEW" | "CRITERION_GONE" | "MUST_APPLY_NOW"; letter: string }
  | { kind: "REASON_NOT_ALLOWED" | "CITATION_REQUIRED"; reason: string }

export type RegimeEffect = {
  id: string
  /** The level the same answers lead to under each pack. */
  before: ServiceLevel
  after: ServiceLevel
  causes: EffectCause[]
}

/**
 * The decisions that would change level or lose their ground were the other pack in force, each with the clauses that
 * moved. A criterion the officer was never asked counts as not met, so it lowers the level until it is answered.
 */
export const regimeEffects = (
  services: readonly DecidedService[],
  before: LegalRegime,
  after: LegalRegime,
): RegimeEffect[] =>
  services.flatMap(({ id, proposal }) => {
    const levels = {
      before: levelFromAnswers(proposal.answers, before),
      after: levelFromAnswers(proposal.answers, after),
    }
    const causes = [...criterionCauses(proposal, before, after), ...reasonCauses(proposal, before, after)]
    return levels.before === levels.after && causes.length === 0 ? [] : [{ id, ...levels, causes }]
  })

function criterionCauses({ answers }: Proposal, before: LegalRegime, after: LegalRegime): EffectCause[] {
  const old = new Map(before.criteria.map((criterion) => [criterion.letter, criterion]))
  const next = new Map(after.criteria.map((criterion) => [criterion.letter, criterion]))
  const answered = new Map(answers.map(({ letter, value }) => [letter, value]))
  const asked = [...next.values()].flatMap(({ letter, mayNotApply }): EffectCause[] => {
    const earlier = old.get(letter)
    if (!earlier) return answered.has(letter) ? [] : [{ kind: "CRITERION_NEW", letter }]
    const mustNow = earlier.mayNotApply && !mayNotApply && answered.get(letter) === "NOT_APPLICABLE"
    return mustNow ? [{ kind: "MUST_APPLY_NOW", letter }] : []
  })
  const gone = [...old.keys()].filter((letter) => !next.has(letter) && answered.has(letter))
  return [...asked, ...gone.map((letter): EffectCause => ({ kind: "CRITERION_GONE", letter }))]
}

/** Only what the earlier pack allowed can be lost; a proposal already at fault under it is no effect of the change. */
function reasonCauses(proposal: Proposal, before: LegalRegime, after: LegalRegime): EffectCause[] {
  const reason = proposal.partialReason
  if (proposal.level !== "PARTIAL" || reason === null) return []
  const old = before.partialReasons.find((one) => one.reason === reason)
  const next = after.partialReasons.find((one) => one.reason === reason)
  if (!old) return []
  if (!next) return [{ kind: "REASON_NOT_ALLOWED", reason }]
  const isAskedNow = next.citationRequired && !old.citationRequired && proposal.citation.trim() === ""
  return isAskedNow ? [{ kind: "CITATION_REQUIRED", reason }] : []
}

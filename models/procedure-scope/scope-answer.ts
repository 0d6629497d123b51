import type { ScopeFacts } from "./rule-scope.ts"
import type { ScopeAnswerValue, ScopeDoubt, ScopeRuling } from "./scope.ts"

/** What a person said of a procedure the rules are in doubt about; one to a procedure, the log keeps the earlier ones. */
export type ScopeAnswer = {
  code: string
  answer: ScopeAnswerValue
  reason: string
  /** What was in doubt. */
  doubt: ScopeDoubt | null
  /** What the record said then: once it says something else, it is asked anew. */
  facts: string
  by: string
  byName: string
  at: Date
}

/** What an answer rests on, as text to compare. */
export const factsOf = ({ announcer, agencies, adminLevels }: ScopeFacts): string =>
  JSON.stringify([
    announcer.code,
    announcer.name,
    agencies.executing.map(({ name }) => name),
    agencies.competent.map(({ name }) => name),
    adminLevels,
  ])

/** Whether a procedure is ours, and who says so. */
export type ScopeStanding = {
  ruling: ScopeRuling
  /** Of a person, about the record as it is; null where nobody answered. */
  answer: ScopeAnswer | null
  standing: ScopeAnswerValue | "TO_BE_SETTLED"
}

/** The rule with what a person answered: an answer holds as long as the record says what it said. */
export const standingOf = (
  facts: ScopeFacts,
  ruling: ScopeRuling,
  given: ScopeAnswer | null,
): ScopeStanding => {
  const answer = given && given.facts === factsOf(facts) ? given : null
  const byRule =
    ruling.scope === "TO_BE_SETTLED" ? "TO_BE_SETTLED" : ruling.scope === "OURS" ? "OURS" : "NOT_OURS"
  return { ruling, answer, standing: answer?.answer ?? byRule }
}

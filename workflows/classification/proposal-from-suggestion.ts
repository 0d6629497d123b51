import { doubtfulLetters } from "#models/registration/doubt.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { Suggestion } from "#models/registration/registration.ts"

/**
 * The proposal an officer starts from: what is clear is taken over, what is doubtful has no answer yet. It may still lack a
 * citation the record does not give.
 */
export const proposalFromSuggestion = (suggestion: Suggestion): Proposal => {
  const doubtful = new Set(doubtfulLetters(suggestion))
  const proposal = proposalConfirming(suggestion)
  return { ...proposal, answers: proposal.answers.filter(({ letter }) => !doubtful.has(letter)) }
}

/** What is proposed by who confirms every criterion as suggested, doubtful ones too. */
export const proposalConfirming = (suggestion: Suggestion): Proposal => ({
  level: suggestion.level,
  answers: suggestion.answers.map((answer) => ({ ...answer })),
  partialReason: suggestion.partialReason,
  citation: suggestion.level === "PARTIAL" ? suggestion.citation : "",
  overruleReason: "",
  note: "",
})

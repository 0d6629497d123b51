import { openLetters } from "#models/registration/doubt.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { Suggestion } from "#models/registration/registration.ts"
import { proposalFromSuggestion } from "./proposal-from-suggestion.ts"

/** What an officer goes on from: what is kept, else the suggestion; a doubt nobody has answered stands empty. */
export const startingProposal = (kept: Proposal | null, suggestion: Suggestion): Proposal => {
  if (!kept) return proposalFromSuggestion(suggestion)
  const open = new Set(openLetters(suggestion, kept))
  return { ...kept, answers: kept.answers.filter(({ letter }) => !open.has(letter)) }
}

import type { Proposal } from "#models/registration/proposal.ts"
import type { Suggestion } from "#models/registration/registration.ts"

/** The proposal an officer starts from: the suggestion taken as it is. It may still lack a citation the record does not give. */
export const proposalFromSuggestion = (suggestion: Suggestion): Proposal => ({
  level: suggestion.level,
  answers: suggestion.answers.map((answer) => ({ ...answer })),
  partialReason: suggestion.partialReason,
  citation: suggestion.level === "PARTIAL" ? suggestion.citation : "",
  overruleReason: "",
  note: "",
})

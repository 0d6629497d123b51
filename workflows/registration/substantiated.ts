import type { Proposal } from "#models/registration/proposal.ts"

/** PARTIAL stands on a reason and a citation, FULL on a checklist without an unmet criterion (law.md §4.1 rules 2 and 3). */
export const isSubstantiated = (proposal: Proposal): boolean => {
  if (proposal.answers.length === 0) return false
  if (proposal.level === "PARTIAL") return proposal.partialReason !== null && proposal.citation.trim() !== ""
  if (proposal.level === "FULL") return proposal.answers.every((answer) => answer.value !== "NOT_MET")
  return true
}

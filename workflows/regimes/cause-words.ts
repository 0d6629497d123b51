import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { PARTIAL_REASON_LABELS, type PartialReason } from "#models/shared/levels.ts"
import type { EffectCause } from "./regime-effects.ts"

/** Why a decision does not stand under a new pack, in words that name the clause. */
export const causeText = (cause: EffectCause, after: LegalRegime): string => {
  switch (cause.kind) {
    case "CRITERION_NEW":
      return `chờ trả lời tiêu chí ${cause.letter}${articleOf(cause.letter, after)}`
    case "CRITERION_GONE":
      return `tiêu chí ${cause.letter} không còn`
    case "MUST_APPLY_NOW":
      return `tiêu chí ${cause.letter} không còn được trả lời “không áp dụng”${articleOf(cause.letter, after)}`
    case "REASON_NOT_ALLOWED":
      return `không còn được nêu lý do “${reasonLabel(cause.reason)}”`
    case "CITATION_REQUIRED":
      return `lý do “${reasonLabel(cause.reason)}” nay phải dẫn quy định`
  }
}

const articleOf = (letter: string, { criteria }: LegalRegime): string => {
  const article = criteria.find((criterion) => criterion.letter === letter)?.article
  return article ? ` (${article})` : ""
}

const reasonLabel = (reason: string): string => PARTIAL_REASON_LABELS[reason as PartialReason] ?? reason

import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import { EMPTY_PLACE, type FieldConflict } from "#models/shared/field-conflict.ts"
import { describeProposal } from "./describe-proposal.ts"
import { citationFields } from "./provision-fields.ts"

type Sides = {
  /** What the refused form holds. */
  mine: Proposal
  /** What stands now, as the form would begin with it. */
  now: Proposal
  regime: LegalRegime
}

/** The lines that differ, with what was typed there and what the form would send to take what stands now. Pure. */
export const withTyped = (
  changed: readonly FieldConflict[],
  { mine, now, regime }: Sides,
): FieldConflict[] => {
  const typed = describeProposal(mine)
  const sent = sentFields(now, regime)
  return changed.map((line) => {
    const take = sent[line.field]
    return take ? { ...line, mine: typed[line.field] ?? EMPTY_PLACE, take } : line
  })
}

/** A proposal as its form sends it, by what `describeProposal` calls its places. */
const sentFields = (proposal: Proposal, regime: LegalRegime): Record<string, Record<string, string>> => {
  const { act, ...place } = citationFields(proposal.citation)
  return {
    "Mức độ đề xuất": { level: proposal.level },
    "Lý do một phần": { partialReason: proposal.partialReason ?? "" },
    "Căn cứ": { citation: act, ...place },
    "Lý do khác gợi ý": { overruleReason: proposal.overruleReason },
    "Tên trường hợp": { caseName: proposal.caseName ?? "" },
    "Ghi chú": { note: proposal.note },
    "Mức độ chủ động": { proactiveLevel: String(proposal.proactiveLevel ?? "") },
    ...Object.fromEntries(
      regime.criteria.map(({ letter }, index) => {
        const answer = proposal.answers.find((one) => one.letter === letter)
        return [
          `Tiêu chí ${letter}`,
          { [`answers.${index}.value`]: answer?.value ?? "", [`answers.${index}.note`]: answer?.note ?? "" },
        ]
      }),
    ),
  }
}

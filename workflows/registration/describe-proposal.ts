import { CRITERION_ANSWER_LABELS } from "#models/legal-regime/legal-regime.ts"
import { EMPTY_PLACE } from "#models/shared/field-conflict.ts"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { citationTyped } from "./provision-fields.ts"

export type FieldChange = { field: string; before: string; now: string }

/** A proposal, or one that is being typed: nothing need be complete or right. */
type ReadProposal = {
  level: string
  answers: readonly { letter: string; value: string; note: string }[]
  partialReason: string | null
  citation: string
  article?: string
  clause?: string
  point?: string
  overruleReason: string
  note: string
  proactiveLevel?: string | number | null | undefined
  caseName?: string | undefined
}

/** What a proposal says, by what its fields are called. */
export const describeProposal = (proposal: ReadProposal | null): Record<string, string> => ({
  "Mức độ đề xuất": (proposal && labelOf(SERVICE_LEVEL_LABELS, proposal.level)) || EMPTY_PLACE,
  "Lý do một phần": (proposal && labelOf(PARTIAL_REASON_LABELS, proposal.partialReason ?? "")) || EMPTY_PLACE,
  "Căn cứ": textOf(proposal ? citationTyped(proposal) : "") || EMPTY_PLACE,
  "Lý do khác gợi ý": textOf(proposal?.overruleReason ?? "") || EMPTY_PLACE,
  "Tên trường hợp": textOf(proposal?.caseName ?? "") || EMPTY_PLACE,
  "Ghi chú": textOf(proposal?.note ?? "") || EMPTY_PLACE,
  "Mức độ chủ động": String(proposal?.proactiveLevel ?? "") || EMPTY_PLACE,
  ...Object.fromEntries(
    (proposal?.answers ?? []).map(({ letter, value, note }) => [
      `Tiêu chí ${letter}`,
      textOf(`${labelOf(CRITERION_ANSWER_LABELS, value)} ${note}`) || EMPTY_PLACE,
    ]),
  ),
})

/** Where two descriptions say something different. */
export const differences = (before: Record<string, string>, now: Record<string, string>): FieldChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .map((field) => ({ field, before: before[field] ?? EMPTY_PLACE, now: now[field] ?? EMPTY_PLACE }))
    .filter((change) => change.before !== change.now)

/** Forms send the ends of lines as two characters; what is read while typing has one. */
const textOf = (text: string): string => text.replaceAll("\r\n", "\n").trim()

const labelOf = (labels: Record<string, string>, value: string): string => labels[value] ?? value

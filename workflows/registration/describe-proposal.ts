import { CRITERION_ANSWER_LABELS } from "#models/legal-regime/legal-regime.ts"
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

const NOTHING = "Không"

/** What a proposal says, by what its fields are called. */
export const describeProposal = (proposal: ReadProposal | null): Record<string, string> => ({
  "Mức độ đề xuất": (proposal && labelOf(SERVICE_LEVEL_LABELS, proposal.level)) || "Chưa có",
  "Lý do một phần": (proposal && labelOf(PARTIAL_REASON_LABELS, proposal.partialReason ?? "")) || NOTHING,
  "Căn cứ": textOf(proposal ? citationTyped(proposal) : "") || NOTHING,
  "Lý do khác gợi ý": textOf(proposal?.overruleReason ?? "") || NOTHING,
  "Tên trường hợp": textOf(proposal?.caseName ?? "") || NOTHING,
  "Ghi chú": textOf(proposal?.note ?? "") || NOTHING,
  "Mức độ chủ động": String(proposal?.proactiveLevel ?? "") || NOTHING,
  ...Object.fromEntries(
    (proposal?.answers ?? []).map(({ letter, value, note }) => [
      `Tiêu chí ${letter}`,
      textOf(`${labelOf(CRITERION_ANSWER_LABELS, value)} ${note}`) || NOTHING,
    ]),
  ),
})

/** Where two descriptions say something different. */
export const differences = (before: Record<string, string>, now: Record<string, string>): FieldChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .map((field) => ({ field, before: before[field] ?? NOTHING, now: now[field] ?? NOTHING }))
    .filter((change) => change.before !== change.now)

/** Forms send the ends of lines as two characters; what is read while typing has one. */
const textOf = (text: string): string => text.replaceAll("\r\n", "\n").trim()

const labelOf = (labels: Record<string, string>, value: string): string => labels[value] ?? value

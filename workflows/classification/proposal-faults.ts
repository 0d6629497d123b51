import { actNumberIn, isPackClause, parseCitation } from "#models/legal-basis/citation.ts"
import { type ActRegister, citationFaults } from "#models/legal-basis/legal-act.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { Suggestion } from "#models/registration/registration.ts"
import type { InputIssue } from "#models/shared/errors.ts"
import { isOnlineLevel, PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { levelFromAnswers, unmetLetters } from "./level-from-answers.ts"

/**
 * What a proposal still lacks before it may be submitted (law.md §4.1 rules 1–4); none when it is complete. Fields are named
 * as the form names them: `answers.d`, `level`, `partialReason`, `citation`, `overruleReason`.
 */
export const proposalFaults = (
  proposal: Proposal,
  suggestion: Suggestion,
  regime: LegalRegime,
  citing: Citing = {},
): InputIssue[] => {
  const answers = answerFaults(proposal, regime)
  return [
    ...answers,
    ...levelFaults(proposal, regime, answers.length === 0),
    ...reasonFaults(proposal, regime, citing),
    ...overruleFaults(proposal, suggestion),
    ...proactiveFaults(proposal, regime),
  ]
}

/** What citations are judged by. */
export type Citing = {
  /** Absent where the register is not at hand: then only the words are judged. */
  register?: ActRegister
  /** A rehearsal may print the pack's own clause where nobody found the article; the office may not. */
  takesPackClause?: boolean | undefined
}

function answerFaults(proposal: Proposal, regime: LegalRegime): InputIssue[] {
  const known = new Set(regime.criteria.map((criterion) => criterion.letter))
  const unknown = proposal.answers
    .filter((answer) => !known.has(answer.letter))
    .map((answer) => ({
      field: `answers.${answer.letter}`,
      message: `${regime.name} không có tiêu chí ${answer.letter}. Hãy bỏ câu trả lời này.`,
    }))
  const faults = regime.criteria.flatMap(({ letter, text, mayNotApply }) => {
    const given = proposal.answers.filter((answer) => answer.letter === letter)
    const field = `answers.${letter}`
    if (given.length === 0)
      return [{ field, message: `Chưa trả lời tiêu chí ${letter}: ${text}. Hãy chọn đạt hoặc không đạt.` }]
    if (given.length > 1)
      return [
        { field, message: `Tiêu chí ${letter} được trả lời ${given.length} lần. Hãy giữ một câu trả lời.` },
      ]
    if (given[0]?.value === "NOT_APPLICABLE" && !mayNotApply)
      return [{ field, message: `Tiêu chí ${letter} áp dụng cho mọi thủ tục. Hãy chọn đạt hoặc không đạt.` }]
    return []
  })
  return [...unknown, ...faults]
}

/** The level must be the one the answers lead to; said only once every answer is there, except that FULL bears no unmet one. */
function levelFaults(proposal: Proposal, regime: LegalRegime, answersComplete: boolean): InputIssue[] {
  const field = "level"
  const label = SERVICE_LEVEL_LABELS[proposal.level]
  if (!regime.levels.includes(proposal.level))
    return [{ field, message: `${regime.name} không có mức «${label}». Hãy chọn mức khác.` }]
  const unmet = unmetLetters(proposal.answers, regime)
  if (proposal.level === "FULL" && unmet.size > 0)
    return [
      {
        field,
        message: `Toàn trình phải đạt mọi tiêu chí áp dụng; chưa đạt: ${[...unmet].join(", ")}. Hãy sửa câu trả lời hoặc chọn mức khác.`,
      },
    ]
  const led = levelFromAnswers(proposal.answers, regime)
  if (!answersComplete || led === proposal.level) return []
  return [
    {
      field,
      message: `Các câu trả lời dẫn tới mức «${SERVICE_LEVEL_LABELS[led]}», không phải «${label}». Hãy sửa mức hoặc câu trả lời.`,
    },
  ]
}

function reasonFaults(proposal: Proposal, regime: LegalRegime, citing: Citing): InputIssue[] {
  if (proposal.level !== "PARTIAL")
    return proposal.partialReason === null
      ? []
      : [
          {
            field: "partialReason",
            message: `Chỉ mức một phần mới có lý do; mức «${SERVICE_LEVEL_LABELS[proposal.level]}» thì để trống.`,
          },
        ]
  const allowed = regime.partialReasons.find((one) => one.reason === proposal.partialReason)
  const reason = allowed ? [] : [{ field: "partialReason", message: partialReasonMessage(proposal, regime) }]
  const needsCitation = allowed?.citationRequired ?? true
  return [...reason, ...(needsCitation ? provisionFaults(proposal, regime, citing) : [])]
}

function provisionFaults(
  { citation, partialReason }: Proposal,
  regime: LegalRegime,
  { register, takesPackClause }: Citing,
): InputIssue[] {
  if (citation.trim() === "")
    return [
      {
        field: "citation",
        message:
          "Mức một phần phải dẫn quy định của pháp luật chuyên ngành. Hãy chọn văn bản và ghi điều, khoản, điểm.",
      },
    ]
  if (takesPackClause && isPackClause(citation)) return []
  const ofPack = regime.partialReasons.flatMap(({ basis }) => actNumberIn(basis) ?? [])
  const number = actNumberIn(parseCitation(citation)?.act ?? "") ?? ""
  // A technical ground stands in the pack itself; presence and visits are ordered by the law of the sector.
  if (ofPack.includes(number) && !isTechnical(partialReason))
    return [
      {
        field: "citation",
        message: `Văn bản số ${number} chỉ cho phép mức một phần khi pháp luật chuyên ngành buộc như vậy. Hãy dẫn văn bản chuyên ngành và điều, khoản.`,
      },
    ]
  return citationFaults(citation, register)
}

const isTechnical = (reason: Proposal["partialReason"]): boolean =>
  reason === "TECHNICAL_INCIDENT" || reason === "TECHNICAL_LIMITATION"

function partialReasonMessage(proposal: Proposal, regime: LegalRegime): string {
  if (proposal.partialReason === null)
    return "Mức một phần phải có lý do. Hãy chọn một lý do trong danh sách."
  return `${regime.name} không cho phép lý do «${PARTIAL_REASON_LABELS[proposal.partialReason]}». Hãy chọn lý do khác.`
}

/** A second axis of online services (NĐ 224/2026/NĐ-CP Điều 16): only under a pack that has it, only as it names it. */
function proactiveFaults({ level, proactiveLevel }: Proposal, regime: LegalRegime): InputIssue[] {
  if (proactiveLevel === null || proactiveLevel === undefined) return []
  const field = "proactiveLevel"
  if (regime.proactiveLevels.length === 0)
    return [{ field, message: `${regime.name} không có mức độ chủ động. Hãy để trống.` }]
  const known = regime.proactiveLevels.map((one) => one.level)
  if (!known.includes(proactiveLevel))
    return [
      {
        field,
        message: `${regime.name} không có mức độ chủ động ${proactiveLevel}. Hãy chọn một trong các mức ${known.join(", ")} hoặc để trống.`,
      },
    ]
  if (!isOnlineLevel(level))
    return [
      {
        field,
        message: `Chỉ dịch vụ công trực tuyến mới có mức độ chủ động; mức «${SERVICE_LEVEL_LABELS[level]}» thì để trống.`,
      },
    ]
  return []
}

function overruleFaults(proposal: Proposal, suggestion: Suggestion): InputIssue[] {
  if (proposal.level === suggestion.level || proposal.overruleReason.trim() !== "") return []
  return [
    {
      field: "overruleReason",
      message: `Gợi ý là «${SERVICE_LEVEL_LABELS[suggestion.level]}». Hãy ghi vì sao đề xuất «${SERVICE_LEVEL_LABELS[proposal.level]}».`,
    },
  ]
}

import {
  CRITERION_ANSWER_LABELS,
  CRITERION_ANSWERS,
  type LegalRegime,
} from "#models/legal-regime/legal-regime.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { Registration } from "#models/registration/registration.ts"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"

/** Headings by which a filled-in list is read back; the criteria follow the level, one column each. */
export const HEADINGS = {
  id: "Mã đăng ký (không sửa)",
  revision: "Phiên bản (không sửa)",
  serviceCode: "Mã dịch vụ",
  name: "Thủ tục",
  suggested: "Gợi ý",
  level: "Mức độ đề xuất",
  partialReason: "Lý do một phần",
  citation: "Căn cứ pháp luật chuyên ngành",
  overruleReason: "Vì sao khác gợi ý",
  note: "Ghi chú",
  proactiveLevel: "Mức độ chủ động",
  caseName: "Tên trường hợp",
} as const

export const criterionHeading = (letter: string): string => `Tiêu chí ${letter}`

/** Every heading in the order of the columns. */
export const headingsOf = ({
  criteria,
  proactiveLevels,
}: Pick<LegalRegime, "criteria" | "proactiveLevels">): string[] => [
  HEADINGS.id,
  HEADINGS.revision,
  HEADINGS.serviceCode,
  HEADINGS.name,
  HEADINGS.suggested,
  HEADINGS.level,
  ...criteria.map(({ letter }) => criterionHeading(letter)),
  HEADINGS.partialReason,
  HEADINGS.citation,
  HEADINGS.overruleReason,
  HEADINGS.note,
  ...(proactiveLevels.length > 0 ? [HEADINGS.proactiveLevel] : []),
  HEADINGS.caseName,
]

/** A registration as a row of text, with what its unit has drafted so far. */
export const rowOf = (
  registration: Registration,
  { criteria, proactiveLevels }: Pick<LegalRegime, "criteria" | "proactiveLevels">,
): string[] => {
  const proposal = registration.workflow.context.proposal as Proposal | null
  const answerOf = (letter: string) => proposal?.answers.find((answer) => answer.letter === letter)?.value
  return [
    registration.id,
    String(registration.revision),
    registration.serviceCode,
    [registration.procedureName, registration.caseName && `(${registration.caseName})`]
      .filter(Boolean)
      .join(" "),
    `${SERVICE_LEVEL_LABELS[registration.suggestion.level]}${registration.suggestion.sure ? "" : " (cần xem xét)"}`,
    proposal ? SERVICE_LEVEL_LABELS[proposal.level] : "",
    ...criteria.map(({ letter }) => {
      const value = answerOf(letter)
      return value ? CRITERION_ANSWER_LABELS[value] : ""
    }),
    proposal?.partialReason ? PARTIAL_REASON_LABELS[proposal.partialReason] : "",
    proposal?.citation ?? "",
    proposal?.overruleReason ?? "",
    proposal?.note ?? "",
    ...(proactiveLevels.length > 0 ? [String(proposal?.proactiveLevel ?? "")] : []),
    proposal?.caseName ?? "",
  ]
}

/** What may be written in the columns that take one of a list. */
export const choicesOf = (regime: LegalRegime): { heading: string; choices: string[] }[] => [
  { heading: HEADINGS.level, choices: regime.levels.map((level) => SERVICE_LEVEL_LABELS[level]) },
  ...regime.criteria.map(({ letter, mayNotApply }) => ({
    heading: criterionHeading(letter),
    choices: CRITERION_ANSWERS.filter((value) => mayNotApply || value !== "NOT_APPLICABLE").map(
      (value) => CRITERION_ANSWER_LABELS[value],
    ),
  })),
  {
    heading: HEADINGS.partialReason,
    choices: regime.partialReasons.map(({ reason }) => PARTIAL_REASON_LABELS[reason]),
  },
  ...(regime.proactiveLevels.length > 0
    ? [
        {
          heading: HEADINGS.proactiveLevel,
          choices: regime.proactiveLevels.map(({ level }) => String(level)),
        },
      ]
    : []),
]

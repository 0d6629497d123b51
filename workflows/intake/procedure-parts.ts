import type { Procedure } from "#models/procedure/procedure.ts"
import { ADMIN_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"

/** A part of a procedure's record that is compared by itself. */
export type ProcedurePart = {
  name: string
  /** Whether a change of it can change a level or take away its ground, and so re-opens a decision. */
  bearsOnLevel: boolean
  /** The part as lines of text, in the order of the record. */
  lines: (procedure: Procedure) => string[]
}

const CHANNELS = { IN_PERSON: "Trực tiếp", ONLINE: "Trực tuyến", POST: "Bưu chính" } as const
const yesNo = (holds: boolean): string => (holds ? "có" : "không")
const named = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name)

/**
 * The parts of a record (NĐ 63/2010/NĐ-CP Điều 8(2)) and whether each bears on the level: what the criteria ask about and the
 * acts a reason for *một phần* may cite. The nation's flags are shown but re-open nothing: they are evidence, not ground.
 */
export const PROCEDURE_PARTS: readonly ProcedurePart[] = [
  { name: "Tên thủ tục", bearsOnLevel: false, lines: ({ name }) => [name] },
  {
    name: "Tình trạng công khai",
    bearsOnLevel: true,
    lines: ({ state }) => [state === "PUBLIC" ? "Đang công khai" : "Chưa công khai"],
  },
  {
    name: "Quyết định công bố",
    bearsOnLevel: false,
    lines: ({ announcementDecision, announcer }) => [`${announcementDecision} – ${announcer.name}`],
  },
  { name: "Lĩnh vực", bearsOnLevel: false, lines: ({ fields }) => named(fields) },
  {
    name: "Cấp thực hiện",
    bearsOnLevel: false,
    lines: ({ adminLevels }) => adminLevels.map((level) => ADMIN_LEVEL_LABELS[level]),
  },
  { name: "Đối tượng thực hiện", bearsOnLevel: false, lines: ({ applicantTypes }) => applicantTypes },
  {
    name: "Trình tự thực hiện",
    bearsOnLevel: true,
    lines: ({ cases }) =>
      cases.flatMap((one) => one.steps.map((step) => `${prefix(step.name)}${step.text}`.trim())),
  },
  {
    name: "Thành phần hồ sơ",
    bearsOnLevel: true,
    lines: ({ cases }) => cases.flatMap((one) => one.dossierComponents.map(paperLine)),
  },
  {
    name: "Cách thức, thời hạn, phí, lệ phí",
    bearsOnLevel: true,
    lines: ({ submissionMethods }) => submissionMethods.flatMap(methodLines),
  },
  { name: "Kết quả thực hiện", bearsOnLevel: true, lines: ({ results }) => named(results) },
  { name: "Hình thức trả kết quả", bearsOnLevel: true, lines: ({ returningMethods }) => returningMethods },
  { name: "Yêu cầu, điều kiện", bearsOnLevel: true, lines: ({ requirements }) => textLines(requirements) },
  {
    name: "Căn cứ pháp lý",
    bearsOnLevel: true,
    lines: ({ legalBases }) => legalBases.map(({ number, title }) => `${number} ${title}`.trim()),
  },
  {
    name: "Cơ quan thực hiện",
    bearsOnLevel: false,
    lines: ({ agencies }) => [
      ...named(agencies.executing),
      ...named(agencies.competent).map((name) => `Có thẩm quyền: ${name}`),
      ...named(agencies.authorised).map((name) => `Được ủy quyền: ${name}`),
      ...named(agencies.coordinating).map((name) => `Phối hợp: ${name}`),
    ],
  },
  {
    name: "Dịch vụ công",
    bearsOnLevel: false,
    lines: ({ services }) => services.map(({ serviceCode, name }) => `${serviceCode} ${name}`.trim()),
  },
  {
    name: "Mô tả, quy định khác",
    bearsOnLevel: false,
    lines: ({ description, regulation }) => [...textLines(description), ...textLines(regulation)],
  },
  {
    name: "Đánh dấu của Cổng quốc gia",
    bearsOnLevel: false,
    lines: ({ nationalFlags }) =>
      [
        flagLine("Toàn trình", nationalFlags?.isFullProcess),
        flagLine("Chỉ nộp trực tiếp", nationalFlags?.isOfflineOnly),
        flagLine("Phi địa giới", nationalFlags?.nonTerritorial),
      ].flat(),
  },
]

/** Nothing where the record does not say. */
const flagLine = (label: string, flag: boolean | null | undefined): string[] =>
  flag === null || flag === undefined ? [] : [`${label}: ${yesNo(flag)}`]

const prefix = (name: string): string => (name ? `${name}: ` : "")
const textLines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")

function paperLine(paper: Procedure["cases"][number]["dossierComponents"][number]): string {
  const { name, originalCount, copyCount, hasElectronicForm, forms } = paper
  return [
    name,
    `bản chính: ${originalCount}`,
    `bản sao: ${copyCount}`,
    ...(hasElectronicForm ? ["biểu mẫu điện tử"] : []),
    ...forms.map((form) => `mẫu ${form.name}`),
  ].join("; ")
}

function methodLines({ channel, processingTime, fees }: Procedure["submissionMethods"][number]): string[] {
  const { quantity, unit, text } = processingTime
  return [
    `${CHANNELS[channel]}: ${formatNumber(quantity)} ${unit}${text ? ` – ${text}` : ""}`,
    ...fees.map(({ kind, amount, text: words }) =>
      `${CHANNELS[channel]}, ${kind}: ${amount === null ? "" : formatNumber(amount)} ${words}`.trim(),
    ),
  ]
}

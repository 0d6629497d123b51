/** A procedure's parts put into single texts, for records and tables that have one cell where the database has a list. */
import type { Procedure } from "#models/procedure/procedure.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { CHANNELS, TIME_UNIT_WORDS } from "./codes.ts"

/** What a required text says when the national database is silent. */
export const NOT_STATED = "Không nêu"

type Method = Procedure["submissionMethods"][number]

/** `05 ngày làm việc`; the database's own words where it gives no number. */
export const timeOf = ({ processingTime: { quantity, unit, text } }: Method): string => {
  if (unit === "OTHER" || quantity === 0) return text || NOT_STATED
  return `${quantity < 10 && Number.isInteger(quantity) ? `0${quantity}` : String(quantity).replace(".", ",")} ${TIME_UNIT_WORDS[unit].label}`
}

const FEE_WORDS = { FEE: "Phí", CHARGE: "Lệ phí", PRICE: "Giá" } as const

/** `Lệ phí: 50.000 đồng (nộp trực tuyến)`. */
export const feeOf = ({ kind, amount, text }: Method["fees"][number]): string => {
  if (amount === null) return `${FEE_WORDS[kind]}: ${text || NOT_STATED}`
  return `${FEE_WORDS[kind]}: ${formatNumber(amount)} đồng${text ? ` (${text})` : ""}`
}

/** One text per channel, or one for all when they agree. */
const perChannel = (procedure: Procedure, tell: (method: Method) => string, none: string): string => {
  const told = procedure.submissionMethods.map((method) => ({
    channel: CHANNELS[method.channel].label,
    text: tell(method),
  }))
  const texts = new Set(told.map(({ text }) => text))
  if (texts.size === 0) return none
  if (texts.size === 1) return [...texts][0] ?? none
  return [...new Set(told.map(({ channel, text }) => `${channel}: ${text}`))].join("; ")
}

export const durationText = (procedure: Procedure): string => perChannel(procedure, timeOf, NOT_STATED)

export const feeText = (procedure: Procedure): string =>
  perChannel(procedure, ({ fees }) => [...new Set(fees.map(feeOf))].join(", ") || "Không", "Không")

export const methodText = (procedure: Procedure): string =>
  [...new Set(procedure.submissionMethods.map(({ channel }) => CHANNELS[channel].label))].join("; ")

export const stepsText = (procedure: Procedure): string =>
  procedure.cases
    .flatMap(({ steps }) => steps.map(({ name, text }) => [name, text].filter(Boolean).join(": ")))
    .join("\n")

export const dossierText = (procedure: Procedure): string =>
  procedure.cases
    .flatMap(({ name, dossierComponents }) => [
      ...(name ? [`${name}:`] : []),
      ...dossierComponents.map((paper) => `- ${paper.name}`),
    ])
    .join("\n")

export const resultText = (procedure: Procedure): string =>
  procedure.results.map(({ name }) => name).join("; ")

export const legalText = (procedure: Procedure): string =>
  procedure.legalBases.map(({ number, title }) => [number, title].filter(Boolean).join(": ")).join("\n")

export const applicantText = (procedure: Procedure): string => procedure.applicantTypes.join("; ")

/** The procedure's own summary, or one built from its field, unit and result when the database has none. */
export const summaryOf = (procedure: Procedure): string =>
  procedure.description ||
  [
    `${procedure.name}.`,
    `Lĩnh vực: ${procedure.fields.map(({ name }) => name).join(", ")}.`,
    ...(procedure.agencies.executing.length > 0
      ? [`Cơ quan thực hiện: ${procedure.agencies.executing.map(({ name }) => name).join(", ")}.`]
      : []),
    ...(procedure.results.length > 0 ? [`Kết quả: ${resultText(procedure)}.`] : []),
  ].join(" ")

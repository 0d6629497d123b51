import { z } from "zod"
import { type IsoDay, isValidOn } from "../shared/dates.ts"
import { NotFoundError } from "../shared/errors.ts"
import { PARTIAL_REASONS, SERVICE_LEVELS } from "../shared/levels.ts"

const Day = z.iso.date()
const DayOrOpen = Day.nullable()

/** What a criterion asks about; names the facts of the record that speak to it. */
export const CRITERION_SUBJECTS = [
  "INFORMATION",
  "FORMS",
  "ONLINE_FILING",
  "WHOLE_DOSSIER",
  "PAYMENT",
  "NO_PRESENCE",
  "RESULT",
  "SIGNATURE",
] as const
export type CriterionSubject = (typeof CRITERION_SUBJECTS)[number]
/** What a criterion is about, whichever letter a law gives it. */
export const CRITERION_SUBJECT_LABELS: Record<CriterionSubject, string> = {
  INFORMATION: "Thông tin đầy đủ",
  FORMS: "Biểu mẫu điện tử",
  ONLINE_FILING: "Nộp hồ sơ qua mạng",
  WHOLE_DOSSIER: "Toàn bộ hồ sơ bằng bản điện tử",
  PAYMENT: "Thanh toán trực tuyến",
  NO_PRESENCE: "Không phải có mặt, xác minh tại chỗ",
  RESULT: "Trả kết quả",
  SIGNATURE: "Chữ ký, xác thực",
}

/** One criterion of the level decision (TT 01/2023/TT-VPCP Điều 13(1) in regime A). */
const Criterion = z.object({
  /** `a`, `b`, `c`, `d`, `đ`, `e`, `g`, `h`. */
  letter: z.string().min(1),
  text: z.string().min(1),
  article: z.string().min(1),
  /** Whether "không áp dụng" is a valid answer (payment without a fee, signature where none is required). */
  mayNotApply: z.boolean(),
  /** Absent: nothing in a record speaks to it, so only an officer can answer. */
  subject: z.enum(CRITERION_SUBJECTS).optional(),
})
export type Criterion = z.infer<typeof Criterion>

export const CRITERION_ANSWERS = ["MET", "NOT_MET", "NOT_APPLICABLE"] as const
export type CriterionAnswerValue = (typeof CRITERION_ANSWERS)[number]
export const CRITERION_ANSWER_LABELS: Record<CriterionAnswerValue, string> = {
  MET: "Đạt",
  NOT_MET: "Không đạt",
  NOT_APPLICABLE: "Không áp dụng",
}

const CLOCK_UNITS = ["WORKING_DAY", "DAY"] as const
const CLOCK_UNIT_LABELS: Record<(typeof CLOCK_UNITS)[number], string> = {
  WORKING_DAY: "ngày làm việc",
  DAY: "ngày",
}

/** Mức độ dịch vụ công trực tuyến chủ động (NĐ 224/2026/NĐ-CP Điều 16), as a pack names it. */
const ProactiveLevel = z.object({
  level: z.number().int().min(1).max(4),
  name: z.string().min(1),
  article: z.string().min(1),
})
export type ProactiveLevel = z.infer<typeof ProactiveLevel>

/** `Mức độ 2: nhắc và chuẩn bị hồ sơ`. */
export const proactiveLevelText = ({ level, name }: Pick<ProactiveLevel, "level" | "name">): string =>
  `Mức độ ${level}: ${name}`

/** The clocks of the ledger whose limit the law sets. */
export const LAW_CLOCKS = [
  "ISSUE",
  "NATIONAL_DATABASE",
  "BEFORE_EFFECT",
  "INTERRUPTION_NOTICE",
  "QUARTERLY_REPORT",
] as const
export type LawClock = (typeof LAW_CLOCKS)[number]

/** A time limit the law sets. */
const LegalClock = z.object({
  /** The clock of the ledger it sets; absent: it is only told. */
  kind: z.enum(LAW_CLOCKS).optional(),
  text: z.string().min(1),
  amount: z.number().int().min(1),
  unit: z.enum(CLOCK_UNITS),
  /** From which side of the fact it is counted; absent: after. `BEFORE_DAY_OF_MONTH`: before that day of the month. */
  counts: z.enum(["AFTER", "BEFORE", "BEFORE_DAY_OF_MONTH"]).optional(),
  article: z.string().min(1),
})
export type LegalClock = z.infer<typeof LegalClock>

/** `5 ngày làm việc`, `trước ít nhất 7 ngày làm việc`, `trước ngày 15`. */
export const clockInWords = ({
  amount,
  unit,
  counts,
}: Pick<LegalClock, "amount" | "unit" | "counts">): string => {
  if (counts === "BEFORE_DAY_OF_MONTH") return `trước ngày ${amount}`
  const span = `${amount} ${CLOCK_UNIT_LABELS[unit]}`
  return counts === "BEFORE" ? `trước ít nhất ${span}` : span
}

/** The law in force for a span of days: criteria, levels, reasons, bases. Data, never code. */
export const LegalRegime = z
  .object({
    id: z.string().min(1),
    name: z.string().min(1),
    validFrom: Day,
    validTo: DayOrOpen,
    levels: z.array(z.enum(SERVICE_LEVELS)).min(1),
    criteria: z.array(Criterion).min(1),
    /** Letters that must all be met for each level below FULL, highest level first (FULL needs every criterion). */
    outcomes: z.array(z.object({ level: z.enum(SERVICE_LEVELS), needs: z.array(z.string()) })),
    /** The default proposal where facts are silent: regime B puts the burden on PARTIAL. */
    defaultLevel: z.enum(SERVICE_LEVELS).nullable(),
    partialReasons: z.array(
      z.object({ reason: z.enum(PARTIAL_REASONS), citationRequired: z.boolean(), basis: z.string().min(1) }),
    ),
    /** Time limits the law sets, to be shown where they bind. */
    clocks: z.array(LegalClock).default([]),
    /** Mức độ dịch vụ công trực tuyến chủ động (NĐ 224/2026/NĐ-CP Điều 16): a second axis; none where the law has none. */
    proactiveLevels: z.array(ProactiveLevel).default([]),
    /** What else the law says that people who work under it should know. */
    notes: z.array(z.object({ text: z.string().min(1), article: z.string().min(1) })).default([]),
    /** Legal bases of the decision, in print order. `unverified`: what is still to be checked before one is cited. */
    preambleBases: z.array(
      z.object({
        text: z.string().min(1),
        validFrom: Day,
        validTo: DayOrOpen,
        unverified: z.string().min(1).optional(),
      }),
    ),
    source: z.string().min(1),
  })
  .superRefine((regime, context) => {
    const fault = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message })
    if (regime.validTo !== null && regime.validTo < regime.validFrom)
      fault(["validTo"], "Ngày hết hiệu lực phải không trước ngày có hiệu lực.")
    const reasons = new Set(regime.partialReasons.map(({ reason }) => reason))
    if (reasons.size < regime.partialReasons.length)
      fault(["partialReasons"], "Mỗi lý do một phần chỉ nêu một lần.")
    if (regime.levels.includes("PARTIAL") && reasons.size === 0)
      fault(["partialReasons"], "Có mức một phần thì phải có ít nhất một lý do được chấp nhận.")
    const letters = new Set(regime.criteria.map((criterion) => criterion.letter))
    if (letters.size < regime.criteria.length)
      fault(["criteria"], "Mỗi tiêu chí phải có một ký hiệu riêng; đang có ký hiệu lặp lại.")
    for (const [index, outcome] of regime.outcomes.entries()) {
      const unknown = outcome.needs.filter((letter) => !letters.has(letter))
      if (unknown.length > 0)
        fault(["outcomes", index, "needs"], `Không có tiêu chí ${unknown.join(", ")} trong bộ quy định.`)
      if (!regime.levels.includes(outcome.level))
        fault(["outcomes", index, "level"], `Mức ${outcome.level} không thuộc các mức của bộ quy định.`)
    }
  })
export type LegalRegime = z.infer<typeof LegalRegime>

/** The regime in force on a day. @throws NotFoundError when no pack covers the day. */
export const regimeInForceOn = (regimes: readonly LegalRegime[], day: IsoDay): LegalRegime => {
  const found = regimes.find((regime) => isValidOn(regime, day))
  if (!found)
    throw new NotFoundError(
      `Chưa có bộ quy định pháp luật có hiệu lực vào ngày ${day}. Quản trị viên cần bổ sung.`,
    )
  return found
}

/** The bases a decision of that day may name, in print order. */
export const preambleBasesOn = (regime: LegalRegime, day: IsoDay): string[] =>
  regime.preambleBases.filter((basis) => isValidOn(basis, day)).map((basis) => basis.text)

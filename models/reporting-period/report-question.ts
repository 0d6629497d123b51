import { formatNumber } from "../shared/numbers.ts"

export const QUESTION_KINDS = ["NUMBER", "SHARE", "TEXT"] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

export const QUESTION_KIND_LABELS: Record<QuestionKind, string> = {
  NUMBER: "Số",
  SHARE: "Số đạt trên tổng số (phần trăm)",
  TEXT: "Diễn giải",
}

/** One question of the form of a period (biểu mẫu báo cáo). */
export type ReportQuestion = {
  /** Stable within the period: `q1`. */
  key: string
  label: string
  kind: QuestionKind
  /** A total: keys of the numbers it is the sum of; empty for any other question. */
  totalOf: string[]
  isRequired: boolean
}

/** What was answered: a number, so many of so many, or words; null and empty where nothing was. */
export type ReportAnswer = { value: number | null; of: number | null; text: string }
export type ReportAnswers = Record<string, ReportAnswer>

export const NO_ANSWER: ReportAnswer = { value: null, of: null, text: "" }
export const answerOf = (answers: ReportAnswers, key: string): ReportAnswer => answers[key] ?? NO_ANSWER

const MOST = 1_000_000_000

type AnswerFault = { key: string; message: string }

/**
 * What is wrong with answers, each with its place and what to do: a number that is none, more than 100 percent, a total that says other
 * than its rows. With `isWhole` also what is still missing.
 */
export const answerFaults = (
  questions: readonly ReportQuestion[],
  answers: ReportAnswers,
  { isWhole }: { isWhole: boolean },
): AnswerFault[] =>
  questions.flatMap((question): AnswerFault[] => {
    const { key, label, kind, totalOf, isRequired } = question
    const answer = answerOf(answers, key)
    const no = (what: string): AnswerFault[] => [{ key, message: `«${label}»: ${what}` }]
    if (isEmpty(question, answer)) return isWhole && isRequired ? no("chưa trả lời. Điền vào mục này.") : []
    if (kind === "TEXT") return answer.text.length > 4000 ? no("dài quá 4.000 ký tự. Viết gọn lại.") : []
    if (!isCount(answer.value)) return no("ghi một số nguyên từ 0, ví dụ 120.")
    if (kind === "SHARE") {
      if (!isCount(answer.of)) return no("ghi đủ hai số: số đạt và tổng số.")
      if ((answer.value ?? 0) > (answer.of ?? 0))
        return no(
          `${formatNumber(answer.value ?? 0)}/${formatNumber(answer.of ?? 0)} là quá 100%. Sửa số đạt hoặc tổng số.`,
        )
      return []
    }
    if (totalOf.length === 0) return []
    const parts = totalOf.map((part) => answerOf(answers, part).value)
    if (parts.some((part) => part === null)) return isWhole ? no("chưa đủ các số thành phần để cộng.") : []
    const sum = parts.reduce<number>((total, part) => total + (part ?? 0), 0)
    return sum === answer.value
      ? []
      : no(
          `ghi ${formatNumber(answer.value ?? 0)} nhưng các dòng thành phần cộng lại là ${formatNumber(sum)}. Sửa số tổng hoặc các dòng ${totalOf.map((part) => `«${questions.find((one) => one.key === part)?.label ?? part}»`).join(", ")}.`,
        )
  })

const isCount = (value: number | null): boolean =>
  value !== null && Number.isInteger(value) && value >= 0 && value <= MOST

const isEmpty = ({ kind }: ReportQuestion, { value, of, text }: ReportAnswer): boolean =>
  kind === "TEXT" ? text.trim() === "" : kind === "SHARE" ? value === null && of === null : value === null

/** `12/40 (30,0%)`, `120`, words; empty where nothing was answered. The share of nothing is «không phát sinh». */
export const answerInWords = ({ kind }: Pick<ReportQuestion, "kind">, answer: ReportAnswer): string => {
  const { value, of, text } = answer
  if (kind === "TEXT") return text
  if (value === null) return ""
  if (kind === "NUMBER") return formatNumber(value)
  if (of === null) return ""
  return of === 0
    ? "0/0 (không phát sinh)"
    : `${formatNumber(value)}/${formatNumber(of)} (${percentOf(value, of)}%)`
}

/** One decimal, half up: `30,0`. */
const percentOf = (value: number, of: number): string =>
  (Math.round((value * 1000) / of) / 10).toFixed(1).replace(".", ",")

/** What is wrong with a form itself. */
export const formFaults = (questions: readonly ReportQuestion[]): string[] => {
  const keys = new Set(questions.map(({ key }) => key))
  const labels = questions.map(({ label }) => label.trim().toLocaleLowerCase("vi"))
  return [
    ...(questions.length === 0 ? ["Biểu mẫu chưa có câu hỏi nào. Thêm ít nhất một câu."] : []),
    ...(questions.length > 40 ? ["Biểu mẫu có quá 40 câu hỏi. Bỏ bớt."] : []),
    ...(keys.size < questions.length ? ["Có hai câu hỏi trùng mã."] : []),
    ...labels.flatMap((label, index) =>
      labels.indexOf(label) < index ? [`Câu hỏi «${questions[index]?.label}» có hai lần. Bỏ bớt một.`] : [],
    ),
    ...questions.flatMap(({ label, kind, totalOf }) => [
      ...(label.trim().length < 5 ? [`Câu hỏi «${label}» quá ngắn. Ghi rõ hỏi gì (ít nhất 5 ký tự).`] : []),
      ...(totalOf.length > 0 && kind !== "NUMBER"
        ? [`«${label}»: chỉ câu hỏi loại số mới là tổng được.`]
        : []),
      ...totalOf.flatMap((part) => {
        const row = questions.find(({ key }) => key === part)
        return row && row.kind === "NUMBER" && row.totalOf.length === 0
          ? []
          : [`«${label}»: dòng thành phần «${part}» không phải một câu hỏi loại số.`]
      }),
    ]),
  ]
}

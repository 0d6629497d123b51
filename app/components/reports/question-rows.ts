import { z } from "zod"
import { QUESTION_KINDS, type ReportQuestion } from "#models/reporting-period/report-question.ts"
import { Ticked } from "../../forms/ticked.ts"

/** One row of the form as people fill it in: rows of a total are named by their numbers. */
const QuestionRow = z.object({
  label: z.string().trim().max(300, "Tối đa 300 ký tự.").default(""),
  kind: z.enum(QUESTION_KINDS).default("NUMBER"),
  totalOf: z
    .string()
    .trim()
    .regex(/^(?:\d{1,2}(?:\s*[,;]\s*\d{1,2})*)?$/u, "Ghi số thứ tự các dòng, ví dụ 2, 3.")
    .default(""),
  isRequired: Ticked,
})
export const QuestionRows = z.array(QuestionRow).max(43).default([])
type QuestionRows = z.infer<typeof QuestionRows>

/** Questions from the rows that say something; a row keeps its number as key. */
export const questionsOfRows = (rows: QuestionRows): ReportQuestion[] =>
  rows.flatMap(({ label, kind, totalOf, isRequired }, index) =>
    label === ""
      ? []
      : [
          {
            key: `q${index + 1}`,
            label,
            kind,
            totalOf: totalOf === "" ? [] : totalOf.split(/\s*[,;]\s*/u).map((number) => `q${Number(number)}`),
            isRequired: isRequired === "on",
          },
        ],
  )

/** The other way round, for showing what there is. */
export const rowsOfQuestions = (questions: readonly ReportQuestion[]) =>
  questions.map(({ label, kind, totalOf, isRequired }) => ({
    label,
    kind,
    totalOf: totalOf.map((key) => String(questions.findIndex((one) => one.key === key) + 1)).join(", "),
    isRequired: isRequired ? "on" : undefined,
  }))

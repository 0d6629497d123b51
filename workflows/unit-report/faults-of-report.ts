import { answerFaults } from "#models/reporting-period/report-question.ts"
import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { FIGURE_LABELS, FIGURE_TOTALS, type FigureKey } from "#models/unit-report/report-figures.ts"
import type { UnitReport } from "#models/unit-report/unit-report.ts"

/** What keeps a report from being handed in, each with its place and what to do. */
export const faultsOfReport = (
  { content }: Pick<UnitReport, "content">,
  { questions, withFigures }: Pick<ReportingPeriod, "questions" | "withFigures">,
): { key: string; message: string }[] => [
  ...(withFigures && content.asOf === null
    ? [{ key: "figures", message: "Chưa lấy số liệu của hệ thống. Bấm «Lấy số liệu»." }]
    : []),
  ...figureFaults(content),
  ...answerFaults(questions, content.answers, { isWhole: true }),
]

/** Where a figure is not how many its list has, or a total not the sum of its rows. */
export const figureFaults = ({
  figures,
}: Pick<UnitReport["content"], "figures">): { key: string; message: string }[] => {
  const countOf = (key: FigureKey) => figures.find((one) => one.key === key)?.value ?? 0
  return [
    ...figures
      .filter(({ value, items }) => value !== items.length)
      .map(({ key, value, items }) => ({
        key,
        message: `«${FIGURE_LABELS[key]}» ghi ${formatNumber(value)} nhưng danh sách có ${formatNumber(items.length)}. Lấy lại số liệu.`,
      })),
    ...Object.entries(FIGURE_TOTALS).flatMap(([total, parts]) => {
      if (!figures.some(({ key }) => key === total)) return []
      const key = total as FigureKey
      const sum = parts.reduce((so, part) => so + countOf(part), 0)
      return sum === countOf(key)
        ? []
        : [
            {
              key,
              message: `«${FIGURE_LABELS[key]}» ghi ${formatNumber(countOf(key))} nhưng các dòng cộng lại là ${formatNumber(sum)}. Lấy lại số liệu.`,
            },
          ]
    }),
  ]
}

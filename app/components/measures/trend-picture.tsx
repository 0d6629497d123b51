import type { ReactElement } from "react"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import type { ChartTable } from "#workflows/cockpit/chart-table.ts"
import type { IndicatorPage } from "#workflows/screens/indicator-pages.server.ts"
import type { ChartSize } from "../charts/chart-frame.tsx"
import { TrendLine } from "../charts/trend-line.tsx"
import { GENERATED } from "./generated.ts"

type Drawn = Pick<IndicatorPage, "indicator" | "trend" | "unit" | "forecast">

const placeOf = ({ unit }: Pick<Drawn, "unit">): string => unit?.name ?? "toàn tỉnh"

/** The numbers of the trend: what the table beside the picture shows and its file holds. */
export const trendTable = (page: Drawn): ChartTable => ({
  caption: `${page.indicator.name} theo kỳ, ${placeOf(page)}`,
  headings: ["Kỳ", "Giá trị", "Chỉ tiêu"],
  rows: [
    ...page.trend.map(({ periodId, label, text, target, isGenerated, isRunning }) => ({
      key: periodId,
      name: isRunning ? `${label} (chưa hết kỳ)` : label,
      cells: [
        { text: isGenerated ? `${text} (${GENERATED})` : text },
        { text: target === null ? "–" : target.toLocaleString("vi-VN") },
      ],
    })),
    ...(page.forecast.isTold
      ? [
          {
            key: "du-bao",
            name: `${page.forecast.label} (dự báo)`,
            cells: [
              { text: page.forecast.text },
              {
                text: page.forecast.target === null ? "–" : page.forecast.target.toLocaleString("vi-VN"),
              },
            ],
          },
        ]
      : []),
  ],
})

/** The units of an indicator beside one another, as a file holds them. */
export const unitsTable = ({
  indicator,
  period,
  byUnit,
}: Pick<IndicatorPage, "indicator" | "period" | "byUnit">): ChartTable => ({
  caption: `${indicator.name} theo đơn vị, ${period.label}`,
  headings: ["Đơn vị", "Tử số", "Mẫu số", "Giá trị", "Chỉ tiêu"],
  rows: byUnit.map(({ id, name, numerator, denominator, text, target }) => ({
    key: id,
    name,
    cells: [
      { text: numerator === null ? "" : String(numerator) },
      { text: denominator === null ? "" : String(denominator) },
      { text },
      { text: target === null ? "" : String(target) },
    ],
  })),
})

/** What the trend says, in a sentence. */
export const trendSays = ({ trend }: Pick<Drawn, "trend">): string => {
  const known = trend.filter(({ value }) => value !== null)
  const last = known.at(-1)
  const first = known[0]
  if (!last || !first) return "Chưa kỳ nào có số liệu."
  if (first === last) return `Mới có số liệu của ${last.label}: ${last.text}.`
  return `Từ ${first.text} (${first.label}) đến ${last.text} (${last.label}).`
}

/** What comes next if it goes on as of late, by which method and how sure; or why nobody can tell. */
export const forecastSays = ({ forecast }: Pick<Drawn, "forecast">): string => {
  if (!forecast.isTold) return forecast.why
  const against =
    forecast.reaches === null || forecast.target === null
      ? ""
      : ` Chỉ tiêu ${forecast.target.toLocaleString("vi-VN")}: ${forecast.reaches ? "đạt" : "chưa đạt"} nếu cứ như vậy.`
  return `Dự báo ${forecast.label}: ${forecast.text}, tám phần mười khả năng nằm trong khoảng này; phương pháp xu hướng tắt dần trên ${forecast.from} kỳ đã hết.${against}`
}

/** The trend as a picture in one size. */
export const drawTrend = (
  page: Drawn,
  { size, isTraining }: { size: ChartSize; isTraining: boolean },
): ReactElement => {
  const generated = page.trend.some(({ isGenerated }) => isGenerated) ? ` Có ${GENERATED}.` : ""
  return (
    <TrendLine
      id={`xu-huong-${size}`}
      size={size}
      title={`${page.indicator.name}. ${trendSays(page)}`}
      description={`${trendTable(page).caption}; từng số ở bảng số liệu kèm hình.`}
      note={`${page.indicator.name}, ${placeOf(page)}. Nét đứt: chỉ tiêu. Dấu –: chưa có số liệu.${page.forecast.isTold ? " *: dự báo và khoảng của nó." : ""}${generated}${isTraining ? ` ${TRAINING_MARK}.` : ""}`}
      ahead={
        page.forecast.isTold ? { ...page.forecast, label: `${shortLabel(page.forecast.label)} *` } : null
      }
      points={page.trend.map(({ periodId, label, value, text, target }) => ({
        key: periodId,
        label: shortLabel(label),
        value,
        text,
        target,
      }))}
    />
  )
}

/** `quý II/2023` → `II/2023`, as it stands under a mark. */
const shortLabel = (label: string): string => label.replace(/^(?:quý|tháng|năm) /u, "")

import type { ReactElement } from "react"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import type { ChartTable } from "#workflows/cockpit/chart-table.ts"
import type { IndicatorPage } from "#workflows/screens/indicator-pages.server.ts"
import type { ChartSize } from "../charts/chart-frame.tsx"
import { TrendLine } from "../charts/trend-line.tsx"
import { GENERATED } from "./generated.ts"

type Drawn = Pick<IndicatorPage, "indicator" | "trend" | "unit">

const placeOf = ({ unit }: Pick<Drawn, "unit">): string => unit?.name ?? "toàn tỉnh"

/** The numbers of the trend: what the table beside the picture shows and its file holds. */
export const trendTable = (page: Drawn): ChartTable => ({
  caption: `${page.indicator.name} theo kỳ, ${placeOf(page)}`,
  headings: ["Kỳ", "Giá trị", "Chỉ tiêu"],
  rows: page.trend.map(({ periodId, label, text, target, isGenerated }) => ({
    key: periodId,
    name: label,
    cells: [
      { text: isGenerated ? `${text} (${GENERATED})` : text },
      { text: target === null ? "–" : target.toLocaleString("vi-VN") },
    ],
  })),
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
      note={`${page.indicator.name}, ${placeOf(page)}. Nét đứt: chỉ tiêu. Dấu –: chưa có số liệu.${generated}${isTraining ? ` ${TRAINING_MARK}.` : ""}`}
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

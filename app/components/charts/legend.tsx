import { CHART_WIDTH, type ChartSize } from "./chart-frame.tsx"
import { type Fill, OUTLINE, paintOf } from "./fills.tsx"

type Item = { fill: Fill; label: string }
const ROW = 24
const columnsOf = (size: ChartSize): number => (size === "wide" ? 3 : 1)

/** How high a legend is. */
export const legendHeight = (size: ChartSize, items: readonly Item[]): number =>
  Math.ceil(items.length / columnsOf(size)) * ROW + 8

/** What each fill means. */
export function Legend({
  id,
  size,
  y,
  items,
}: {
  id: string
  size: ChartSize
  y: number
  items: readonly Item[]
}) {
  const columns = columnsOf(size)
  return (
    <g>
      {items.map(({ fill, label }, place) => {
        const left = (place % columns) * (CHART_WIDTH[size] / columns)
        const top = y + Math.floor(place / columns) * ROW
        return (
          <g key={fill}>
            <rect x={left + 1} y={top + 1} width={18} height={16} fill={paintOf(id, fill)} stroke={OUTLINE} />
            <text x={left + 27} y={top + 14}>
              {label}
            </text>
          </g>
        )
      })}
    </g>
  )
}

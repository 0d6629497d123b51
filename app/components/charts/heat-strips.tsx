import { scaleQuantize } from "d3-scale"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { ChartFrame, type ChartProps, INK, LINE, QUIET, wrapWords } from "./chart-frame.tsx"

type HeatStripsProps = ChartProps & {
  days: readonly IsoDay[]
  rows: readonly { key: string; name: string; counts: readonly number[] }[]
}

/** From few to many, each with the ink that reads on it. */
const SHADES = ["#d9e6f2", "#89b0d5", "#2f6ea8", "#0f3860"] as const
const INKS: Record<string, string> = { "#2f6ea8": "#fff", "#0f3860": "#fff" }
const LAYOUT = {
  wide: { left: 216, cell: 25, height: 24, shown: 28, signs: 29 },
  narrow: { left: 0, cell: 39, height: 28, shown: 7, signs: 40 },
}
const LINE_HEIGHT = 18
const HEAD = 42

/** A strip of days for each row, darker where more was done, the number in each cell; on a phone the last seven days. */
export function HeatStrips({ days, rows, ...frame }: HeatStripsProps) {
  const { size } = frame
  const { left, cell, shown } = LAYOUT[size]
  const skipped = Math.max(0, days.length - shown)
  const columns = days.slice(skipped)
  const most = Math.max(4, ...rows.flatMap(({ counts }) => counts))
  const shadeOf = scaleQuantize<string>([0, most], SHADES)
  const placed = placedRows(rows, size)
  const bottom = placed.at(-1)?.bottom ?? HEAD
  return (
    <ChartFrame {...frame} height={bottom} fills={[]}>
      {columns.map((day, place) => (
        <g key={day} fill={QUIET} fontSize={13}>
          {place === 0 || day.endsWith("-01") ? (
            <text x={left + place * cell + 2} y={14}>{`tháng ${Number(day.slice(5, 7))}`}</text>
          ) : null}
          <text x={left + (place + 0.5) * cell} y={34} textAnchor="middle">
            {day.slice(8)}
          </text>
        </g>
      ))}
      {placed.map(({ row, lines, top, cellTop, height }) => (
        <g key={row.key}>
          {lines.map((text, place) => (
            <text
              key={text}
              x={size === "wide" ? left - 8 : 0}
              y={top + 15 + place * LINE_HEIGHT}
              textAnchor={size === "wide" ? "end" : "start"}
            >
              {text}
            </text>
          ))}
          <rect
            x={left}
            y={cellTop}
            width={columns.length * cell}
            height={height}
            fill="#fff"
            stroke={LINE}
          />
          <Cells
            counts={row.counts.slice(skipped)}
            box={{ left, top: cellTop, cell, height }}
            shadeOf={shadeOf}
          />
          <text x={left + columns.length * cell + 8} y={cellTop + height / 2 + 5} fontWeight={600}>
            {formatNumber(row.counts.slice(skipped).reduce((sum, count) => sum + count, 0))}
          </text>
        </g>
      ))}
    </ChartFrame>
  )
}

type CellsProps = {
  counts: readonly number[]
  box: { left: number; top: number; cell: number; height: number }
  shadeOf: (count: number) => string
}

/** The days on which something was done: a surface to each shade and a text to each ink, for a sheet of a few thousand signs. */
function Cells({ counts, box: { left, top, cell, height }, shadeOf }: CellsProps) {
  const cells = counts
    .map((count, place) => ({ count, x: left + place * cell, shade: shadeOf(count) }))
    .filter(({ count }) => count > 0)
  return (
    <>
      {[...Map.groupBy(cells, ({ shade }) => shade)].map(([shade, own]) => (
        <path
          key={shade}
          d={own.map(({ x }) => `M${x + 1} ${top + 1}h${cell - 2}v${height - 2}h${2 - cell}z`).join("")}
          fill={shade}
        />
      ))}
      {[...Map.groupBy(cells, ({ shade }) => INKS[shade] ?? INK)].map(([ink, own]) => (
        <text
          key={ink}
          data-row-cells=""
          y={top + height / 2 + 5}
          textAnchor="middle"
          fontSize={13}
          fill={ink}
        >
          {own.map(({ x, count }) => (
            <tspan key={x} x={x + cell / 2}>
              {count}
            </tspan>
          ))}
        </text>
      ))}
    </>
  )
}

/** Says which days a strip of this size shows. */
export const shownDays = (days: readonly IsoDay[], size: "wide" | "narrow"): string => {
  const columns = days.slice(Math.max(0, days.length - LAYOUT[size].shown))
  return `${formatDay(columns[0] ?? "")}–${formatDay(columns.at(-1) ?? "")}`
}

function placedRows(rows: HeatStripsProps["rows"], size: "wide" | "narrow") {
  const { signs, height } = LAYOUT[size]
  let y = HEAD
  return rows.map((row) => {
    const lines = wrapWords(row.name, signs)
    const name = lines.length * LINE_HEIGHT
    const top = y
    const isWide = size === "wide"
    const cellTop = isWide ? top + Math.max(0, (name - height) / 2) : top + name + 4
    y = (isWide ? top + Math.max(name, height) : cellTop + height) + 5
    return {
      row,
      lines,
      top: isWide ? top + Math.max(0, (height - name) / 2) + 1 : top,
      cellTop,
      height,
      bottom: y,
    }
  })
}

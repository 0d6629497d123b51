import { scaleLinear } from "d3-scale"
import { line } from "d3-shape"
import { at, CHART_WIDTH, ChartFrame, type ChartProps, INK, MarkLabel, wrapWords } from "./chart-frame.tsx"
import { type Fill, OUTLINE, paintOf } from "./fills.tsx"
import { Legend, legendHeight } from "./legend.tsx"

/** A part of a bar, from one count to another. */
export type BarPart = { key: string; from: number; to: number; fill: Fill; label: string }
export type BarRow = {
  key: string
  name: string
  parts: readonly BarPart[]
  /** Behind the bar: the number it stands for. */
  end: string
  /** A point on the line across the bars, as a share of 1. */
  share?: number
}

type BarRowsProps = ChartProps & {
  rows: readonly BarRow[]
  legend: readonly { fill: Fill; label: string }[]
}

const LINE_HEIGHT = 18
const BAR = 24
const LAYOUT = {
  wide: { left: 260, right: 170, signs: 34 },
  narrow: { left: 0, right: 92, signs: 40 },
}

/** Bars under one another on one scale from nothing, in parts where they have some; a line joins the shares where rows have one. */
export function BarRows({ rows, legend, ...frame }: BarRowsProps) {
  const { id, size } = frame
  const { left, right, signs } = LAYOUT[size]
  const most = Math.max(1, ...rows.flatMap(({ parts }) => parts.map(({ to }) => to)))
  const x = scaleLinear([0, most], [left, CHART_WIDTH[size] - right])
  const share = scaleLinear([0, 1], [left, CHART_WIDTH[size] - right])
  const placed = placedRows(rows, size, signs)
  const bottom = placed.at(-1)?.bottom ?? 0
  const points = placed.flatMap(({ row, barTop }) =>
    row.share === undefined ? [] : [[at(share(row.share)), barTop + BAR / 2] as [number, number]],
  )
  const fills = rows.flatMap(({ parts }) => parts.map(({ fill }) => fill))
  return (
    <ChartFrame
      {...frame}
      height={bottom + 10 + (legend.length > 0 ? legendHeight(size, legend) : 0)}
      fills={[...new Set([...fills, ...legend.map(({ fill }) => fill)])]}
    >
      {placed.map(({ row, top, barTop, lines }) => (
        <g key={row.key}>
          {lines.map((text, place) => (
            <text
              key={text}
              x={size === "wide" ? left - 10 : 0}
              y={top + 14 + place * LINE_HEIGHT}
              textAnchor={size === "wide" ? "end" : "start"}
            >
              {text}
            </text>
          ))}
          {row.parts
            .filter(({ from, to }) => to > from)
            .map(({ key, from, to, fill, label }) => {
              const [start, end] = [at(x(from)), at(x(to))]
              return (
                <g key={key}>
                  <rect
                    data-row={row.key}
                    data-part={key}
                    data-count={to - from}
                    x={start}
                    y={barTop}
                    width={at(Math.max(end - start, 1))}
                    height={BAR}
                    fill={paintOf(id, fill)}
                    stroke={OUTLINE}
                  />
                  {label && end - start > label.length * 9 + 12 ? (
                    <MarkLabel x={(start + end) / 2} y={barTop + 17} text={label} />
                  ) : null}
                </g>
              )
            })}
          <text x={CHART_WIDTH[size] - right + 10} y={barTop + 17} fontWeight={600}>
            {row.end}
          </text>
        </g>
      ))}
      {size === "wide" && points.length > 1 ? (
        <path
          d={line().digits(1)(points) ?? ""}
          stroke={INK}
          strokeWidth={1.5}
          strokeDasharray="5 4"
          fill="none"
        />
      ) : null}
      {points.map(([cx, cy]) => (
        <circle key={cy} cx={cx} cy={cy} r={5} fill="#fff" stroke={INK} strokeWidth={2} />
      ))}
      <path d={`M${left + 0.5} 0V${bottom}`} stroke={INK} />
      <Legend id={id} size={size} y={bottom + 10} items={legend} />
    </ChartFrame>
  )
}

/** Where each row stands: its name before its bar, on a phone above it. */
function placedRows(rows: readonly BarRow[], size: "wide" | "narrow", signs: number) {
  let y = 2
  return rows.map((row) => {
    const lines = wrapWords(row.name, signs)
    const name = lines.length * LINE_HEIGHT
    const top = y
    const barTop = size === "wide" ? top + Math.max(0, (name - BAR) / 2) : top + name + 4
    y = (size === "wide" ? top + Math.max(name, BAR) : barTop + BAR) + 8
    return {
      row,
      lines,
      top: size === "wide" ? top + Math.max(0, (BAR - name) / 2) + 2 : top,
      barTop,
      bottom: y,
    }
  })
}

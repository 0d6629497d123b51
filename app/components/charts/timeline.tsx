import { scaleUtc } from "d3-scale"
import type { IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { SPAN_LABELS, type SpanStanding, type TimelineRow } from "#workflows/plan-task/timeline-span.ts"
import {
  at,
  CHART_WIDTH,
  ChartFrame,
  type ChartProps,
  INK,
  LINE,
  MarkLabel,
  QUIET,
  wrapWords,
} from "./chart-frame.tsx"
import { type Fill, OUTLINE, paintOf } from "./fills.tsx"
import { Legend, legendHeight } from "./legend.tsx"

type TimelineProps = ChartProps & { rows: readonly TimelineRow[]; from: IsoDay; to: IsoDay; today: IsoDay }

const FILLS: Record<SpanStanding, Fill> = {
  DONE: "kept",
  LATE: "returned",
  UNDER_WAY: "unapproved",
  NOT_BEGUN: "noProposal",
}
const LEGEND = (Object.keys(FILLS) as SpanStanding[]).map((standing) => ({
  fill: FILLS[standing],
  label: SPAN_LABELS[standing],
}))
const LAYOUT = { wide: { left: 300, right: 12, signs: 40 }, narrow: { left: 0, right: 8, signs: 42 } }
const HEAD = 30
const LINE_HEIGHT = 18
const BAR = 22
/** Signs of a task's text that are drawn; whole it stands in the table. */
const MOST = 76

/**
 * Tasks under one another on a line of months: a bar from the first day of an occurrence to its last one as it was moved, a stroke
 * where the plan had it, the day of today across. A bar of no end goes on to the end of the plan.
 */
export function Timeline({ rows, from, to, today, ...frame }: TimelineProps) {
  const { id, size } = frame
  const { left, right, signs } = LAYOUT[size]
  const x = scaleUtc([new Date(from), new Date(to)], [left, CHART_WIDTH[size] - right])
  const placeOf = (day: IsoDay): number => at(Math.min(x.range()[1] ?? 0, Math.max(left, x(new Date(day)))))
  const placed = placedRows(rows, size, signs)
  const bottom = placed.at(-1)?.bottom ?? HEAD
  const months = monthsBetween(from, to, size === "wide" ? 12 : 5)
  return (
    <ChartFrame
      {...frame}
      height={bottom + 10 + legendHeight(size, LEGEND)}
      fills={LEGEND.map(({ fill }) => fill)}
    >
      {months.map((day, place) => (
        <g key={day}>
          <path d={`M${placeOf(day)} ${HEAD - 8}V${bottom}`} stroke={LINE} />
          <text x={placeOf(day) + 3} y={14} fontSize={13} fill={QUIET}>
            {monthInWords(day, place === 0 || months[place - 1]?.slice(0, 4) !== day.slice(0, 4))}
          </text>
        </g>
      ))}
      {placed.map(({ row, lines, top, barTop }) => (
        <g key={row.number}>
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
          {row.spans.map((span) => {
            const [start, end] = [placeOf(span.from), placeOf(span.movedDue ?? to)]
            const label = `${formatNumber(span.done)}/${formatNumber(span.units)}`
            const isMoved = span.due !== null && span.due !== span.movedDue
            return (
              <g key={span.occurrence}>
                <rect
                  data-occurrence={span.occurrence}
                  data-standing={span.standing}
                  x={start}
                  y={barTop}
                  width={at(Math.max(end - start, 3))}
                  height={BAR}
                  fill={paintOf(id, FILLS[span.standing])}
                  stroke={OUTLINE}
                  strokeDasharray={span.movedDue === null ? "4 3" : undefined}
                />
                {isMoved ? (
                  <path
                    d={`M${placeOf(span.due ?? to)} ${barTop - 3}V${barTop + BAR + 3}`}
                    stroke={INK}
                    strokeWidth={2}
                  />
                ) : null}
                {end - start > label.length * 8 + 8 ? (
                  <MarkLabel x={(start + end) / 2} y={barTop + 16} text={label} />
                ) : null}
              </g>
            )
          })}
        </g>
      ))}
      {from <= today && today <= to ? (
        <path
          d={`M${placeOf(today)} ${HEAD - 8}V${bottom}`}
          stroke={INK}
          strokeWidth={1.5}
          strokeDasharray="5 4"
        />
      ) : null}
      <Legend id={id} size={size} y={bottom + 10} items={LEGEND} />
    </ChartFrame>
  )
}

const monthInWords = (day: IsoDay, withYear: boolean): string =>
  withYear ? `${Number(day.slice(5, 7))}/${day.slice(0, 4)}` : `${Number(day.slice(5, 7))}`

/** First days of months, every so many that no more than `most` are named. */
function monthsBetween(from: IsoDay, to: IsoDay, most: number): IsoDay[] {
  const first = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1
  const last = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1
  const step = [1, 2, 3, 6, 12].find((one) => (last - first) / one <= most) ?? 12
  const days: IsoDay[] = []
  for (let month = Math.ceil(first / step) * step; month <= last; month += step) {
    const day = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`
    if (day >= from) days.push(day)
  }
  return days
}

function placedRows(rows: readonly TimelineRow[], size: "wide" | "narrow", signs: number) {
  let y = HEAD
  return rows.map((row) => {
    const whole = `${row.number} ${row.text}`
    const lines = wrapWords(whole.length > MOST ? `${whole.slice(0, MOST)}…` : whole, signs)
    const name = lines.length * LINE_HEIGHT
    const top = y
    const barTop = size === "wide" ? top + Math.max(0, (name - BAR) / 2) + 2 : top + name + 4
    y = (size === "wide" ? top + Math.max(name, BAR) : barTop + BAR) + 10
    return { row, lines, top, barTop, bottom: y }
  })
}

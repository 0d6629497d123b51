import { scaleLinear } from "d3-scale"
import { line } from "d3-shape"
import { at, CHART_WIDTH, ChartFrame, type ChartProps, INK, LINE, QUIET } from "./chart-frame.tsx"

/** One period of a trend; no value: a gap, never a zero. */
type TrendPoint = {
  key: string
  label: string
  value: number | null
  text: string
  target: number | null
}

type TrendLineProps = ChartProps & {
  points: readonly TrendPoint[]
  /** Where it goes on to if it goes on as of late, with its band; drawn one period further. */
  ahead?: { label: string; likely: number; low: number; high: number } | null
}

const MARK = "#2f6ea8"
const TARGET = "#86180f"
const HEIGHT = 260

/** A value period by period, its target dashed, gaps where nobody has the data. */
export function TrendLine({ points, ahead = null, ...frame }: TrendLineProps) {
  const width = CHART_WIDTH[frame.size]
  const box = { left: 52, right: width - 34, top: 26, bottom: 26 + HEIGHT }
  const values = points.flatMap(({ value, target }) => [value, target]).filter((one) => one !== null)
  const most = Math.max(1, ...values, ahead?.high ?? 0)
  const y = scaleLinear([0, most], [box.bottom, box.top]).nice(4)
  const places = points.length + (ahead ? 1 : 0)
  const x = scaleLinear([0, Math.max(1, places - 1)], [box.left + 24, box.right - 10])
  const shown = points.map((point, place) => ({ ...point, x: at(x(place)) }))
  const labels = frame.size === "wide" ? 1 : 2
  const valueLine = line<(typeof shown)[number]>()
    .digits(1)
    .defined(({ value }) => value !== null)
    .x((point) => point.x)
    .y(({ value }) => y(value ?? 0))
  const targetLine = line<(typeof shown)[number]>()
    .digits(1)
    .defined(({ target }) => target !== null)
    .x((point) => point.x)
    .y(({ target }) => y(target ?? 0))
  const last = shown.findLast(({ value }) => value !== null)
  return (
    <ChartFrame {...frame} height={box.bottom + 44} fills={[]}>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <path d={`M${box.left} ${at(y(tick))}H${box.right}`} stroke={LINE} />
          <text x={box.left - 8} y={at(y(tick)) + 5} textAnchor="end" fill={QUIET}>
            {tick.toLocaleString("vi-VN")}
          </text>
        </g>
      ))}
      <path d={targetLine(shown) ?? ""} stroke={TARGET} strokeWidth={1.5} strokeDasharray="6 4" fill="none" />
      {ahead && last ? (
        <>
          <path
            data-mark="band"
            d={`M${last.x} ${at(y(last.value ?? 0))}L${at(x(places - 1))} ${at(y(ahead.low))}V${at(y(ahead.high))}Z`}
            fill={INK}
            fillOpacity={0.14}
          />
          <path
            data-mark="forecast"
            d={`M${last.x} ${at(y(last.value ?? 0))}L${at(x(places - 1))} ${at(y(ahead.likely))}`}
            stroke={INK}
            strokeWidth={2}
            strokeDasharray="7 5"
          />
        </>
      ) : null}
      <path d={valueLine(shown) ?? ""} stroke={MARK} strokeWidth={2.5} fill="none" />
      {shown.map((point, place) => (
        <g key={point.key} data-period={point.key} data-value={point.value ?? ""}>
          {point.value === null ? (
            <text x={point.x} y={box.bottom - 6} textAnchor="middle" fill={QUIET}>
              –
            </text>
          ) : (
            <>
              <circle
                cx={point.x}
                cy={at(y(point.value))}
                r={5}
                fill="#fff"
                stroke={MARK}
                strokeWidth={2.5}
              />
              {place % labels === (points.length - 1) % labels ? (
                <text x={point.x} y={at(y(point.value)) - 11} textAnchor="middle" fontWeight={600}>
                  {point.text}
                </text>
              ) : null}
            </>
          )}
          {place % labels === (points.length - 1) % labels ? (
            <text x={point.x} y={box.bottom + 20} textAnchor="middle" fill={QUIET}>
              {point.label}
            </text>
          ) : null}
        </g>
      ))}
      {ahead ? (
        <text x={at(x(places - 1))} y={box.bottom + 20} textAnchor="middle" fill={QUIET}>
          {ahead.label}
        </text>
      ) : null}
      <path d={`M${box.left} ${box.bottom}H${box.right}`} stroke={INK} />
    </ChartFrame>
  )
}

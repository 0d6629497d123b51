import { WORK_LEFT, type WorkLeft } from "#models/catalogue-edition/figures/work-left.ts"
import { addDays, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { PhaseDeadline } from "#workflows/clocks/campaign-clocks.ts"
import type { Forecast } from "#workflows/cockpit/forecast.ts"
import type { WorkDay } from "#workflows/cockpit/work-history.ts"
import { type Box, burnDownShapes, forecastShapes } from "./burn-down-shapes.ts"
import { at, CHART_WIDTH, ChartFrame, type ChartProps, INK, LINE, QUIET } from "./chart-frame.tsx"
import { type Fill, OUTLINE, paintOf } from "./fills.tsx"
import { Legend, legendHeight } from "./legend.tsx"

type BurnDownProps = ChartProps & {
  work: readonly WorkDay[]
  deadlines: readonly Pick<PhaseDeadline, "kind" | "label" | "day" | "movedFrom">[]
  today: IsoDay
  /** What is foretold, and of what. */
  figure: WorkLeft
  forecast: Forecast
}

const LAYERS: Record<WorkLeft, { fill: Fill; label: string }> = {
  unregisteredServices: { fill: "unregistered", label: "Chờ đăng ký" },
  unappraisedServices: { fill: "unappraised", label: "Chờ thẩm định" },
  unapprovedServices: { fill: "unapproved", label: "Chờ phê duyệt" },
  unannouncedServices: { fill: "unannounced", label: "Chờ công bố" },
  unpublishedServices: { fill: "unpublished", label: "Chờ công khai" },
}
const FILLS = [...WORK_LEFT.map((figure) => LAYERS[figure].fill), "returned" as const]

const DUE = "#86180f"
/** A little more than a sign of this typeface takes on average at 14. */
const SIGN_WIDTH = 7.4

/** `31/03`. */
const short = (day: IsoDay): string => formatDay(day).slice(0, 5)
/** Beyond this the sheet does not follow a forecast. */
const FARTHEST_DAYS = 45

/** Work left day by day in its steps, the deadlines it runs towards, and where it ends if it goes on as of late. */
export function BurnDown({ work, deadlines, today, figure, forecast, ...frame }: BurnDownProps) {
  const { id, size } = frame
  const width = CHART_WIDTH[size]
  const ends = [today, ...deadlines.map(({ day }) => day)].sort()
  const planned = ends.at(-1) ?? today
  const told = forecast.kind === "FORECAST" ? (forecast.latest ?? forecast.likely) : planned
  const last =
    [planned, [told, addDays(planned, FARTHEST_DAYS)].sort()[0] ?? planned].sort().at(-1) ?? planned
  const top = 14 + deadlines.length * 20
  const box: Box = { left: 46, top, right: width - 10, bottom: top + 260 }
  const shapes = burnDownShapes(work, last, box)
  const { xOf, yOf } = shapes
  const now = work.at(-1)?.left
  const foretold =
    forecast.kind === "FORECAST" && now
      ? forecastShapes(shapes, forecast, { today, left: now[figure], last })
      : null
  const legend = [
    ...WORK_LEFT.map((one, place) => {
      const below = WORK_LEFT[place - 1]
      const count = (now?.[one] ?? 0) - (below ? (now?.[below] ?? 0) : 0)
      return { fill: LAYERS[one].fill, label: `${LAYERS[one].label}: ${formatNumber(count)}` }
    }),
    { fill: "returned" as const, label: `Trong đó bị trả lại: ${formatNumber(now?.returnedServices ?? 0)}` },
  ]
  const legendTop = box.bottom + 62
  return (
    <ChartFrame {...frame} height={legendTop + legendHeight(size, legend)} fills={FILLS}>
      {shapes.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${box.left} ${yOf(tick)}H${box.right}`} stroke={LINE} />
          <text x={box.left - 6} y={yOf(tick) + 5} textAnchor="end" fill={QUIET}>
            {formatNumber(tick)}
          </text>
        </g>
      ))}
      {shapes.layers.map(({ figure: one, path }) => (
        <path key={one} data-figure={one} d={path} fill={paintOf(id, LAYERS[one].fill)} stroke={OUTLINE} />
      ))}
      <path d={shapes.returned} data-figure="returnedServices" fill={paintOf(id, "returned")} />
      {foretold ? (
        <>
          <path data-mark="band" d={foretold.band} fill={INK} fillOpacity={0.14} />
          <path data-mark="forecast" d={foretold.line} stroke={INK} strokeWidth={2.5} strokeDasharray="7 5" />
        </>
      ) : null}
      <path d={`M${box.left} ${box.bottom}H${box.right}`} stroke={INK} />
      {deadlines.map((deadline, place) => (
        <DeadlineLines key={deadline.kind} {...deadline} xOf={xOf} top={6 + place * 20} bottom={box.bottom} />
      ))}
      {deadlines.map(({ kind, label, day, movedFrom }, place) => (
        <Words
          key={kind}
          x={xOf(day)}
          y={16 + place * 20}
          width={width}
          text={`${label} ${short(day)}${movedFrom ? ` (trước: ${short(movedFrom)})` : ""}`}
        />
      ))}
      <Today x={xOf(today)} today={today} box={box} />
      {monthStarts(work[0]?.day ?? today, last).map((day) => (
        <g key={day}>
          <path d={`M${xOf(day)} ${box.bottom}v6`} stroke={INK} />
          <text x={xOf(day)} y={box.bottom + 22} textAnchor="middle" fill={QUIET}>
            {short(day)}
          </text>
        </g>
      ))}
      <Legend id={id} size={size} y={legendTop} items={legend} />
    </ChartFrame>
  )
}

type DeadlineProps = Pick<PhaseDeadline, "day" | "movedFrom"> & {
  xOf: (day: IsoDay) => number
  top: number
  bottom: number
}

/** A line on the last day, and a dotted one on the day first set where it was moved. */
function DeadlineLines({ day, movedFrom, xOf, top, bottom }: DeadlineProps) {
  return (
    <g stroke={DUE} strokeWidth={1.5} data-deadline={day}>
      {movedFrom ? <path d={`M${xOf(movedFrom)} ${top}V${bottom}`} strokeDasharray="2 5" /> : null}
      <path d={`M${xOf(day)} ${top}V${bottom}`} />
    </g>
  )
}

/** Beside its line where there is room, else moved until it is whole; on white, as other lines pass behind it. */
function Words({ x, y, width, text }: { x: number; y: number; width: number; text: string }) {
  const long = text.length * SIGN_WIDTH
  const fits = x + 6 + long <= width
  const start = at(fits ? x + 6 : Math.max(0, Math.min(x - 6 - long, width - long)))
  return (
    <>
      <rect x={start - 1} y={y - 13} width={at(long)} height={17} fill="#fff" />
      <text x={start} y={y} fill={DUE}>
        {text}
      </text>
    </>
  )
}

function Today({ x, today, box }: { x: number; today: IsoDay; box: Box }) {
  const isRight = x > (box.left + box.right) / 2
  return (
    <g>
      <path d={`M${x} ${box.top}V${box.bottom + 6}`} stroke={INK} strokeWidth={1.5} />
      <text
        x={isRight ? x - 5 : x + 5}
        y={box.bottom + 44}
        textAnchor={isRight ? "end" : "start"}
        fontWeight={600}
      >
        {`Hôm nay ${short(today)}`}
      </text>
    </g>
  )
}

/** The first days of months on the sheet. */
function monthStarts(first: IsoDay, last: IsoDay): IsoDay[] {
  const found: IsoDay[] = []
  for (let day = `${first.slice(0, 7)}-01`; day <= last; day = `${addDays(day, 31).slice(0, 7)}-01`)
    if (day >= first) found.push(day)
  return found
}

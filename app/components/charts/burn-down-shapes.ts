import { scaleLinear } from "d3-scale"
import { area, curveStepAfter } from "d3-shape"
import { WORK_LEFT, type WorkLeft } from "#models/catalogue-edition/figures/work-left.ts"
import { addDays, type IsoDay } from "#models/shared/dates.ts"
import type { Forecast } from "#workflows/cockpit/forecast.ts"
import type { WorkDay } from "#workflows/cockpit/work-history.ts"
import { at } from "./chart-frame.tsx"

const DAY_MS = 86_400_000
const numberOf = (day: IsoDay): number => Date.parse(day) / DAY_MS

export type Box = { left: number; top: number; right: number; bottom: number }
export type BurnDownShapes = {
  xOf: (day: IsoDay) => number
  yOf: (count: number) => number
  /** Round counts beside which a line is drawn. */
  ticks: number[]
  /** Each step's own part of what is left, the first at the bottom; the upper edge of one is what is left of its figure. */
  layers: { figure: WorkLeft; path: string }[]
  /** What is back at its units, the top of the first layer. */
  returned: string
}

/** The scales and surfaces of a burn-down from its days; `last`: where the sheet ends. */
export const burnDownShapes = (work: readonly WorkDay[], last: IsoDay, box: Box): BurnDownShapes => {
  const first = work[0]?.day ?? last
  const x = scaleLinear(
    [numberOf(first), Math.max(numberOf(last), numberOf(first) + 1)],
    [box.left, box.right],
  )
  const most = Math.max(1, ...work.map(({ left }) => left.unpublishedServices))
  const y = scaleLinear([0, most], [box.bottom, box.top]).nice(4)
  // A step is drawn up to the next day, so without one more the last day would have no width.
  const end = work.at(-1)
  const shown = end ? [...work, { ...end, day: addDays(end.day, 1) }] : []
  const surface = (from: (day: WorkDay) => number, to: (day: WorkDay) => number): string =>
    area<WorkDay>()
      .curve(curveStepAfter)
      .digits(1)
      .x(({ day }) => x(numberOf(day)))
      .y0((day) => y(from(day)))
      .y1((day) => y(to(day)))(shown) ?? ""
  return {
    xOf: (day) => at(x(numberOf(day))),
    yOf: (count) => at(y(count)),
    ticks: y.ticks(4).filter(Number.isInteger),
    layers: WORK_LEFT.map((figure, place) => {
      const below = WORK_LEFT[place - 1]
      return {
        figure,
        path: surface(
          ({ left }) => (below ? left[below] : 0),
          ({ left }) => left[figure],
        ),
      }
    }),
    returned: surface(
      ({ left }) => left.unregisteredServices - left.returnedServices,
      ({ left }) => left.unregisteredServices,
    ),
  }
}

/** The line of a forecast from today to its end and the band around it, cut where the sheet ends. */
export const forecastShapes = (
  { xOf, yOf }: Pick<BurnDownShapes, "xOf" | "yOf">,
  forecast: Extract<Forecast, { kind: "FORECAST" }>,
  { today, left, last }: { today: IsoDay; left: number; last: IsoDay },
): { line: string; band: string } => {
  /** Where the way from today to nothing left on `end` leaves the sheet. */
  const reach = (end: IsoDay | null): [number, number] => {
    if (end !== null && end <= last) return [xOf(end), yOf(0)]
    const share = end === null ? 0 : (numberOf(last) - numberOf(today)) / (numberOf(end) - numberOf(today))
    return [xOf(last), yOf(left * (1 - share))]
  }
  const start = [xOf(today), yOf(left)]
  const [soon, late] = [reach(forecast.earliest), reach(forecast.latest)]
  const corner = forecast.latest === null || forecast.latest > last ? [[xOf(last), yOf(0)]] : []
  return {
    line: `M${start}L${reach(forecast.likely)}`,
    band: `M${[start, soon, ...corner, late].join("L")}Z`,
  }
}

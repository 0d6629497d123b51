import type { DueRule, Repeats } from "#models/plan/plan.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { normaliseText } from "#models/shared/text.ts"

type Point = { from: IsoDay; until: IsoDay; at: number }
/** A part of a date that no calendar has: «tháng 13». */
type ImpossibleDate = string

export type ReadDue = { rule: DueRule; impossible: ImpossibleDate | null }

/**
 * Reads when a task is to be done: «Hoàn thành tháng 4/2023», «Quý III/2023», «Thường xuyên», «Hằng năm, tháng 5», «Từ quý II/2023»,
 * «Từ tháng 3/2023, hoàn thành quý IV/2024». Months, quarters and years run to their last day.
 */
export const readDue = (text: string): ReadDue => {
  const lower = normaliseText(text)
    .toLowerCase()
    .replaceAll("hàng ", "hằng ")
    .replace(/\s*\/\s*/gu, "/")
  const { points, impossible } = pointsIn(lower)
  const repeats = repeatsIn(lower)
  const rule = (kind: DueRule["kind"], from: IsoDay | null = null, until: IsoDay | null = null): ReadDue => ({
    rule: { kind, text, from, until, repeats },
    impossible,
  })
  if (impossible) return rule("UNTOLD")
  const [first, second] = points
  if (!first) {
    if (/thường xuyên|liên tục/u.test(lower)) return rule("ONGOING")
    if (repeats) return rule("PERIODIC")
    if (/khi có|theo yêu cầu|đột xuất/u.test(lower)) return rule("ON_REQUEST")
    return rule("UNTOLD")
  }
  if (/(?:^|[\s,;(])từ\s/u.test(lower.slice(0, first.at + 1)))
    return second
      ? rule("ONCE", first.from, second.until)
      : rule(/thường xuyên/u.test(lower) ? "ONGOING" : "FROM", first.from)
  if (/thường xuyên/u.test(lower)) return rule("ONGOING", first.from, second?.until ?? null)
  const isEnd = /hoàn thành|trước|chậm nhất|xong|đến/u.test(lower.slice(0, first.at))
  const last = points.at(-1) ?? first
  return rule("ONCE", isEnd ? null : first.from, endOf(lower, last))
}

/** «trước ngày 15/6/2023» is on time to the day before. */
function endOf(lower: string, point: Point): IsoDay {
  const isBefore = /trước\s+(?:ngày\s+)?$/u.test(lower.slice(0, point.at)) && point.from === point.until
  return isBefore ? isoDay(new Date(Date.parse(point.until) - 86_400_000)) : point.until
}

function repeatsIn(lower: string): Repeats | null {
  const inMonth =
    /tháng\s*(\d{1,2})\s*(?:,\s*)?hằng năm|hằng năm\s*[,(]?\s*(?:vào\s+)?tháng\s*(\d{1,2})/u.exec(lower)
  const month = Number(inMonth?.[1] ?? inMonth?.[2])
  if (month >= 1 && month <= 12) return { every: "YEAR", month }
  if (/(?:hằng|mỗi|từng|định kỳ)\s+quý/u.test(lower)) return { every: "QUARTER", month: null }
  if (/(?:hằng|mỗi|từng|định kỳ)\s+tháng/u.test(lower)) return { every: "MONTH", month: null }
  return /(?:hằng|mỗi|từng|định kỳ)\s+năm/u.test(lower) ? { every: "YEAR", month: null } : null
}

const QUARTERS: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, "1": 1, "2": 2, "3": 3, "4": 4 }

/** Days, months, quarters, halves, years and spans of years, the narrower before the wider. */
const POINT = new RegExp(
  [
    String.raw`(?:ngày\s*)?(?<d1>\d{1,2})[/.-](?<m1>\d{1,2})[/.-](?<y1>\d{4})`,
    String.raw`ngày\s*(?<d2>\d{1,2})\s*tháng\s*(?<m2>\d{1,2})\s*(?:/|,?\s*năm)\s*(?<y2>\d{4})`,
    String.raw`tháng\s*(?<m3>\d{1,2})\s*(?:-|–|đến\s*(?:tháng)?)\s*(?<m4>\d{1,2})\s*(?:/|-|,?\s*năm)\s*(?:năm\s*)?(?<y3>\d{4})`,
    String.raw`tháng\s*(?<m5>\d{1,2})\s*(?:/|-|,?\s*năm)\s*(?:năm\s*)?(?<y4>\d{4})`,
    String.raw`quý\s*(?<q>[ivx]+|\d+)\s*(?:/|-|,?\s*năm)?\s*(?:năm\s*)?(?<y5>\d{4})`,
    String.raw`6\s*tháng\s*(?<half>đầu|cuối)\s*(?:năm\s*)?(?<y6>\d{4})`,
    String.raw`(?<y7>\d{4})\s*[-–]\s*(?<y8>\d{4})`,
    String.raw`(?:năm|/)\s*(?<y9>\d{4})`,
  ].join("|"),
  "gu",
)

function pointsIn(lower: string): { points: Point[]; impossible: ImpossibleDate | null } {
  const points: Point[] = []
  for (const match of lower.matchAll(POINT)) {
    const span = spanOf(match.groups ?? {})
    if (span === null) return { points: [], impossible: match[0].trim() }
    points.push({ ...span, at: match.index })
  }
  return { points, impossible: null }
}

type Groups = Record<string, string | undefined>

function spanOf(g: Groups): { from: IsoDay; until: IsoDay } | null {
  const year = Number(g.y1 ?? g.y2 ?? g.y3 ?? g.y4 ?? g.y5 ?? g.y6 ?? g.y7 ?? g.y9)
  if (year < 1990 || year > 2100) return null
  if (g.y8) return Number(g.y8) < year ? null : { from: `${year}-01-01`, until: `${g.y8}-12-31` }
  if (g.y9) return { from: `${year}-01-01`, until: `${year}-12-31` }
  if (g.half) return g.half === "đầu" ? monthsOf(year, 1, 6) : monthsOf(year, 7, 12)
  if (g.q) {
    const quarter = QUARTERS[g.q]
    return quarter ? monthsOf(year, quarter * 3 - 2, quarter * 3) : null
  }
  const month = Number(g.m1 ?? g.m2 ?? g.m3 ?? g.m5)
  if (month < 1 || month > 12) return null
  const day = g.d1 ?? g.d2
  if (day === undefined) {
    const last = Number(g.m4 ?? month)
    return last < month || last > 12 ? null : monthsOf(year, month, last)
  }
  const at = isoDay(new Date(Date.UTC(year, month - 1, Number(day))))
  return Number(at.slice(8)) === Number(day) && Number(at.slice(5, 7)) === month
    ? { from: at, until: at }
    : null
}

const monthsOf = (year: number, first: number, last: number): { from: IsoDay; until: IsoDay } => ({
  from: isoDay(new Date(Date.UTC(year, first - 1, 1))),
  until: isoDay(new Date(Date.UTC(year, last, 0))),
})

const isoDay = (date: Date): IsoDay => date.toISOString().slice(0, 10)

import type { IsoDay } from "#models/shared/dates.ts"

/** How the units of an occurrence stand together: late where one is. */
export type SpanStanding = "DONE" | "LATE" | "UNDER_WAY" | "NOT_BEGUN"

export const SPAN_LABELS: Record<SpanStanding, string> = {
  DONE: "Mọi đơn vị đã xong",
  LATE: "Có đơn vị quá hạn",
  UNDER_WAY: "Đang thực hiện",
  NOT_BEGUN: "Chưa bắt đầu",
}

/** One occurrence of a task on the line of time, whoever leads it. */
export type TimelineSpan = {
  occurrence: string
  label: string
  from: IsoDay
  /** By the plan, and as the latest unit has it; null where it names no end. */
  due: IsoDay | null
  movedDue: IsoDay | null
  units: number
  done: number
  late: number
  standing: SpanStanding
}
export type TimelineRow = { number: string; part: string; text: string; spans: TimelineSpan[] }

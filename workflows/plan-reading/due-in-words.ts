import type { DueRule, Repeats } from "#models/plan/plan.ts"
import { formatDay } from "#models/shared/dates.ts"

const REPEATS: Record<Repeats["every"], string> = {
  YEAR: "hằng năm",
  QUARTER: "hằng quý",
  MONTH: "hằng tháng",
}

const repeatsInWords = ({ every, month }: Repeats): string =>
  month === null ? REPEATS[every] : `${REPEATS[every]}, trong tháng ${month}`

/** What was understood of a due rule, for whoever wrote it: «một lần, chậm nhất ngày 30/04/2023». */
export const dueInWords = ({ kind, from, until, repeats }: DueRule): string => {
  const again = repeats ? `, sau đó ${repeatsInWords(repeats)}` : ""
  const since = from ? `, từ ngày ${formatDay(from)}` : ""
  switch (kind) {
    case "ONCE":
      return `một lần${since}${until ? `, chậm nhất ngày ${formatDay(until)}` : ""}${again}`
    case "FROM":
      return from
        ? `bắt đầu từ ngày ${formatDay(from)}, không ghi lúc hoàn thành`
        : "không ghi lúc hoàn thành"
    case "ONGOING":
      return `thường xuyên, báo cáo theo quý${since}${until ? `, đến ngày ${formatDay(until)}` : ""}`
    case "PERIODIC":
      return repeats ? `${repeatsInWords(repeats)}${since}` : "định kỳ"
    case "ON_REQUEST":
      return "khi có yêu cầu, không có hạn cố định"
    case "UNTOLD":
      return "chưa đọc được thời hạn"
  }
}

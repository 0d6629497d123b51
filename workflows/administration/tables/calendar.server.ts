import { setRunningDeadlines } from "#models/campaign/campaign.repository.server.ts"
import { deadlinesOf, isRunning } from "#models/campaign/deadlines.ts"
import type { CalendarYear } from "#models/reference/calendar-year.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { formatDay } from "#models/shared/dates.ts"
import { MOST_IN_ONE, type ReferenceTable, type RowFault } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["year"]
const STAGES = [
  ["registerBy", "Đơn vị đăng ký xong"],
  ["appraiseBy", "Thẩm định, phê duyệt xong"],
  ["announceBy", "Công bố danh mục"],
  ["publishBy", "Công khai trên các cổng"],
] as const

const asCalendar = (row: Row): CalendarYear => row as unknown as CalendarYear

const kept = keptTable("campaignCalendar", KEY, {
  row: (year) => ({ ...year }),
  stored: ({ year, registerBy, appraiseBy, announceBy, publishBy, source }) => ({
    year: Number(year),
    registerBy: String(registerBy),
    appraiseBy: String(appraiseBy),
    announceBy: String(announceBy),
    publishBy: String(publishBy),
    source: String(source),
  }),
})

export const calendar: ReferenceTable = {
  id: "lich-ra-soat",
  lead: "Thời hạn của đợt rà soát từng năm: điền sẵn khi mở đợt, và là thời hạn của đợt đang chạy trong năm đó.",
  fields: [
    { kind: "NUMBER", name: "year", label: "Năm", min: 2022, max: 2100, isWhole: true },
    ...STAGES.map(([name, label]) => ({ kind: "DAY" as const, name, label })),
    { kind: "TEXT", name: "source", label: "Theo kế hoạch", max: 300 },
  ],
  key: KEY,
  days: null,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  read: kept.read,
  faults: ({ rows }) => rows.flatMap(({ key, after }) => (after ? orderFaults(key, after) : [])),
  effects: ({ rows }, { campaigns }) => ({
    moved: {
      deadlines: rows.flatMap(({ after }) =>
        campaigns
          .filter((one) => after && isRunning(one) && one.kind === "ANNUAL" && one.year === after.year)
          .flatMap((one) =>
            deadlinesOf(one)
              .filter(({ kind, day }) => after?.[kind] !== day)
              .map(({ kind, label, day, isMet }) => ({
                text: `«${one.name}», ${label.toLocaleLowerCase("vi")}: ${formatDay(day)} → ${formatDay(String(after?.[kind]))}${isMet ? " (đã xong)" : ""}`,
                campaignId: one.id,
              })),
          ),
      ),
    },
    notes: ["Đợt đã công khai xong hoặc đợt điều chỉnh giữa năm giữ thời hạn của mình."],
  }),
  async write(rows, session) {
    await kept.write(rows, session)
    for (const { after } of rows) if (after) await setRunningDeadlines(asCalendar(after), session)
    return undefined
  },
}

const orderFaults = (key: string, row: Row): RowFault[] =>
  STAGES.flatMap(([name, label], index) => {
    const [earlier] = STAGES[index - 1] ?? []
    const day = String(row[name])
    const [first, last] = [`${row.year}-01-01`, `${row.year}-12-31`]
    if (day < first || day > last)
      return [{ key, field: name, message: `${label}: ${formatDay(day)} không thuộc năm ${row.year}.` }]
    return earlier && day < String(row[earlier])
      ? [{ key, field: name, message: `${label}: phải không sớm hơn bước trước.` }]
      : []
  })

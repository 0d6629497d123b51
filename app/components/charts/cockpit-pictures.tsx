import type { ReactElement } from "react"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { formatDay } from "#models/shared/dates.ts"
import { SERVICE_LEVEL_LABELS, type ServiceLevel } from "#models/shared/levels.ts"
import { formatNumber, formatPercent } from "#models/shared/numbers.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import type { ChartTable } from "#workflows/cockpit/chart-table.ts"
import { GOALS } from "#workflows/cockpit/goals.ts"
import { timeInWords } from "#workflows/screens/cockpit-forecasts.ts"
import type { Cockpit } from "#workflows/screens/cockpit-page.server.ts"
import {
  barriersTable,
  changesTable,
  levelsTable,
  placeOf,
  stripsTable,
  workTable,
} from "#workflows/screens/cockpit-tables.ts"
import { type BarPart, type BarRow, BarRows } from "./bar-rows.tsx"
import { BurnDown } from "./burn-down.tsx"
import type { ChartProps, ChartSize } from "./chart-frame.tsx"
import type { Fill } from "./fills.tsx"
import { HeatStrips, shownDays } from "./heat-strips.tsx"

/** A picture of the overview: the question it answers, the answer, and how it is drawn from the numbers of its table. */
type Picture = {
  /** What its files are called. */
  name: string
  question: string
  says: (cockpit: Cockpit) => string
  table: (cockpit: Cockpit) => ChartTable
  draw: (cockpit: Cockpit, frame: ChartProps) => ReactElement
}

const most = <Row,>(rows: readonly Row[], size: ChartSize, weightOf: (row: Row) => number): Row[] => {
  const sorted = [...rows].sort((a, b) => weightOf(b) - weightOf(a))
  return size === "narrow" ? sorted.slice(0, MOST_ON_A_PHONE) : sorted
}
const MOST_ON_A_PHONE = 10
const fewer = (all: number, size: ChartSize, what: string): string =>
  size === "narrow" && all > MOST_ON_A_PHONE ? `${MOST_ON_A_PHONE} đơn vị ${what}. ` : ""

const LEVEL_FILLS: { level: ServiceLevel | null; fill: Fill }[] = [
  { level: "FULL", fill: "full" },
  { level: "PARTIAL", fill: "partial" },
  { level: "INFORMATION_ONLY", fill: "information" },
  { level: "NOT_PROVIDED", fill: "notProvided" },
  { level: null, fill: "noProposal" },
]
const levelLabel = (level: ServiceLevel | null) =>
  level === null ? "Chưa có đề xuất" : SERVICE_LEVEL_LABELS[level]

const work: Picture = {
  name: "tien-do",
  question: "Có kịp hạn không?",
  says: timeInWords,
  table: workTable,
  draw: (cockpit, frame) => (
    <BurnDown
      {...frame}
      work={cockpit.work}
      deadlines={cockpit.deadlines}
      today={cockpit.today}
      figure={GOALS[cockpit.goal].figure}
      forecast={cockpit.forecast}
    />
  ),
}

const levels: Picture = {
  name: "muc-do",
  question: "Đơn vị nào ở mức nào?",
  says: (cockpit) => {
    const all = levelsTable(cockpit).rows.at(-1)?.cells ?? []
    const countOf = (place: number) => all[place]?.count ?? 0
    return `${sayFigure("reviewedServices", countOf(5))}: đề xuất toàn trình ${formatNumber(countOf(0))}, một phần ${formatNumber(countOf(1))}; chưa có đề xuất ${formatNumber(countOf(4))}.`
  },
  table: levelsTable,
  draw: (cockpit, frame) => {
    const rows = levelsTable(cockpit)
      .rows.filter(({ key }) => key !== "")
      .map(({ key, name, cells }): BarRow & { total: number } => {
        let from = 0
        const parts = LEVEL_FILLS.map(({ level, fill }, place): BarPart => {
          const count = cells[place]?.count ?? 0
          from += count
          return { key: level ?? "NONE", from: from - count, to: from, fill, label: formatNumber(count) }
        })
        return { key, name, parts, end: formatNumber(from), total: from }
      })
    return (
      <BarRows
        {...frame}
        note={`${fewer(rows.length, frame.size, "có nhiều dịch vụ nhất")}${frame.note}`}
        rows={most(rows, frame.size, ({ total }) => total)}
        legend={LEVEL_FILLS.map(({ level, fill }) => ({ fill, label: levelLabel(level) }))}
      />
    )
  },
}

const barriers: Picture = {
  name: "rao-can",
  question: "Vướng ở đâu?",
  says: ({ barriers: rows, blocked }) => {
    const [first, second] = rows
    if (!first) return "Không có dịch vụ công nào vướng rào cản."
    const two = second ?? first
    return `${formatNumber(blocked)} dịch vụ công chưa toàn trình; ${second ? "hai rào cản đầu" : "một rào cản"} chạm ${formatPercent(two.reached / blocked)} số ấy.`
  },
  table: barriersTable,
  draw: (cockpit, frame) => (
    <BarRows
      {...frame}
      note={`Vòng tròn: cộng dồn trên số dịch vụ công chưa toàn trình, mỗi dịch vụ tính một lần. ${frame.note}`}
      rows={barriersTable(cockpit).rows.map(({ key, name, cells: [count, share] }, place) => {
        const { reached = 0 } = cockpit.barriers[place] ?? {}
        return {
          key,
          name,
          parts: [{ key, from: 0, to: count?.count ?? 0, fill: "kept", label: "" }],
          end: `${count?.text} · ${share?.text}`,
          share: reached / cockpit.blocked,
        }
      })}
      legend={[]}
    />
  ),
}

const CHANGE_FILLS: Record<string, Fill> = {
  BEFORE: "before",
  WITHDRAWN: "left",
  NEW: "joined",
  AFTER: "kept",
  KEPT: "kept",
  RAISED: "raised",
  LOWERED: "lowered",
}
const SIGNS: Record<string, string> = { WITHDRAWN: "−", NEW: "+" }

const changes: Picture = {
  name: "so-voi-truoc",
  question: "So với danh mục trước?",
  says: ({ changes: compared }) => {
    if (!compared) return "Đợt này đã dừng, không có danh mục để so sánh."
    const how = compared.isFrozen ? "Danh mục đã chốt" : "Nếu chốt hôm nay, chỉ gồm dịch vụ công đã phê duyệt"
    const before = compared.beforeNumber
      ? `so với Quyết định số ${compared.beforeNumber}`
      : "chưa có kỳ trước để so sánh"
    const { counts } = compared
    return `${how}, ${before}: giữ nguyên ${formatNumber(counts.KEPT)}, bổ sung mới ${formatNumber(counts.NEW)}, nâng ${formatNumber(counts.RAISED)}, hạ ${formatNumber(counts.LOWERED)}, đưa ra ${formatNumber(counts.WITHDRAWN)}.`
  },
  table: changesTable,
  draw: (cockpit, frame) => <BarRows {...frame} rows={waterfall(changesTable(cockpit))} legend={[]} />,
}

/** What leaves hangs under the total before, what joins stands on what stays; the rest stands side by side. */
function waterfall({ rows }: ChartTable): BarRow[] {
  const countOf = (wanted: string) => rows.find(({ key }) => key === wanted)?.cells[0]?.count ?? 0
  const stays = Math.max(0, countOf("BEFORE") - countOf("WITHDRAWN"))
  const starts: Record<string, number> = {
    WITHDRAWN: stays,
    NEW: stays,
    RAISED: countOf("KEPT"),
    LOWERED: countOf("KEPT") + countOf("RAISED"),
  }
  return rows.map(({ key, name, cells }) => {
    const count = cells[0]?.count ?? 0
    const from = starts[key] ?? 0
    return {
      key,
      name,
      parts: [{ key, from, to: from + count, fill: CHANGE_FILLS[key] ?? "kept", label: "" }],
      end: `${count > 0 ? (SIGNS[key] ?? "") : ""}${formatNumber(count)}`,
    }
  })
}

const strips: Picture = {
  name: "nhip-viec",
  question: "Việc làm vào những ngày nào?",
  says: (cockpit) => {
    const total = cockpit.strips.rows.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0)
    return `${formatNumber(total)} việc trong ${shownDays(cockpit.strips.days, "wide")}, ${placeOf(cockpit)}.`
  },
  table: stripsTable,
  draw: ({ strips: { days, of, rows } }, frame) => {
    const shown = of === "UNITS" ? most(rows, frame.size, ({ counts }) => sum(counts)) : rows
    return (
      <HeatStrips
        {...frame}
        note={`Ngày ${shownDays(days, frame.size)}; cột cuối là tổng. ${of === "UNITS" ? fewer(rows.length, frame.size, "làm nhiều nhất") : ""}${frame.note}`}
        days={days}
        rows={shown}
      />
    )
  },
}
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

/** In the order in which they are asked. */
export const PICTURES: readonly Picture[] = [work, levels, barriers, changes, strips]

/** One picture in one size. `id` of the drawing, so that two on a page keep apart. */
export const drawPicture = (
  picture: Picture,
  cockpit: Cockpit,
  { size, isTraining }: { size: ChartSize; isTraining: boolean },
): ReactElement => {
  const { campaign, today } = cockpit
  const mark = isTraining ? ` ${TRAINING_MARK}.` : ""
  return picture.draw(cockpit, {
    id: `${picture.name}-${size}`,
    size,
    title: `${picture.question} ${picture.says(cockpit)}`,
    description: `${picture.table(cockpit).caption}; từng số ở bảng số liệu kèm hình.`,
    note: `${campaign.name}, ${placeOf(cockpit)}, số liệu ${formatDay(today)}.${mark}`,
  })
}

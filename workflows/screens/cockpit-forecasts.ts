import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { daysBetween, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ChartTable } from "#workflows/cockpit/chart-table.ts"
import { FEWEST_DAYS, type Forecast, MOST_DAYS } from "#workflows/cockpit/forecast.ts"
import { GOALS } from "#workflows/cockpit/goals.ts"
import { leftOn } from "#workflows/cockpit/work-history.ts"
import type { Cockpit, UnitForecast } from "./cockpit-page.server.ts"

/** How it is foretold, for whoever reads it. */
export const FORECAST_METHOD = `Cách tính: lấy ${MOST_DAYS} ngày làm việc trọn vẹn gần nhất (không tính hôm nay), xem bình quân mỗi ngày số còn lại giảm bao nhiêu, rồi chia số còn lại hôm nay cho mức ấy. Khoảng sớm nhất – muộn nhất tính theo nửa nhanh nhất và nửa chậm nhất liền nhau trong những ngày đó. Chưa đủ ${FEWEST_DAYS} ngày làm việc, hoặc số còn lại không giảm, thì không dự báo. Công bố và công khai làm một lần cho cả danh mục nên không dự báo theo nhịp.`

const WHY_NONE: Record<Extract<Forecast, { kind: "NONE" }>["why"], string> = {
  TOO_FEW_DAYS: "Chưa đủ ngày để dự báo",
  NO_PROGRESS: "Không giảm trong những ngày gần đây",
  TOO_FAR: "Quá xa để dự báo",
  CLOSED: "Đã đóng đăng ký",
}

const PER_DAY = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 })

/** The deadline of what is foretold; null where the ledger has none. */
const dueOf = ({ goal, deadlines }: Pick<Cockpit, "goal" | "deadlines">): IsoDay | null =>
  deadlines.find(({ kind }) => kind === GOALS[goal].deadline)?.day ?? null

/** `kịp hạn`, `trễ 12 ngày`. */
const againstDue = (likely: IsoDay, due: IsoDay): string =>
  likely <= due ? "kịp hạn" : `trễ ${formatNumber(daysBetween(due, likely))} ngày`

/** Worst first: what does not move, then the latest end, then what cannot be told, then what is done. */
const worstFirst = (units: readonly UnitForecast[]): UnitForecast[] =>
  [...units].sort((a, b) => rankOf(a) - rankOf(b) || endOf(b).localeCompare(endOf(a)) || b.left - a.left)

const rankOf = ({ forecast }: UnitForecast): number => {
  if (forecast.kind === "DONE") return 3
  if (forecast.kind === "FORECAST") return 1
  return forecast.why === "NO_PROGRESS" || forecast.why === "TOO_FAR" ? 0 : 2
}
const endOf = ({ forecast }: UnitForecast): IsoDay => (forecast.kind === "FORECAST" ? forecast.likely : "")

/** One row per unit: what is left, how fast it goes, and when it ends. */
export const forecastTable = (cockpit: Cockpit): ChartTable => {
  const { figure } = GOALS[cockpit.goal]
  const due = dueOf(cockpit)
  return {
    caption: `Dự báo theo đơn vị: ${GOALS[cockpit.goal].label.toLocaleLowerCase("vi")}`,
    headings: [
      "Đơn vị",
      FIGURES[figure].label,
      "Mỗi ngày làm việc",
      "Dự báo xong",
      "Sớm nhất",
      "Muộn nhất",
      "So với hạn",
    ],
    rows: worstFirst(cockpit.units).map(({ id, name, left, forecast }) => ({
      key: id,
      name,
      cells: [
        {
          text: formatNumber(left),
          count: left,
          ...(left > 0 ? { list: { list: "work" as const, figure, day: cockpit.today, agency: id } } : {}),
        },
        ...forecastCells(forecast, due).map((text) => ({ text })),
      ],
    })),
  }
}

function forecastCells(forecast: Forecast, due: IsoDay | null): string[] {
  if (forecast.kind === "DONE") return ["–", "Đã xong", "–", "–", "–"]
  if (forecast.kind === "NONE") return ["–", WHY_NONE[forecast.why], "–", "–", "–"]
  const { perDay, likely, earliest, latest } = forecast
  return [
    PER_DAY.format(perDay),
    formatDay(likely),
    formatDay(earliest),
    latest ? formatDay(latest) : "chưa thấy ngày xong",
    due ? againstDue(likely, due) : "–",
  ]
}

/** The answer to “in time?”, in a sentence or two. */
export const timeInWords = (cockpit: Cockpit): string => {
  const { figure, label } = GOALS[cockpit.goal]
  const due = dueOf(cockpit)
  const left = leftOn(cockpit.work, figure, cockpit.today)
  const { forecast } = cockpit
  const until = due ? `, hạn ${formatDay(due)}` : ""
  if (forecast.kind === "DONE") return `${label}${until}: không còn dịch vụ công nào.`
  const much = `Còn ${sayFigure(figure, left)}${until}.`
  if (forecast.kind === "NONE") return `${much} ${WHY_NONE[forecast.why]}.`
  const { perDay, likely, earliest, latest } = forecast
  const range = latest
    ? `khoảng ${formatDay(earliest)}–${formatDay(latest)}`
    : `sớm nhất ${formatDay(earliest)}`
  const late = due ? `, ${againstDue(likely, due)}` : ""
  return `${much} Với nhịp ${PER_DAY.format(perDay)} dịch vụ công mỗi ngày làm việc: xong ${formatDay(likely)} (${range})${late}.`
}

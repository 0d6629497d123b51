import type { IsoDay } from "../shared/dates.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { PeriodContext } from "./context.ts"
import type { ReportQuestion } from "./report-question.ts"
import type { PeriodState } from "./states.ts"

/** Kỳ báo cáo: a quarter, opened by the calendar, or a request out of turn. */
export type ReportingPeriod = {
  /** `2023-1` for a quarter; `dot-xuat-2023-1` for a request. */
  id: string
  kind: "QUARTERLY" | "AD_HOC"
  name: string
  year: number
  /** The days it is about. */
  from: IsoDay
  to: IsoDay
  /** From when units are expected to work on it. */
  opensOn: IsoDay
  /** The last day on which a unit's report is in time, as it was first set; the ledger of deadlines has it as it is now. */
  due: IsoDay
  /** Where that comes from. */
  basis: string
  /** What the request says beside its questions; empty for a quarter. */
  request: string
  questions: ReportQuestion[]
  /** Whether reports are drafted from tasks of plans and the office's own figures. */
  withFigures: boolean
  workflow: WorkflowSnapshot<PeriodState, PeriodContext>
  revision: number
}

const ROMAN = ["I", "II", "III", "IV"]
const pad = (month: number): string => String(month).padStart(2, "0")

/** The quarter of a day: its number, name and days. */
export const quarterOf = (day: IsoDay) => {
  const [year, month] = day.split("-").map(Number) as [number, number]
  const quarter = Math.ceil(month / 3)
  const last = new Date(Date.UTC(year, quarter * 3, 0)).getUTCDate()
  return {
    id: `${year}-${quarter}`,
    year,
    quarter,
    name: `Báo cáo quý ${ROMAN[quarter - 1]}/${year}`,
    from: `${year}-${pad(quarter * 3 - 2)}-01`,
    /** First day of its last month: work on the report begins. */
    lastMonth: `${year}-${pad(quarter * 3)}-01`,
    to: `${year}-${pad(quarter * 3)}-${last}`,
  }
}

/** Of its row in the ledger of deadlines. */
export const periodClockId = ({ id, kind }: Pick<ReportingPeriod, "id" | "kind">): string =>
  kind === "QUARTERLY" ? `office:QUARTERLY_REPORT:${id}` : `office:AD_HOC_REPORT:${id}`

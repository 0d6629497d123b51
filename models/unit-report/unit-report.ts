import type { FrozenBlank } from "../indicator/frozen-blank.ts"
import type { ToldFigure } from "../indicator/told-figure.ts"
import type { ReportAnswers } from "../reporting-period/report-question.ts"
import type { IsoDay } from "../shared/dates.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { ReportContext } from "./context.ts"
import type { FigureKey } from "./report-figures.ts"
import type { ReportState } from "./states.ts"

/** One thing a figure counts, as it was when it was counted; `link` leads to it. */
export type CountedItem = { id: string; text: string; link: string }

/** A figure with the list behind it: its value is how many there are. */
type ReportFigure = { key: FigureKey; value: number; items: CountedItem[] }

/** A task of the unit as it stood, with what the unit says of it. */
export type ReportTask = {
  id: string
  number: string
  text: string
  period: string
  due: IsoDay | null
  state: string
  isLate: boolean
  note: string
}

export type ReportContent = {
  /** The day its figures were taken; null before. */
  asOf: IsoDay | null
  figures: ReportFigure[]
  /** The unit's indicators of the quarter; missing in reports drafted before there were any. */
  indicators?: ToldFigure[]
  /** Those of them that had no value then, and why; missing in reports drafted before that was kept. */
  blanks?: FrozenBlank[]
  tasks: ReportTask[]
  answers: ReportAnswers
}

/** Báo cáo of a unit in a period: a quarter's (báo cáo định kỳ) or on request (đột xuất). */
export type UnitReport = {
  /** `2023-1:so-tu-phap`. */
  id: string
  periodId: string
  agencyId: string
  content: ReportContent
  workflow: WorkflowSnapshot<ReportState, ReportContext>
  /**
   * The name under it as it was submitted: part of the document, whatever becomes of the person. Beside the log's context, which holds
   * references alone; null before it is submitted and of what came on paper, missing in reports that earlier releases took in.
   */
  signer?: string | null
  revision: number
}

export const reportIdOf = (periodId: string, agencyId: string): string => `${periodId}:${agencyId}`

export const EMPTY_CONTENT: ReportContent = { asOf: null, figures: [], tasks: [], answers: {} }

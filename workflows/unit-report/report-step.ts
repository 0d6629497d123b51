import { asStamp, type Doer, isNoneOf } from "#models/shared/workflow.ts"
import type { ReportContext } from "#models/unit-report/context.ts"
import type { ReportEventType } from "#models/unit-report/events.ts"
import type { Action } from "#workflows/permissions.ts"
import type { StepField } from "#workflows/step-fields.ts"

/** One official step of a unit's report. Offers, forms, parsing and permissions derive from it; a new one is listed in `steps/index.ts`. */
export type ReportStep = {
  event: ReportEventType
  /** Rights any of which allows it: the unit's own first. */
  permissions: readonly Action[]
  label: string
  place: "MAIN" | "OTHER"
  fields: readonly StepField[]
  whyNot?(context: ReportContext, actor: Doer): string | null
}

/** Of the unit's own people, or of the coordinator in the place of a unit without any. */
export const BY_UNIT = ["report.write", "report.writeForUnit"] as const satisfies readonly Action[]

/** Four eyes: whoever wrote or signed it does not accept it. */
export const byNoAuthor: NonNullable<ReportStep["whyNot"]> = ({ authors }, actor) =>
  isNoneOf(authors, asStamp(actor))
    ? null
    : "Người đã soạn, ký duyệt báo cáo không tự chấp nhận hoặc trả lại; cần người khác."

import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { dayOf, dayOfText, formatDay } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { ReportEvent } from "#models/unit-report/events.ts"
import type { UnitReport } from "#models/unit-report/unit-report.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { faultsOfReport } from "./faults-of-report.ts"
import { moveReport, type SeenReport } from "./move-report.server.ts"
import type { ReportStep } from "./report-step.ts"

/**
 * Takes one official step of a unit's report, with what its form sent.
 * @throws InvalidInputError field by field, with what is wrong in the report where it is not whole; as `moveReport`
 */
export const stepReport = async (
  d: OfficeDependencies,
  step: ReportStep,
  { values, ...seen }: SeenReport & { values: Record<string, unknown> },
): Promise<void> => {
  await moveReport(d, seen, step.permissions, (report, period) => {
    const event = ReportEvent.safeParse({
      type: step.event,
      ...values,
      ...(typeof values["day"] === "string" ? { day: dayOfText(values["day"]) ?? values["day"] } : {}),
      digest: report.workflow.context.digest,
      faults: 0,
    })
    if (!event.success)
      throw new InvalidInputError(
        "Nội dung nhập chưa đúng.",
        event.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ""), message })),
      )
    if (event.data.type === "report.recorded") assertDay(event.data.day, dayOf(d.clock.now()), period)
    if (event.data.type === "report.handedUp" || event.data.type === "report.recorded")
      assertWhole(report, period)
    return { event: event.data }
  })
}

function assertWhole(report: UnitReport, period: ReportingPeriod): void {
  const faults = faultsOfReport(report, period)
  if (faults.length === 0) return
  throw new InvalidInputError(
    `Báo cáo chưa gửi được, còn ${faults.length} chỗ: ${faults.map(({ message }) => message).join(" ")}`,
    faults.map(({ key, message }) => ({ field: key, message })),
  )
}

function assertDay(day: string, today: string, { opensOn }: ReportingPeriod): void {
  const message =
    day > today
      ? `Ngày gửi không sau hôm nay, ${formatDay(today)}.`
      : day < opensOn
        ? `Kỳ báo cáo mở từ ngày ${formatDay(opensOn)}; ngày gửi không trước ngày đó.`
        : null
  if (message) throw new InvalidInputError(message, [{ field: "day", message }])
}

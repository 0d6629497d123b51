import type { ConsolidatedContent } from "#models/reporting-period/consolidated-report.ts"
import { answerInWords, answerOf } from "#models/reporting-period/report-question.ts"
import { getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { type Action, isAllowed } from "#workflows/permissions.ts"
import { changePeriod, type SeenPeriod } from "./change-period.server.ts"
import type { PeriodDependencies } from "./dependencies.ts"
import { currentConsolidated } from "./issue-consolidated.server.ts"

/** What may be corrected: the frozen numbers of a unit, each with its words. */
export const correctable = (
  { figures, questions, rows }: ConsolidatedContent,
  agencyId: string,
): { key: string; label: string; was: string }[] => {
  const row = rows.find((one) => one.agencyId === agencyId)
  if (!row) return []
  return [
    ...figures
      .filter(({ key }) => row.figures[key] !== undefined)
      .map(({ key, label }) => ({ key, label, was: formatNumber(row.figures[key] ?? 0) })),
    ...questions
      .map((question) => ({
        key: question.key,
        label: question.label,
        was: answerInWords(question, answerOf(row.answers, question.key)),
      }))
      .filter(({ was }) => was !== ""),
  ]
}

/**
 * Notes that a frozen figure turned out otherwise: it stands beside it, the frozen one stays. By the unit whose it is, or the coordinator.
 * @throws ForbiddenError, NotFoundError, InvalidInputError, RuleBrokenError, ConcurrentEditError, WorkflowRefusedError
 */
export const correctFigure = async (
  d: PeriodDependencies,
  input: SeenPeriod & { agencyId: string; key: string; now: string; reason: string },
): Promise<void> => {
  const { agencyId, key, ...seen } = input
  const right: Action = isAllowed(seen.actor, "report.write", agencyId)
    ? "report.write"
    : "report.writeForUnit"
  const actor = await authorise(d, seen.actor, right, {
    kind: "reportingPeriod",
    id: seen.periodId,
    agencyId,
  })
  const [now, reason] = [input.now.trim(), input.reason.trim()]
  const issues = [
    ...(now === "" || now.length > 500
      ? [{ field: "now", message: "Ghi số liệu đúng (tối đa 500 ký tự)." }]
      : []),
    ...(reason.length < 5 ? [{ field: "reason", message: "Ghi rõ lý do (ít nhất 5 ký tự)." }] : []),
  ]
  if (issues.length > 0) throw new InvalidInputError(issues.map(({ message }) => message).join(" "), issues)
  const { workflow } = await getPeriod(seen.periodId)
  if (workflow.value === "collecting")
    throw new RuleBrokenError("Kỳ đang nhận báo cáo, số liệu chưa chốt: sửa ngay trong báo cáo của đơn vị.")
  if (workflow.value === "withdrawn")
    throw new RuleBrokenError("Yêu cầu báo cáo đã rút, kỳ này không có số liệu đã chốt để đính chính.")
  const { content } = await currentConsolidated(seen.periodId, workflow.context.revision)
  const frozen = correctable(content, agencyId).find((one) => one.key === key)
  if (!frozen)
    throw new InvalidInputError("Chọn số liệu đã chốt của đơn vị để đính chính.", [
      { field: "key", message: "Chọn số liệu đã chốt của đơn vị." },
    ])
  if (frozen.was === now)
    throw new InvalidInputError(`Số liệu đã chốt cũng là ${now}. Ghi số liệu khác.`, [
      { field: "now", message: "Giống số liệu đã chốt." },
    ])
  await changePeriod(d, { ...seen, actor }, () => ({
    event: { type: "period.corrected", agencyId, key, was: frozen.was, now, reason },
  }))
}

import { findAgencies } from "#models/agency/agency.repository.server.ts"
import type { ConsolidatedContent } from "#models/reporting-period/consolidated-report.ts"
import { consolidatedIdOf } from "#models/reporting-period/consolidated-report.ts"
import { answerFaults } from "#models/reporting-period/report-question.ts"
import {
  findConsolidated,
  findPeriods,
  findReportFile,
} from "#models/reporting-period/reporting-period.repository.server.ts"
import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { digestOf, sha256 } from "#models/shared/digest.server.ts"
import { FIGURE_LABELS, type FigureKey } from "#models/unit-report/report-figures.ts"
import { findReports } from "#models/unit-report/unit-report.repository.server.ts"
import type { UnitReport } from "#models/unit-report/unit-report.ts"
import { figureFaults } from "#workflows/unit-report/faults-of-report.ts"
import type { Finding } from "./check-audit-chain.server.ts"

type Found = (where: string, message: string) => void

/**
 * Rechecks reports: each has its period and its unit, says what its digest says, its figures are how many their lists have; of what
 * was frozen digest, sums and documents, and every row is the report it was taken from.
 */
export const checkReports = async (): Promise<{ reports: number; findings: Finding[] }> => {
  const findings: Finding[] = []
  const found: Found = (where, message) => findings.push({ check: "Báo cáo", where, message })
  const agencies = new Set((await findAgencies()).map(({ id }) => id))
  const periods = new Map((await findPeriods()).map((one) => [one.id, one]))
  const reports = await findReports({})
  for (const report of reports) checkReport(report, periods.get(report.periodId), agencies, found)
  for (const period of periods.values()) await checkFrozen(period, reports, found)
  return { reports: reports.length, findings }
}

function checkReport(
  report: UnitReport,
  period: ReportingPeriod | undefined,
  agencies: ReadonlySet<string>,
  found: Found,
): void {
  const { id, content, workflow } = report
  if (!period) found(id, "Báo cáo không thuộc kỳ nào.")
  if (!agencies.has(report.agencyId)) found(id, "Báo cáo không thuộc đơn vị nào.")
  const { digest } = workflow.context
  if (digest !== "" && digestOf(content) !== digest)
    found(id, "Nội dung không khớp mã băm ghi trong nhật ký.")
  for (const { message } of figureFaults(content)) found(id, message)
  if (workflow.value === "accepted" && period)
    for (const { message } of answerFaults(period.questions, content.answers, { isWhole: true }))
      found(id, message)
}

async function checkFrozen(
  { id, workflow }: ReportingPeriod,
  reports: readonly UnitReport[],
  found: Found,
): Promise<void> {
  const { revision, locked, numbered, signed, sent } = workflow.context
  const frozen = await findConsolidated(id)
  for (const one of frozen) {
    if (digestOf(one.content) !== one.digest) found(one.id, "Nội dung báo cáo đã chốt không khớp mã băm.")
    for (const message of sumFaults(one.content)) found(one.id, message)
  }
  const current = frozen.find((one) => one.revision === revision)
  if (!locked) {
    if (current) found(current.id, "Có báo cáo tổng hợp của một kỳ chưa khóa.")
    return
  }
  if (!current) return found(id, "Kỳ đã khóa nhưng không có báo cáo tổng hợp.")
  if (current.digest !== locked.digest) found(current.id, "Báo cáo tổng hợp khác lúc khóa kỳ.")
  for (const row of current.content.rows) {
    const report = reports.find(({ periodId, agencyId }) => periodId === id && agencyId === row.agencyId)
    if (!report) found(current.id, `Dòng của ${row.name} không có báo cáo nào.`)
    else if (row.reportDigest !== "" && row.reportDigest !== report.workflow.context.digest)
      found(current.id, `Dòng của ${row.name} khác báo cáo của đơn vị.`)
  }
  for (const [stage, kept] of [
    ["NUMBERED", numbered],
    ["SIGNED", signed],
    ["SEALED", sent],
  ] as const) {
    if (!kept) continue
    const bytes = await findReportFile(consolidatedIdOf(id, revision), stage)
    if (!bytes || sha256(bytes) !== kept.documentSha256)
      found(current.id, "Văn bản báo cáo thiếu hoặc không khớp mã băm ghi trong nhật ký.")
  }
}

/** Where a frozen total is not the sum of its rows, or the counts not those of its units. */
function sumFaults({ figures, rows, counts }: ConsolidatedContent): string[] {
  const sums = figures
    .filter(({ key, total }) => rows.reduce((sum, row) => sum + (row.figures[key] ?? 0), 0) !== total)
    .map(({ key }) => `Tổng «${FIGURE_LABELS[key as FigureKey] ?? key}» không bằng các dòng cộng lại.`)
  const received = rows.filter(({ receivedOn }) => receivedOn !== null).length
  const isCounted =
    counts.expected === rows.length &&
    counts.received === received &&
    counts.received === counts.onTime + counts.late &&
    counts.expected === counts.received + counts.missing
  return isCounted ? sums : [...sums, "Số đơn vị phải báo cáo, đã báo cáo không khớp danh sách."]
}

import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { getReport } from "#models/unit-report/unit-report.repository.server.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { ableSignatories } from "#workflows/campaign/who-signs.server.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { toWord } from "#workflows/document-drawing/word-twin.server.ts"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"
import { plainWorkbook } from "#workflows/portal-record/plain-workbook.server.ts"
import { composeUnitReport, tablesOfReport } from "#workflows/unit-report/compose-unit-report.ts"
import { senderOf, usualSymbol } from "#workflows/unit-return/return-facts.ts"
import { composeConsolidated, tablesOf, titleOf } from "./compose-consolidated.ts"
import type { PeriodDependencies } from "./dependencies.ts"
import { currentConsolidated, keptConsolidated } from "./issue-consolidated.server.ts"
import { issuedRevision } from "./issued-revision.server.ts"

export const REPORT_FORMATS = ["pdf", "docx", "xlsx"] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

export type ReportFile = { name: string; bytes: Uint8Array }

const drawn = async (
  layout: DocumentLayout,
  format: "pdf" | "docx",
  at: Date,
  isDraft: boolean,
): Promise<Uint8Array> =>
  format === "docx"
    ? toWord(layout, dayOf(at))
    : (await renderPdf(layout, { createdAt: at, attachments: [], draft: isDraft })).bytes

type SheetTable = { title: string; headings: string[]; rows: string[][]; total?: string[] | null }

/** A sheet for each table, one for what it is. */
const workbookOf = (facts: readonly (readonly [string, string])[], tables: readonly SheetTable[]) =>
  plainWorkbook([
    { name: "Thông tin", widths: [36, 80], rows: [["Mục", "Nội dung"], ...facts.map((row) => [...row])] },
    ...tables.map(({ headings, rows, total }, index) => ({
      name: `Bảng ${index + 1}`,
      widths: headings.map((_, column) => (column === 0 ? 44 : 28)),
      rows: [headings, ...rows, ...(total ? [total] : [])],
    })),
  ])

/**
 * The province's report of a period as a file: once it was numbered the document as it was kept, before it a draft; Word and workbook
 * are drawn from what was frozen.
 * @param revision an earlier one than the period's last
 * @throws ForbiddenError, NotFoundError before the period was locked
 */
export const consolidatedFile = async (
  d: PeriodDependencies,
  {
    periodId,
    revision,
    format,
    actor,
  }: { periodId: string; revision: number | null; format: ReportFormat; actor: Actor },
): Promise<ReportFile> => {
  await authorise(d, actor, "report.view", { kind: "reportingPeriod", id: periodId })
  const { workflow } = await getPeriod(periodId)
  const { context } = workflow
  const wanted = revision ?? (workflow.value === "collecting" ? context.revision - 1 : context.revision)
  if (wanted < 1) throw new NotFoundError("Kỳ này chưa có báo cáo tổng hợp. Khóa kỳ để tổng hợp.")
  const { id, content } = await currentConsolidated(periodId, wanted)
  const name = `bao-cao-tong-hop-${id}.${format}`
  if (format === "xlsx")
    return {
      name,
      bytes: await workbookOf(
        [
          ["Báo cáo", titleOf(content)],
          ["Khóa ngày", formatDay(content.lockedOn)],
          ["Hạn báo cáo", formatDay(content.due)],
          ["Phải báo cáo", String(content.counts.expected)],
          ["Đã nhận", String(content.counts.received)],
          ["Trong đó đúng hạn", String(content.counts.onTime)],
          ["Trong đó muộn", String(content.counts.late)],
          ["Chưa gửi", String(content.counts.missing)],
          ...tablesOf(content).map(({ title }, index): [string, string] => [`Bảng ${index + 1}`, title]),
        ],
        tablesOf(content),
      ),
    }
  const kept = format === "pdf" ? await keptConsolidated(id) : null
  if (kept) return { name, bytes: kept }
  const numbered = wanted === context.revision ? context.numbered : await issuedRevision(periodId, wanted)
  const issuer = await d.reference.issuerOn(numbered?.day ?? content.lockedOn)
  const signatory = numbered?.signatory ?? (await ableSignatories(d, { issuingAuthority: "COMMITTEE" }))[0]
  const layout = composeConsolidated({
    content,
    issuer,
    signatory,
    issued: numbered && { number: numbered.number, day: numbered.day },
  })
  return { name, bytes: await drawn(layout, format, d.clock.now(), numbered === null) }
}

/**
 * A unit's report as a file, a draft until it was signed off; from then on the document of that day, however unit and people are called
 * since. @throws ForbiddenError, NotFoundError */
export const unitReportFile = async (
  d: PeriodDependencies,
  { reportId, format, actor }: { reportId: string; format: ReportFormat; actor: Actor },
): Promise<ReportFile> => {
  await authorise(d, actor, "report.view", { kind: "unitReport", id: reportId })
  const report = await getReport(reportId)
  const period = await getPeriod(report.periodId)
  const { submitted } = report.workflow.context
  const at = submitted ? new Date(submitted.at) : d.clock.now()
  const day = dayOf(at)
  const agency = (await findAgencies()).find(({ id }) => id === report.agencyId)
  if (!agency) throw new NotFoundError(`Không tìm thấy đơn vị «${report.agencyId}».`)
  const issuer = await d.reference.issuerOn(day)
  const name = `bao-cao-${report.periodId}-${report.agencyId}.${format}`
  if (format === "xlsx")
    return {
      name,
      bytes: await workbookOf(
        [
          ["Báo cáo", period.name],
          ["Đơn vị", agencyNameOn(agency, day)],
          ["Số liệu lấy ngày", report.content.asOf ? formatDay(report.content.asOf) : "chưa lấy"],
        ],
        tablesOfReport(report, period),
      ),
    }
  // On the paper itself stands who signed it; whoever entered it, whose name earlier releases kept, did not.
  const isPaper = Boolean(submitted?.paper)
  const [known] = submitted && !isPaper && !report.signer ? await findUsers([submitted.by]) : []
  const layout = composeUnitReport({
    report,
    period,
    sender: { ...senderOf(agency, day, issuer), symbol: `BC-${usualSymbol(agency, day).split("-")[0]}` },
    signer: isPaper ? null : submitted ? (report.signer ?? known?.fullName ?? "") : "",
    receiver: "Đầu mối điều phối kế hoạch của tỉnh",
    issuer,
  })
  return { name, bytes: await drawn(layout, format, at, submitted === null) }
}

import { consolidatedIdOf } from "#models/reporting-period/consolidated-report.ts"
import {
  findConsolidated,
  findReportFile,
  getPeriod,
} from "#models/reporting-period/reporting-period.repository.server.ts"
import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
import { correctFigure } from "#workflows/reporting-period/correct-figure.server.ts"
import {
  numberConsolidated,
  sendConsolidated,
  signConsolidated,
} from "#workflows/reporting-period/issue-consolidated.server.ts"
import { lockPeriod, reopenPeriod } from "#workflows/reporting-period/lock-period.server.ts"
import { consolidatedFile, type ReportFile } from "#workflows/reporting-period/report-files.server.ts"
import type { BusyOffice } from "../busy-year/busy-office.server.ts"
import { courseOfQuarter, type QuarterDays } from "./quarter-course.ts"
import { accept, giveBack, handIn } from "./unit-acts.server.ts"

/** What a quarter came to: units whose report was opened, came in, came late, went back; the province's report, corrections after it. */
export type QuarterFigures = {
  quarter: string
  opened: number
  submitted: number
  late: number
  returned: number
  missing: number
  consolidated: boolean
  revisions: number
  correctedAfterFreeze: number
}

const seen = async ({ who }: BusyOffice, periodId: string, personId: string) => ({
  periodId,
  revision: (await getPeriod(periodId)).revision,
  actor: await who(personId),
})

const SIGNATORY = "phochutich"

/** Locks a period, every unit without a report named, and takes its report through number, signature and seal. */
async function consolidate(office: BusyOffice, periodId: string, sentOn: string): Promise<void> {
  const open = (await findReportStates({ periodId })).filter(
    ({ workflow: { value } }) => value !== "accepted" && value !== "cancelled",
  )
  const exceptions = open.map(({ agencyId }) => ({
    agencyId,
    reason: "Quá hạn chưa gửi báo cáo, đã đôn đốc bằng văn bản.",
  }))
  await lockPeriod(office.d, { ...(await seen(office, periodId, "dieuphoi")), exceptions })
  await office.jumpTo(sentOn)
  await numberConsolidated(office.d, {
    ...(await seen(office, periodId, "vanthu")),
    number: null,
    signatoryId: SIGNATORY,
  })
  await signConsolidated(office.d, await seen(office, periodId, SIGNATORY))
  await sendConsolidated(office.d, await seen(office, periodId, "vanthu"))
}

/** A quarter from its first day until its report is out. Who is late, goes back or never comes is chance. */
export const runQuarter = async (office: BusyOffice, days: QuarterDays): Promise<void> => {
  await office.jumpTo(days.opens)
  await office.jumpTo(days.handedIn)
  const reports = (await findReportStates({ periodId: days.id })).filter(
    ({ workflow }) => workflow.value !== "cancelled",
  )
  const courses = courseOfQuarter(
    reports.map(({ agencyId }) => agencyId),
    office.chance,
  )
  const on = (...wanted: string[]) =>
    reports.filter(({ agencyId }) => wanted.includes(courses.get(agencyId) ?? ""))
  for (const [index, report] of on("ON_TIME", "RETURNED").entries()) await handIn(office, report, index + 1)
  await office.jumpTo(days.looked)
  for (const report of on("ON_TIME")) await accept(office, report)
  for (const report of on("RETURNED")) await giveBack(office, report)
  await office.jumpTo(days.mended)
  for (const [index, report] of on("RETURNED").entries()) {
    await handIn(office, report, 300 + index)
    await accept(office, report)
  }
  await office.jumpTo(days.late)
  for (const [index, report] of on("LATE").entries()) {
    await handIn(office, report, 400 + index)
    await accept(office, report)
  }
  await office.jumpTo(days.locked)
  await consolidate(office, days.id, days.sent)
}

const CORRECTED = 2

/** In the quarter after some figures turn out otherwise; with `isReopened` the report itself is made anew for one unit. */
export const correctQuarter = async (
  office: BusyOffice,
  { id, corrected }: QuarterDays,
  isReopened: boolean,
): Promise<void> => {
  await office.jumpTo(corrected)
  const rows = (await findConsolidated(id)).at(-1)?.content.rows ?? []
  const told = rows.filter(({ reportDigest }) => reportDigest !== "")
  for (const { agencyId, answers } of office.chance.some(told, CORRECTED))
    await correctFigure(office.d, {
      ...(await seen(office, id, "dieuphoi")),
      agencyId,
      key: "q2",
      now: String((answers["q2"]?.value ?? 0) + 1 + office.chance.below(9)),
      reason: "Đơn vị rà soát lại, đếm sót hồ sơ.",
    })
  const [unit] = office.chance.some(told, 1)
  if (!isReopened || !unit) return
  await reopenPeriod(office.d, {
    ...(await seen(office, id, "chanhvanphong")),
    reason: "Số liệu của một đơn vị sai nhiều, cần lập lại báo cáo.",
    units: [unit.agencyId],
  })
  const [report] = await findReportStates({ periodId: id, agencyId: unit.agencyId })
  if (!report) throw new Error(`${unit.agencyId} has no report`)
  await handIn(office, report, 500)
  await accept(office, report)
  await consolidate(office, id, office.today())
}

/** What a quarter came to, read back from the store. */
export const figuresOfQuarter = async ({ id }: QuarterDays): Promise<QuarterFigures> => {
  const reports = await findReportStates({ periodId: id })
  const { workflow } = await getPeriod(id)
  const revisions = await findConsolidated(id)
  const counts = revisions[0]?.content.counts
  return {
    quarter: id,
    opened: reports.length,
    submitted: counts?.received ?? 0,
    late: counts?.late ?? 0,
    returned: reports.filter((one) => one.workflow.context.returns.some(({ from }) => from === "COORDINATOR"))
      .length,
    missing: counts?.missing ?? 0,
    consolidated: workflow.value === "sent",
    revisions: revisions.length,
    correctedAfterFreeze: workflow.context.corrections.length,
  }
}

/** The report of a quarter as files that are the same in every run: as numbered, not yet signed; Word; workbook. */
export const filesOfQuarter = async (office: BusyOffice, { id }: QuarterDays): Promise<ReportFile[]> => {
  const actor = await office.who("dieuphoi")
  const files: ReportFile[] = []
  for (const { revision } of await findConsolidated(id)) {
    const asked = { periodId: id, revision, actor }
    const pdf = await findReportFile(consolidatedIdOf(id, revision), "NUMBERED")
    if (pdf) files.push({ name: `bao-cao-tong-hop-${id}.${revision}.pdf`, bytes: pdf })
    for (const format of ["docx", "xlsx"] as const)
      files.push(await consolidatedFile(office.d, { ...asked, format }))
  }
  return files
}

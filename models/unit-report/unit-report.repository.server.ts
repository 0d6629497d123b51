import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "../shared/errors.ts"
import { REPORT_SNAPSHOTS } from "./snapshot-versions.ts"
import type { ReportState } from "./states.ts"
import { type StoredReport, UnitReportModel } from "./unit-report.schema.server.ts"
import type { UnitReport } from "./unit-report.ts"

export const insertReports = async (
  reports: readonly UnitReport[],
  session: ClientSession,
): Promise<void> => {
  if (reports.length === 0) return
  await UnitReportModel.insertMany(
    reports.map(({ id, ...rest }) => ({ _id: id, ...rest })),
    { session },
  )
}

/** @throws NotFoundError */
export const getReport = async (id: string, session: ClientSession | null = null): Promise<UnitReport> => {
  const row = await UnitReportModel.findById(id, null, { session }).lean<StoredReport>()
  if (!row) throw new NotFoundError("Không tìm thấy báo cáo này. Mở «Báo cáo» để xem các báo cáo.")
  return toReport(row)
}

type Asked = { periodId?: string; agencyId?: string; states?: readonly ReportState[] }

/** Reports by id: of one period, one unit, in some states. */
export const findReports = async (
  { periodId, agencyId, states }: Asked,
  session: ClientSession | null = null,
): Promise<UnitReport[]> => {
  const query = {
    ...(periodId === undefined ? {} : { periodId }),
    ...(agencyId === undefined ? {} : { agencyId }),
    ...(states === undefined ? {} : { "workflow.value": { $in: [...states] } }),
  }
  const rows = await UnitReportModel.find(query as object, null, { session })
    .sort({ _id: 1 })
    .lean<StoredReport[]>()
  return rows.map(toReport)
}

/** The same without what they say: for lists and counts. */
export const findReportStates = async (
  { periodId, agencyId, states }: Asked,
  session: ClientSession | null = null,
): Promise<Omit<UnitReport, "content">[]> => {
  const query = {
    ...(periodId === undefined ? {} : { periodId }),
    ...(agencyId === undefined ? {} : { agencyId }),
    ...(states === undefined ? {} : { "workflow.value": { $in: [...states] } }),
  }
  const rows = await UnitReportModel.find(query as object, { content: 0, edits: 0 }, { session })
    .sort({ _id: 1 })
    .lean<Omit<StoredReport, "content" | "edits">[]>()
  return rows.map(({ _id, workflow, ...rest }) => ({
    id: _id,
    ...rest,
    workflow: REPORT_SNAPSHOTS.upgrade(workflow),
  }))
}

/** @throws ConcurrentEditError when somebody else has moved it meanwhile */
export const saveReport = async (
  { id, revision, ...rest }: UnitReport,
  session: ClientSession,
): Promise<void> => {
  const saved = await UnitReportModel.updateOne(
    { _id: id, revision },
    { $set: { ...rest, revision: revision + 1 } },
    { session },
  )
  if (saved.matchedCount !== 1)
    throw new ConcurrentEditError("Báo cáo vừa được người khác xử lý. Hãy tải lại trang rồi làm lại.", {
      changed: [],
    })
}

/** Signed off by somebody; what came on paper was signed elsewhere. */
const signedOffBy = (userId: string) => ({
  "workflow.context.submitted.by": userId,
  "workflow.context.submitted.paper": null,
})

export const countSignedOffBy = (userId: string): Promise<number> =>
  UnitReportModel.countDocuments(signedOffBy(userId))

/**
 * Keeps the name under the reports somebody signed off before the name was kept with them, and takes it from papers they entered, under
 * which earlier releases kept it. Nobody's step: the revision stays, and with it every form that is open.
 */
export const keepSignerOf = async (userId: string, signer: string, session: ClientSession): Promise<void> => {
  await UnitReportModel.updateMany(
    { ...signedOffBy(userId), signer: null },
    { $set: { signer } },
    { session },
  )
  await UnitReportModel.updateMany(
    { "workflow.context.submitted.by": userId, "workflow.context.submitted.paper": { $ne: null } },
    { $set: { signer: null } },
    { session },
  )
}

const toReport = ({ _id, workflow, edits: _, ...rest }: StoredReport): UnitReport => ({
  id: _id,
  ...rest,
  workflow: REPORT_SNAPSHOTS.upgrade(workflow),
})

import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "../shared/errors.ts"
import { type ConsolidatedReport, consolidatedIdOf } from "./consolidated-report.ts"
import {
  ConsolidatedModel,
  PeriodModel,
  ReportFileModel,
  type StoredConsolidated,
  type StoredPeriod,
  type StoredReportFile,
} from "./reporting-period.schema.server.ts"
import type { ReportingPeriod } from "./reporting-period.ts"
import { PERIOD_SNAPSHOTS } from "./snapshot-versions.ts"
import type { PeriodState } from "./states.ts"

export const insertPeriod = async (
  { id, ...rest }: ReportingPeriod,
  session: ClientSession,
): Promise<void> => {
  await PeriodModel.create([{ _id: id, ...rest }], { session })
}

/** Null for a period that was not opened. */
export const findPeriod = async (
  id: string,
  session: ClientSession | null = null,
): Promise<ReportingPeriod | null> => {
  const row = await PeriodModel.findById(id, null, { session }).lean<StoredPeriod>()
  return row && toPeriod(row)
}

/** @throws NotFoundError */
export const getPeriod = async (
  id: string,
  session: ClientSession | null = null,
): Promise<ReportingPeriod> => {
  const found = await findPeriod(id, session)
  if (!found) throw new NotFoundError("Không tìm thấy kỳ báo cáo này. Mở «Báo cáo» để xem các kỳ.")
  return found
}

/** Every period, or those in some states; the latest first. */
export const findPeriods = async (
  states: readonly PeriodState[] | null = null,
  session: ClientSession | null = null,
): Promise<ReportingPeriod[]> => {
  const query = states === null ? {} : { "workflow.value": { $in: [...states] } }
  const rows = await PeriodModel.find(query as object, null, { session })
    .sort({ due: -1, _id: -1 })
    .lean<StoredPeriod[]>()
  return rows.map(toPeriod)
}

/** @throws ConcurrentEditError when somebody else has moved it meanwhile */
export const savePeriod = async (
  { id, revision, ...rest }: ReportingPeriod,
  session: ClientSession,
): Promise<void> => {
  const saved = await PeriodModel.updateOne(
    { _id: id, revision },
    { $set: { ...rest, revision: revision + 1 } },
    { session },
  )
  if (saved.matchedCount !== 1)
    throw new ConcurrentEditError("Kỳ báo cáo vừa được người khác xử lý. Hãy tải lại trang rồi làm lại.", {
      changed: [],
    })
}

export const insertConsolidated = async (
  { id, ...rest }: ConsolidatedReport,
  session: ClientSession,
): Promise<void> => {
  await ConsolidatedModel.create([{ _id: id, ...rest }], { session })
}

/** Revisions of a period that was locked, the first first; of every period where none is named. */
export const findConsolidated = async (
  periodId: string | null,
  session: ClientSession | null = null,
): Promise<ConsolidatedReport[]> => {
  const rows = await ConsolidatedModel.find(periodId === null ? {} : { periodId }, null, { session })
    .sort({ periodId: 1, revision: 1 })
    .lean<StoredConsolidated[]>()
  return rows.map(({ _id, ...rest }) => ({ id: _id, ...rest }))
}

/** Takes a revision away that was never numbered: the period was opened again and is put together anew. */
export const dropConsolidated = async (
  periodId: string,
  revision: number,
  session: ClientSession,
): Promise<void> => {
  await ConsolidatedModel.deleteOne({ _id: consolidatedIdOf(periodId, revision) }, { session })
}

export type ReportFileStage = "NUMBERED" | "SIGNED" | "SEALED"
const fileIdOf = (consolidatedId: string, stage: ReportFileStage): string => `${consolidatedId}:${stage}`

export const insertReportFile = async (
  consolidatedId: string,
  stage: ReportFileStage,
  bytes: Uint8Array,
  session: ClientSession,
): Promise<void> => {
  await ReportFileModel.create([{ _id: fileIdOf(consolidatedId, stage), bytes: Buffer.from(bytes) }], {
    session,
  })
}

/** Puts the document that is to be signed in the place of the one drawn for somebody else, which nobody has signed. */
export const replaceNumberedFile = async (
  consolidatedId: string,
  bytes: Uint8Array,
  session: ClientSession,
): Promise<void> => {
  await ReportFileModel.updateOne(
    { _id: fileIdOf(consolidatedId, "NUMBERED") },
    { $set: { bytes: Buffer.from(bytes) } },
    { session },
  )
}

/** The document as it was numbered or signed; null before. */
export const findReportFile = async (
  consolidatedId: string,
  stage: ReportFileStage,
): Promise<Uint8Array | null> => {
  const row = await ReportFileModel.findById(fileIdOf(consolidatedId, stage)).lean<StoredReportFile>()
  return row && new Uint8Array(row.bytes.buffer as unknown as Uint8Array)
}

const toPeriod = ({ _id, workflow, ...rest }: StoredPeriod): ReportingPeriod => ({
  id: _id,
  ...rest,
  workflow: PERIOD_SNAPSHOTS.upgrade(workflow),
})

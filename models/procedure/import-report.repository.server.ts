import type { ClientSession } from "mongoose"
import { NotFoundError } from "../shared/errors.ts"
import { ImportReportModel, type StoredImportReport } from "./import-report.schema.server.ts"
import type { ImportReport } from "./import-report.ts"

/** Keeps a report; reports are only ever inserted. */
export const insertImportReport = async (report: ImportReport, session?: ClientSession): Promise<void> => {
  const { id, ...rest } = report
  await ImportReportModel.insertMany([{ _id: id, ...rest }], { session: session ?? null })
}

/** The newest reports first. */
export const findImportReports = async (limit = 20, session?: ClientSession): Promise<ImportReport[]> =>
  (
    await ImportReportModel.find()
      .sort({ at: -1, _id: -1 })
      .limit(limit)
      .session(session ?? null)
      .lean<StoredImportReport[]>()
  ).map(toDomain)

/** Imports that were taken after one, the oldest first. */
export const findImportsAfter = async (
  { id, at }: Pick<ImportReport, "id" | "at">,
  session?: ClientSession,
): Promise<ImportReport[]> =>
  (
    await ImportReportModel.find({ outcome: "TAKEN", $or: [{ at: { $gt: at } }, { at, _id: { $gt: id } }] })
      .sort({ at: 1, _id: 1 })
      .session(session ?? null)
      .lean<StoredImportReport[]>()
  ).map(toDomain)

/** The last time a file of this content was taken; null where it never was. */
export const findTakenBefore = async (
  fileSha256: string,
): Promise<Pick<ImportReport, "id" | "at" | "by" | "fileName"> | null> => {
  const found = await ImportReportModel.findOne({ outcome: "TAKEN", fileSha256 })
    .sort({ at: -1 })
    .select({ at: 1, by: 1, fileName: 1 })
    .lean<StoredImportReport>()
  return found && { id: found._id, at: found.at, by: found.by, fileName: found.fileName }
}

/** @throws NotFoundError */
export const getImportReport = async (id: string, session?: ClientSession): Promise<ImportReport> => {
  const found = await ImportReportModel.findById(id)
    .session(session ?? null)
    .lean<StoredImportReport>()
  if (!found) throw new NotFoundError("Không có lần nhập dữ liệu này. Hãy xem lại danh sách các lần nhập.")
  return toDomain(found)
}

/** Reports kept before rows were left out have none. */
const toDomain = ({ _id, ...report }: StoredImportReport): ImportReport => ({
  id: _id,
  ...report,
  leftOut: report.leftOut ?? [],
})

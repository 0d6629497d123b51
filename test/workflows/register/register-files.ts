import { stringify } from "csv-stringify/sync"
import { completeRows } from "#workflows/register/complete-row.ts"
import { type ReadHow, readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isLeftOut, isRefused, isWhole } from "#workflows/register/register-row.ts"
import { IMPORT_LIMITS, type ImportLimits } from "#workflows/uploads/import-limits.ts"

/** A record of the national portal with the least a real one has. */
export const aNationalRecord = (overrides: Record<string, unknown> = {}): Record<string, unknown> => ({
  code: "1.000110",
  name: "Đăng ký khai sinh",
  state: "ACTIVE",
  type: "STANDARD",
  formalityType: "ASSIGNED_REGULATION",
  isMinistry: false,
  isProvince: true,
  isWard: false,
  isFullProcess: true,
  isOfflineOnly: false,
  isNonTerritorial: false,
  description: "",
  requirementsAndConditions: "",
  procedureProposal: { proposalNumber: "163/QĐ-BTP" },
  departmentPromulgateCode: "G15",
  departmentPromulgateName: "Bộ Tư pháp",
  categoriesDetails: [{ code: "G15-TP04", name: "Hộ tịch" }],
  subjectTypesDetails: [{ name: "Công dân Việt Nam" }],
  executionSteps: [{ name: "", description: "Nộp hồ sơ tại Sở Tư pháp." }],
  executionMethods: [
    {
      submissionMethod: "ONLINE",
      processingTime: 5,
      processingTimeUnit: "WORKING_DAY",
      description: "05 ngày làm việc",
      fees: [],
    },
  ],
  executionCases: [
    {
      name: "",
      profileComponents: [
        {
          code: "KQ01",
          name: "Tờ khai",
          originalQty: 1,
          copyQty: 0,
          hasElectronicForm: true,
          attachments: [],
        },
      ],
    },
  ],
  resultsDetails: [{ code: "KQ.G15.000032", name: "Giấy khai sinh" }],
  legalBasisesDetails: [{ code: "60/2014/QH13", name: "Luật Hộ tịch" }],
  departmentsExecuting: [{ code: "H60.13", name: "Sở Tư pháp tỉnh Tuyên Quang" }],
  unitGroupsExecuting: [],
  cases: [{ code: "1.000110.01", name: "Đăng ký khai sinh" }],
  returningMethods: [],
  ...overrides,
})

export const jsonLines = (...records: unknown[]): Buffer =>
  Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(""))

export const REQUIRED_HEADINGS = ["Mã TTHC", "Tên TTHC", "Lĩnh vực", "Cấp thực hiện"]
export const A_SHEET_ROW = ["1.000110", "Đăng ký khai sinh", "Hộ tịch", "Cấp tỉnh"]

export const csv = (rows: string[][]): Buffer => Buffer.from(stringify(rows))

/** Reads bytes with small limits where given, and tells taken rows from refused ones. */
export const read = async (
  bytes: Uint8Array,
  limits: Partial<ImportLimits> = {},
  how: Omit<ReadHow, "limits"> = {},
) => {
  const file = await readRegisterFile(bytes, { limits: { ...IMPORT_LIMITS, ...limits }, ...how })
  const rows = completeRows(file.rows)
  return {
    ...file,
    taken: rows.filter(isWhole),
    refused: rows.filter(isRefused),
    leftOut: rows.filter(isLeftOut),
  }
}

/** The one procedure of a file of one record. */
export const readOne = async (record: unknown) => {
  const { taken, refused } = await read(jsonLines(record))
  const [row] = taken
  if (!row) throw new Error(`refused: ${JSON.stringify(refused)}`)
  return row
}

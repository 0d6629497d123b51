import { z } from "zod"

/**
 * A procedure as the national portal gives it out (records.md §2.3). Nothing official describes it, so only what we use
 * is named, lists may be missing or hold nulls, and whatever else a record has is left alone.
 */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "")
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)
/** What the nation ticked, or null where the record does not say: silence is no "no". */
const tick = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null)
const count = z
  .number()
  .min(0)
  .nullish()
  .transform((value) => Math.round(value ?? 0))
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item.nullable())
    .nullish()
    .transform((items) => (items ?? []).filter((one): one is NonNullable<typeof one> => one !== null))

const NamedCode = z.object({ code: text, name: text })

const NationalFee = z.object({
  type: text,
  value: z
    .union([z.number().min(0), z.string()])
    .nullish()
    .transform((value) => value ?? null),
  description: text,
  currencyName: text,
  currency: z.object({ name: text }).nullish(),
})
export type NationalFee = z.infer<typeof NationalFee>

const NationalMethod = z.object({
  submissionMethod: text,
  processingTime: z
    .union([z.number().min(0), z.string()])
    .nullish()
    .transform((value) => value ?? ""),
  processingTimeUnit: text,
  description: text,
  fees: list(NationalFee),
})
export type NationalMethod = z.infer<typeof NationalMethod>

const NationalPaper = z.object({
  code: text,
  name: text,
  originalQty: count,
  copyQty: count,
  hasElectronicForm: flag,
  attachments: list(z.object({ fileName: text, filePath: text })),
})

export const NationalRecord = z.object({
  code: z.string(),
  name: z.string(),
  state: text,
  type: text,
  formalityType: text,
  isMinistry: flag,
  isProvince: flag,
  isWard: flag,
  isInternal: flag,
  isFullProcess: tick,
  isOfflineOnly: tick,
  isNonTerritorial: tick,
  description: text,
  requirementsAndConditions: text,
  decisionNo: text,
  procedureProposal: z.object({ proposalNumber: text }).nullish(),
  departmentPromulgateCode: text,
  departmentPromulgateName: text,
  categoriesDetails: list(NamedCode),
  category: NamedCode.nullish(),
  subjectTypesDetails: list(z.object({ name: text })),
  executionSteps: list(z.object({ name: text, description: text })),
  executionMethods: list(NationalMethod),
  executionCases: list(z.object({ name: text, profileComponents: list(NationalPaper) })),
  resultsDetails: list(NamedCode),
  legalBasisesDetails: list(NamedCode),
  departmentsExecuting: list(NamedCode),
  departmentsAuthority: list(NamedCode),
  departmentsAuthorized: list(NamedCode),
  departmentsCoordinating: list(NamedCode),
  unitGroupsExecuting: list(z.object({ name: text })),
  unitGroupsAuthority: list(z.object({ name: text })),
  unitGroupsAuthorized: list(z.object({ name: text })),
  unitGroupsCoordinating: list(z.object({ name: text })),
  executingAgencies: text,
  cases: list(z.object({ code: text, name: text })),
  returningMethods: list(z.object({ type: text, value: list(z.string()) })),
})
export type NationalRecord = z.infer<typeof NationalRecord>

/** Vietnamese names of the fields a message may point at. */
export const NATIONAL_FIELD_LABELS: Record<string, string> = {
  code: "Mã TTHC",
  name: "Tên TTHC",
  state: "Tình trạng",
  categoriesDetails: "Lĩnh vực",
  executionSteps: "Trình tự thực hiện",
  executionMethods: "Cách thức thực hiện",
  executionCases: "Thành phần hồ sơ",
  resultsDetails: "Kết quả thực hiện",
  legalBasisesDetails: "Căn cứ pháp lý",
  subjectTypesDetails: "Đối tượng thực hiện",
  cases: "Mã dịch vụ công",
}

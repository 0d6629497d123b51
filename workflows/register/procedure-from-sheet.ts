import type { Procedure } from "#models/procedure/procedure.ts"
import { foldText } from "#models/shared/text.ts"
import { checkProcedureCode, serviceCodesOf, shorten } from "./check-code.ts"
import { checkedProcedure } from "./checked-procedure.ts"
import { cleanLine, cleanPassage } from "./clean-text.ts"
import { FieldFault } from "./register-row.ts"
import { SHEET_HEADINGS, type SheetRow } from "./sheet-headings.ts"
import {
  adminLevelsOf,
  channelsOf,
  dossierComponentsOf,
  feesOf,
  listOf,
  processingTimeOf,
  stateOf,
  yesNoOf,
} from "./sheet-values.ts"

/** The procedure of a spreadsheet row. @throws FieldFault naming the heading */
export const procedureFromSheet = (row: SheetRow): { procedure: Procedure; warnings: string[] } => {
  refuseFormulas(row)
  const { code, warnings } = checkProcedureCode(row.code, SHEET_HEADINGS.code)
  const name = cleanLine(row.name)
  if (name === "") throw new FieldFault(SHEET_HEADINGS.name, "Thiếu tên thủ tục hành chính.")
  const field = cleanLine(row.field)
  if (field === "") throw new FieldFault(SHEET_HEADINGS.field, "Thiếu lĩnh vực của thủ tục.")
  const services = serviceCodesOf(
    { code, name },
    listOf(row.serviceCodes).map((one) => ({ code: one, name })),
  )
  const isFullProcess = yesNoOf(row.isFullProcess, SHEET_HEADINGS.isFullProcess)
  const procedure = checkedProcedure({
    code,
    name,
    fields: [{ code: cleanLine(row.fieldCode), name: field }],
    adminLevels: adminLevelsOf(row.adminLevels),
    applicantTypes: listOf(row.applicantTypes),
    regulation: "",
    announcer: { code: "", name: cleanLine(row.announcer) },
    announcementDecision: cleanLine(row.announcementDecision),
    state: stateOf(row.state),
    cases: [
      {
        name: "",
        steps: listOf(row.steps).map((text) => ({ name: "", text })),
        dossierComponents: dossierComponentsOf(row.dossierComponents),
      },
    ],
    submissionMethods: methodsOf(row),
    results: listOf(row.results).map((result) => ({ code: "", name: result })),
    legalBases: listOf(row.legalBases).map((number) => ({ number, title: "" })),
    requirements: cleanPassage(row.requirements),
    description: cleanPassage(row.description),
    agencies: {
      executing: listOf(row.executingAgencies).map((agency) => ({
        code: "",
        name: agency,
        kind: /\bcap (tinh|huyen|xa)\b/.test(foldText(agency)) ? "GROUP" : "UNIT",
      })),
      competent: [],
      authorised: [],
      coordinating: [],
    },
    services: services.services,
    returningMethods: [],
    nationalFlags:
      isFullProcess === null ? null : { isFullProcess, isOfflineOnly: false, nonTerritorial: false },
  })
  return { procedure, warnings: [...warnings, ...services.warnings] }
}

/** A sheet gives one time and one fee for the procedure: every channel has them. */
function methodsOf(row: SheetRow): Procedure["submissionMethods"] {
  const channels = channelsOf(row.channels)
  const hasTerms = [row.processingTime, row.fee, row.charge].some((cell) => cleanLine(cell) !== "")
  if (channels.length === 0 && hasTerms)
    throw new FieldFault(
      SHEET_HEADINGS.channels,
      "Có thời hạn, phí hoặc lệ phí nhưng không ghi cách thức thực hiện (Trực tiếp; Trực tuyến; Bưu chính công ích).",
    )
  const processingTime = processingTimeOf(row.processingTime)
  const fees = [...feesOf(row.fee, "FEE"), ...feesOf(row.charge, "CHARGE")]
  return channels.map((channel) => ({ channel, processingTime, fees }))
}

/**
 * A cell a spreadsheet would run as a formula when the catalogue is opened again. Codes and names never begin with such
 * a sign; passages may begin with a dash or a plus, but never with `=`.
 */
function refuseFormulas(row: SheetRow): void {
  const strict = ["code", "name", "field", "fieldCode", "serviceCodes"] as const
  for (const column of Object.keys(SHEET_HEADINGS) as (keyof SheetRow)[]) {
    const isStrict = strict.some((one) => one === column)
    const cell = row[column].trimStart()
    if (isStrict ? /^[=+@-]/.test(cell) : /^=/.test(cell))
      throw new FieldFault(
        SHEET_HEADINGS[column],
        `Ô "${SHEET_HEADINGS[column]}" chứa công thức (${shorten(cell, 30)}). Hãy thay bằng giá trị văn bản.`,
      )
  }
}

import { foldText } from "#models/shared/text.ts"
import { checkProcedureCode, type OwnCodes, shorten } from "./check-code.ts"
import { cleanLine, cleanPassage } from "./clean-text.ts"
import { FieldFault } from "./field-fault.ts"
import type { ProcedurePatch } from "./procedure-patch.ts"
import { SHEET_HEADINGS, type SheetColumn, type SheetRow } from "./sheet-headings.ts"
import {
  adminLevelsOf,
  channelsOf,
  dossierComponentsOf,
  feesOf,
  listOf,
  namesOf,
  processingTimeOf,
  stateOf,
  yesNoOf,
} from "./sheet-values.ts"

/** What a spreadsheet row says of a procedure. @throws FieldFault naming the heading */
export const patchFromSheet = (
  row: SheetRow,
  otherwise: ProcedurePatch["otherwise"],
  own: OwnCodes = [],
): { patch: ProcedurePatch; warnings: string[] } => {
  refuseFormulas(row)
  const { code, serviceCode, warnings } = checkProcedureCode(row.code ?? "", SHEET_HEADINGS.code, own)
  const given = <Value>(column: SheetColumn, read: (cell: string) => Value): Value | undefined =>
    row[column] === undefined ? undefined : read(row[column])
  const field = given("field", cleanLine)
  if (field === "") throw new FieldFault(SHEET_HEADINGS.field, "Thiếu lĩnh vực của thủ tục.")
  const name = given("name", cleanLine)
  if (name === "") throw new FieldFault(SHEET_HEADINGS.name, "Thiếu tên thủ tục hành chính.")
  const serviceCodes = given("serviceCodes", listOf) ?? (serviceCode ? [serviceCode] : undefined)
  const patch: ProcedurePatch = withoutMissing({
    code,
    name,
    fields: field === undefined ? undefined : [{ code: cleanLine(row.fieldCode ?? ""), name: field }],
    adminLevels: given("adminLevels", adminLevelsOf),
    applicantTypes: given("applicantTypes", namesOf),
    announcer: given("announcer", cleanLine),
    announcementDecision: given("announcementDecision", cleanLine),
    state: given("state", stateOf),
    executing: given("executingAgencies", (cell) =>
      listOf(cell.replaceAll("\n", ";")).map((agency) => ({
        code: "",
        name: agency,
        kind: /\bcap (tinh|huyen|xa)\b/.test(foldText(agency)) ? ("GROUP" as const) : ("UNIT" as const),
      })),
    ),
    serviceCodes,
    channels: given("channels", channelsOf),
    processingTime: given("processingTime", processingTimeOf),
    fees: given("fee", (cell) => feesOf(cell, "FEE")),
    charges: given("charge", (cell) => feesOf(cell, "CHARGE")),
    dossierComponents: given("dossierComponents", dossierComponentsOf),
    steps: given("steps", listOf),
    results: given("results", listOf),
    legalBases: given("legalBases", listOf),
    requirements: given("requirements", cleanPassage),
    description: given("description", cleanPassage),
    isFullProcess: given("isFullProcess", (cell) => yesNoOf(cell, SHEET_HEADINGS.isFullProcess)),
    otherwise,
  })
  return { patch, warnings }
}

const withoutMissing = <T extends object>(value: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T

/**
 * A cell a spreadsheet would run as a formula when the catalogue is opened again. Codes and names never begin with such
 * a sign; passages may begin with a dash or a plus, but never with `=`.
 */
function refuseFormulas(row: SheetRow): void {
  const strict = ["code", "name", "field", "fieldCode", "serviceCodes"] as const
  for (const column of Object.keys(row) as SheetColumn[]) {
    const isStrict = strict.some((one) => one === column)
    const cell = (row[column] ?? "").trimStart()
    if (isStrict ? /^[=+@-]/.test(cell) : /^=/.test(cell))
      throw new FieldFault(
        SHEET_HEADINGS[column],
        `Ô "${SHEET_HEADINGS[column]}" chứa công thức (${shorten(cell, 30)}). Hãy thay bằng giá trị văn bản.`,
      )
  }
}

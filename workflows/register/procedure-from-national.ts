import type { AgencyReference, Procedure, SubmissionChannel } from "#models/procedure/procedure.ts"
import type { AdminLevel } from "#models/shared/levels.ts"
import { checkProcedureCode, serviceCodesOf } from "./check-code.ts"
import { checkedProcedure } from "./checked-procedure.ts"
import { cleanLine, cleanPassage } from "./clean-text.ts"
import { FieldFault } from "./field-fault.ts"
import { feeFromNational } from "./national-fee.ts"
import type { NationalMethod, NationalRecord } from "./national-record.ts"

const CHANNELS: Record<string, SubmissionChannel> = { DIRECT: "IN_PERSON", ONLINE: "ONLINE", POSTAL: "POST" }
const UNITS = ["WORKING_DAY", "DAY", "HOUR", "MONTH", "YEAR"] as const
const PUBLIC_STATES = ["ACTIVE", "UPDATED"]

type Read = { procedure: Procedure; isInternal: boolean; warnings: string[] }

/** The procedure of a national record, cleaned, with what an officer should know. @throws FieldFault */
export const procedureFromNational = (record: NationalRecord): Read => {
  const { code, warnings } = checkProcedureCode(record.code, "code")
  const name = cleanLine(record.name)
  const listed = record.cases.map((one) => ({ code: one.code, name: cleanLine(one.name) }))
  const services = serviceCodesOf({ code, name }, listed)
  const methods = record.executionMethods.map(methodFrom)
  const procedure = checkedProcedure({
    code,
    name,
    fields: fieldsOf(record),
    adminLevels: adminLevelsOf(record),
    applicantTypes: unique(record.subjectTypesDetails.map((one) => cleanLine(one.name))),
    regulation: record.formalityType,
    announcer: {
      code: cleanLine(record.departmentPromulgateCode),
      name: cleanLine(record.departmentPromulgateName),
    },
    announcementDecision: cleanLine(record.procedureProposal?.proposalNumber || record.decisionNo),
    state: PUBLIC_STATES.includes(record.state) ? "PUBLIC" : "NOT_PUBLIC",
    cases: casesOf(record),
    submissionMethods: methods.map(({ method }) => method),
    results: record.resultsDetails.map(cleanedCode),
    legalBases: record.legalBasisesDetails.map((one) => ({
      number: cleanLine(one.code),
      title: cleanLine(one.name),
    })),
    requirements: cleanPassage(record.requirementsAndConditions),
    description: cleanPassage(record.description),
    agencies: agenciesOf(record),
    services: services.services,
    returningMethods: unique(
      record.returningMethods.flatMap((way) => way.value.map((value) => `${way.type}:${value}`)),
    ),
    nationalFlags: nationalFlagsOf(record),
  })
  return {
    procedure,
    isInternal: record.isInternal || /_INTERNAL$/u.test(record.type),
    warnings: [...warnings, ...services.warnings, ...unique(methods.flatMap((m) => m.warnings))],
  }
}

function nationalFlagsOf(record: NationalRecord): Procedure["nationalFlags"] {
  const { isFullProcess, isOfflineOnly, isNonTerritorial: nonTerritorial } = record
  const flags = { isFullProcess, isOfflineOnly, nonTerritorial }
  return Object.values(flags).every((flag) => flag === null) ? null : flags
}

function fieldsOf(record: NationalRecord): Procedure["fields"] {
  const given =
    record.categoriesDetails.length > 0 ? record.categoriesDetails : record.category ? [record.category] : []
  const fields = given.map(cleanedCode).filter((field) => field.name !== "")
  if (fields.length === 0) throw new FieldFault("categoriesDetails", "Thiếu lĩnh vực của thủ tục.")
  return fields
}

function adminLevelsOf(record: NationalRecord): AdminLevel[] {
  const levels: AdminLevel[] = []
  if (record.isMinistry) levels.push("MINISTRY")
  if (record.isProvince) levels.push("PROVINCE")
  if (record.isWard) levels.push("COMMUNE")
  if (levels.length === 0)
    throw new FieldFault(
      "isProvince",
      "Không có cấp thực hiện nào (isMinistry, isProvince, isWard đều không phải đúng).",
    )
  return levels
}

/** The record keeps steps for the whole procedure and papers per case: the first case carries the steps. */
function casesOf(record: NationalRecord): Procedure["cases"] {
  const steps = record.executionSteps
    .map((step) => ({ name: cleanLine(step.name), text: cleanPassage(step.description) }))
    .filter((step) => step.name !== "" || step.text !== "")
  const cases = record.executionCases.map((one) => ({
    name: cleanLine(one.name),
    steps: [] as typeof steps,
    dossierComponents: one.profileComponents.map((paper) => ({
      code: cleanLine(paper.code),
      name: cleanPassage(paper.name),
      originalCount: paper.originalQty,
      copyCount: paper.copyQty,
      hasElectronicForm: paper.hasElectronicForm,
      forms: paper.attachments.map((form) => ({ name: cleanLine(form.fileName), url: form.filePath.trim() })),
    })),
  }))
  const [first, ...others] = cases
  return first ? [{ ...first, steps }, ...others] : [{ name: "", steps, dossierComponents: [] }]
}

function methodFrom(method: NationalMethod): {
  method: Procedure["submissionMethods"][number]
  warnings: string[]
} {
  const channel = CHANNELS[method.submissionMethod]
  if (!channel)
    throw new FieldFault(
      "executionMethods",
      `Cách thức thực hiện "${method.submissionMethod}" không rõ (chỉ nhận DIRECT, ONLINE, POSTAL).`,
    )
  const fees = method.fees.map(feeFromNational)
  return {
    method: { channel, processingTime: timeFrom(method), fees: fees.map(({ fee }) => fee) },
    warnings: fees.flatMap(({ warnings }) => warnings),
  }
}

/** A time in words stays in words: only a number with a unit counts as a quantity. */
function timeFrom(method: NationalMethod): Procedure["submissionMethods"][number]["processingTime"] {
  const description = cleanPassage(method.description)
  const given =
    typeof method.processingTime === "string" ? method.processingTime.trim() : method.processingTime
  const quantity = given === "" ? Number.NaN : Number(given)
  const unit = UNITS.find((known) => known === method.processingTimeUnit) ?? "OTHER"
  if (Number.isFinite(quantity) && quantity >= 0) return { quantity, unit, text: description }
  const words = [cleanLine(String(given)), description].filter((part) => part !== "").join("\n")
  return { quantity: 0, unit: "OTHER", text: words }
}

function agenciesOf(record: NationalRecord): Procedure["agencies"] {
  const executing = references(record.departmentsExecuting, record.unitGroupsExecuting)
  const inWords = cleanLine(record.executingAgencies)
  return {
    executing:
      executing.length === 0 && inWords !== "" ? [{ code: "", name: inWords, kind: "GROUP" }] : executing,
    competent: references(record.departmentsAuthority, record.unitGroupsAuthority),
    authorised: references(record.departmentsAuthorized, record.unitGroupsAuthorized),
    coordinating: references(record.departmentsCoordinating, record.unitGroupsCoordinating),
  }
}

function references(units: { code: string; name: string }[], groups: { name: string }[]): AgencyReference[] {
  return [
    ...units.map((unit) => ({ ...cleanedCode(unit), kind: "UNIT" as const })),
    ...groups.map((group) => ({ code: "", name: cleanLine(group.name), kind: "GROUP" as const })),
  ].filter((reference) => reference.name !== "")
}

function cleanedCode(one: { code: string; name: string }): { code: string; name: string } {
  return { code: cleanLine(one.code), name: cleanLine(one.name) }
}

function unique(values: string[]): string[] {
  return [...new Set(values)].filter((value) => value !== "")
}

import type {
  AgencyReference,
  CodeAndName,
  Procedure,
  SubmissionChannel,
} from "#models/procedure/procedure.ts"
import type { AdminLevel } from "#models/shared/levels.ts"
import { isSameName } from "#models/shared/text.ts"
import { serviceCodesOf } from "./check-code.ts"
import { checkedProcedure } from "./checked-procedure.ts"
import { FieldFault } from "./field-fault.ts"
import type { Fee } from "./national-fee.ts"
import { SHEET_HEADINGS } from "./sheet-headings.ts"

type Method = Procedure["submissionMethods"][number]
type Case = Procedure["cases"][number]

/**
 * What a row of a sheet says of a procedure. A part its sheet has no column for is missing, and stays in the register as it is.
 * `otherwise` is what the sender said of the whole file, for procedures the register does not hold yet.
 */
export type ProcedurePatch = {
  code: string
  name?: string
  fields?: CodeAndName[]
  adminLevels?: AdminLevel[]
  applicantTypes?: string[]
  announcer?: string
  announcementDecision?: string
  state?: Procedure["state"]
  executing?: AgencyReference[]
  serviceCodes?: string[]
  channels?: SubmissionChannel[]
  processingTime?: Method["processingTime"]
  fees?: Fee[]
  charges?: Fee[]
  dossierComponents?: Case["dossierComponents"]
  steps?: string[]
  results?: string[]
  legalBases?: string[]
  requirements?: string
  description?: string
  isFullProcess?: boolean | null
  otherwise: { adminLevels?: AdminLevel[]; field?: string }
}

/**
 * The procedure as it is once the row is taken: the register's own with what the row says, or a new one. What says the same in
 * fewer words (a field without its code, an act without its title) changes nothing.
 * @throws FieldFault naming what a new procedure lacks
 */
export const applyPatch = (
  current: Procedure | null,
  patch: ProcedurePatch,
): { procedure: Procedure; warnings: string[] } => {
  const before = current ?? emptyProcedure(patch.code)
  const name = patch.name === undefined || isSameName(patch.name, before.name) ? before.name : patch.name
  const fields = patch.fields ?? (current ? before.fields : namedField(patch.otherwise.field))
  const adminLevels =
    patch.adminLevels ?? (current ? before.adminLevels : (patch.otherwise.adminLevels ?? []))
  if (name === "") throw new FieldFault(SHEET_HEADINGS.name, "Thiếu tên thủ tục hành chính.")
  if (fields.length === 0) throw new FieldFault(SHEET_HEADINGS.field, "Thiếu lĩnh vực của thủ tục.")
  if (adminLevels.length === 0)
    throw new FieldFault(
      SHEET_HEADINGS.adminLevels,
      patch.otherwise.adminLevels
        ? `Thiếu cấp thực hiện: tên cơ quan thực hiện không cho biết cấp nào. Ghi thêm cột «${SHEET_HEADINGS.adminLevels}», hoặc chọn một cấp cho các dòng còn lại.`
        : "Thiếu cấp thực hiện.",
    )
  const { services, warnings } = servicesOf(current, patch, name)
  const procedure = checkedProcedure({
    ...before,
    name,
    fields: sameNames(fields, before.fields) ? before.fields : fields,
    adminLevels: sameSet(adminLevels, before.adminLevels) ? before.adminLevels : adminLevels,
    applicantTypes: kept(patch.applicantTypes, before.applicantTypes),
    announcer:
      patch.announcer === undefined || isSameName(patch.announcer, before.announcer.name)
        ? before.announcer
        : { code: "", name: patch.announcer },
    announcementDecision: patch.announcementDecision ?? before.announcementDecision,
    state: patch.state ?? before.state,
    cases: casesOf(before.cases, patch),
    submissionMethods: methodsOf(before.submissionMethods, patch),
    results: renamed(patch.results, before.results),
    legalBases: basesOf(patch.legalBases, before.legalBases),
    requirements: patch.requirements ?? before.requirements,
    description: patch.description ?? before.description,
    agencies: { ...before.agencies, executing: agenciesOf(patch.executing, before.agencies.executing) },
    services,
    nationalFlags:
      patch.isFullProcess === undefined || patch.isFullProcess === null
        ? before.nationalFlags
        : {
            isOfflineOnly: null,
            nonTerritorial: null,
            ...before.nationalFlags,
            isFullProcess: patch.isFullProcess,
          },
  })
  return { procedure, warnings }
}

const emptyProcedure = (code: string): Procedure => ({
  code,
  name: "",
  fields: [],
  adminLevels: [],
  applicantTypes: [],
  regulation: "",
  announcer: { code: "", name: "" },
  announcementDecision: "",
  state: "PUBLIC",
  cases: [{ name: "", steps: [], dossierComponents: [] }],
  submissionMethods: [],
  results: [],
  legalBases: [],
  requirements: "",
  description: "",
  agencies: { executing: [], competent: [], authorised: [], coordinating: [] },
  services: [],
  returningMethods: [],
  nationalFlags: null,
})

const namedField = (name: string | undefined): CodeAndName[] => (name ? [{ code: "", name }] : [])

function servicesOf(current: Procedure | null, patch: ProcedurePatch, name: string) {
  // A service under its procedure's own name goes on under the new one.
  if (current && patch.serviceCodes === undefined)
    return {
      services: current.services.map((one) => (one.name === current.name ? { ...one, name } : one)),
      warnings: [],
    }
  const listed = (patch.serviceCodes ?? []).map((code) => ({ code, name }))
  return serviceCodesOf({ code: patch.code, name }, listed)
}

const sameSet = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one) => others.includes(one))

const kept = (given: string[] | undefined, before: string[]): string[] =>
  given === undefined || sameSet(given, before) ? before : given

/** Same names in any order; a code that is given has to be the same too. */
const sameNames = (given: readonly CodeAndName[], before: readonly CodeAndName[]): boolean =>
  given.length > 0 &&
  given.length <= before.length &&
  given.every((one) =>
    before.some((other) => isSameName(one.name, other.name) && (one.code === "" || one.code === other.code)),
  )

function renamed(given: string[] | undefined, before: CodeAndName[]): CodeAndName[] {
  if (given === undefined) return before
  const named = given.map((name) => before.find((one) => isSameName(one.name, name)) ?? { code: "", name })
  return named.length === before.length && named.every((one) => before.includes(one)) ? before : named
}

function basesOf(given: string[] | undefined, before: Procedure["legalBases"]): Procedure["legalBases"] {
  if (given === undefined) return before
  const named = given.map((number) => before.find((one) => one.number === number) ?? { number, title: "" })
  return named.length === before.length && named.every((one) => before.includes(one)) ? before : named
}

function agenciesOf(given: AgencyReference[] | undefined, before: AgencyReference[]): AgencyReference[] {
  if (given === undefined) return before
  const named = given.map((one) => before.find((other) => isSameName(other.name, one.name)) ?? one)
  return named.length === before.length && named.every((one) => before.includes(one)) ? before : named
}

/** A sheet gives the papers and steps of one case; those of several cases stay unless it gives others. */
function casesOf(before: Case[], patch: ProcedurePatch): Case[] {
  const { dossierComponents, steps } = patch
  const [first = { name: "", steps: [], dossierComponents: [] }, ...others] = before
  const papers = before.flatMap((one) => one.dossierComponents)
  const samePapers =
    dossierComponents === undefined ||
    (papers.length === dossierComponents.length &&
      papers.every((paper, index) => isSameName(paper.name, dossierComponents[index]?.name ?? "")))
  const sameSteps =
    steps === undefined ||
    sameSet(
      steps,
      first.steps.map(({ text }) => text),
    )
  const withSteps = sameSteps ? first : { ...first, steps: steps.map((text) => ({ name: "", text })) }
  return samePapers || dossierComponents === undefined
    ? [withSteps, ...others]
    : [{ ...withSteps, dossierComponents }]
}

/** A sheet gives one time and one fee for the procedure: every channel has them. */
function methodsOf(before: Method[], patch: ProcedurePatch): Method[] {
  const { processingTime, fees, charges } = patch
  const hasTerms =
    (processingTime !== undefined && processingTime.text !== "") ||
    (fees ?? []).length > 0 ||
    (charges ?? []).length > 0
  const channels = patch.channels ?? before.map(({ channel }) => channel)
  if (channels.length === 0 && hasTerms)
    throw new FieldFault(
      SHEET_HEADINGS.channels,
      "Có thời hạn, phí hoặc lệ phí nhưng không ghi cách thức thực hiện (Trực tiếp; Trực tuyến; Bưu chính công ích).",
    )
  const methods = channels.map((channel) => {
    const own = before.find((method) => method.channel === channel)
    const ownFees = own?.fees ?? []
    return {
      channel,
      processingTime: processingTime ??
        own?.processingTime ?? { quantity: 0, unit: "OTHER" as const, text: "" },
      fees: [
        ...(fees ?? ownFees.filter(({ kind }) => kind !== "CHARGE")),
        ...(charges ?? ownFees.filter(({ kind }) => kind === "CHARGE")),
      ],
    }
  })
  return methods
}

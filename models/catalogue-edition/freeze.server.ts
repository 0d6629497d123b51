import {
  AGENCY_KINDS,
  type Agency,
  agencyCodeOn,
  agencyNameOn,
  type UnitGroup,
} from "#models/agency/agency.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { ProactiveLevel } from "#models/legal-regime/legal-regime.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import { caseNameOf } from "#models/procedure/case-name.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import type { EditionTexts } from "#models/reference/document-template.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { Registration } from "#models/registration/registration.ts"
import { dayOf, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { ADMIN_LEVELS, isOnlineLevel, type ServiceLevel } from "#models/shared/levels.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import { type BranchService, branchRowsOf } from "./branch-rows.ts"
import {
  type CarriedEdition,
  type CatalogueEntry,
  type EntryUnit,
  type FrozenEdition,
  toCarriedEntry,
} from "./catalogue-edition.ts"
import { editionDraftIdOf } from "./edition-id.ts"
import { entryNameInText } from "./entry-name.ts"
import { changeOf } from "./figures/change-lists.ts"
import { totalsOf } from "./figures/totals.ts"
import { rowChanges } from "./row-changes.ts"

/** Everything a frozen edition is made of; nothing is looked up while freezing. */
export type FreezeInput = {
  campaign: ReviewCampaign
  draft: number
  frozenAt: Date
  registrations: Registration[]
  services: Map<string, OnlineService>
  /** By snapshot hash. */
  procedures: Map<string, Procedure>
  agencies: Agency[]
  groups: UnitGroup[]
  issuer: EditionIssuer
  texts: EditionTexts
  /** Those the pack of the campaign names. */
  proactiveLevels: readonly ProactiveLevel[]
  /** What is in force before it; null for the very first edition. */
  previous: Pick<FrozenEdition, "entries"> | null
  replaces: FrozenEdition["replaces"]
  afterRecall?: FrozenEdition["afterRecall"] | undefined
  /** Services of central branches, where the office lists them beside the catalogue. */
  branches?: readonly BranchService[] | undefined
  /** For an amendment: the decisions whose rows it changes. */
  amended?: FrozenEdition["amended"] | undefined
  /** The newest checkpoint of the log. */
  logCheckpoint?: FrozenEdition["logCheckpoint"] | undefined
}

/** Draws the frozen edition from approved registrations: rows in print order, totals, what left, and one digest. Pure. */
export const freezeEdition = (input: FreezeInput): FrozenEdition => {
  const { campaign, previous } = input
  const levelsBefore = new Map(previous?.entries.map((entry) => [entry.serviceId, entry.level]))
  const entries = sorted(
    input.registrations.map((registration) => toEntry(input, registration, levelsBefore)),
    input,
  ).map((entry, index) => ({ ...entry, position: index + 1 }))
  const present = new Set(entries.map((entry) => entry.serviceId))
  const content = {
    editionId: campaign.id,
    year: campaign.year,
    sequence: campaign.sequence,
    kind: campaign.kind,
    replaces: input.replaces,
    ...(input.afterRecall ? { afterRecall: input.afterRecall } : {}),
    ...(input.amended ? { amended: input.amended } : {}),
    regimeId: campaign.regimeId,
    ...(input.proactiveLevels.length > 0 ? { proactiveLevels: [...input.proactiveLevels] } : {}),
    frozenAt: input.frozenAt,
    issuer: input.issuer,
    texts: input.texts,
    totals: totalsOf(entries),
    // An amendment holds only what it changes; what it does not name stays in force.
    removed: (campaign.kind === "ANNUAL" ? (previous?.entries ?? []) : [])
      .filter((entry) => !present.has(entry.serviceId))
      .map((entry) => ({
        serviceId: entry.serviceId,
        serviceCode: entry.serviceCode,
        name: entryNameInText(entry),
        unitName: entry.unit.name,
        level: entry.level,
      })),
    ...changesPart(input, entries),
    ...branchesPart(input),
    ...(input.logCheckpoint ? { logCheckpoint: input.logCheckpoint } : {}),
    entries,
  }
  return {
    id: editionDraftIdOf(campaign.id, input.draft),
    draft: input.draft,
    ...content,
    digest: editionDigest(content),
  }
}

/**
 * The digest every output of the edition carries: over its content without id, draft and digest themselves. A row's procedure
 * stands in it by its hash, so that a decision can carry the list without some ten kilobytes to a row.
 */
export const editionDigest = (
  edition: Omit<CarriedEdition, "id" | "draft" | "digest"> &
    Partial<Pick<CarriedEdition, "id" | "draft" | "digest">>,
): string => {
  const { id: _id, draft: _draft, digest: _digest, ...content } = edition
  return digestOf({ ...content, entries: content.entries.map(toCarriedEntry) })
}

function toEntry(
  input: FreezeInput,
  registration: Registration,
  levelsBefore: Map<string, ServiceLevel>,
): CatalogueEntry {
  const day = dayOf(input.frozenAt)
  const context = registration.workflow.context
  const service = input.services.get(registration.serviceId)
  const procedure = input.procedures.get(registration.snapshotHash)
  if (!service || !procedure || !context.proposal)
    throw new Error(`registration ${registration.id} lacks its service, snapshot or proposal`)
  const { level, partialReason, citation, note, answers, caseName } = context.proposal
  const before = levelsBefore.get(service.id) ?? null
  const unit = executingUnit(input, service, day)
  const payment = answers.find((answer) => answer.letter === "đ")
  return {
    position: 0,
    serviceId: service.id,
    serviceCode: service.serviceCode,
    serviceName: service.serviceName,
    caseName: caseName?.trim() || carriedCaseName(registration, procedure),
    level,
    previousLevel: before,
    change: changeOf(before, level),
    partialReason: level === "PARTIAL" ? partialReason : null,
    citation: level === "PARTIAL" ? citation : "",
    note,
    adminLevel: service.adminLevel,
    agency: unit,
    unit: { ...service.unit, ...codePart(unit), members: membersOf(input, service, day) },
    field: service.field,
    onlinePayment: isOnlineLevel(level) && payment?.value === "MET",
    publicPostalService: procedure.submissionMethods.some((method) => method.channel === "POST"),
    url: isOnlineLevel(level) ? `${input.issuer.baseUrl}/dich-vu/${service.serviceCode}` : "",
    effectiveFrom: input.campaign.deadlines.announceBy,
    regimeId: input.campaign.regimeId,
    ...proactivePart(input, context.proposal),
    snapshotHash: registration.snapshotHash,
    procedure,
  }
}

/** As the unit called the case before, while the record still calls it what it did then; else as the record does. */
function carriedCaseName(
  { serviceCode, caseName, recordedCaseName }: Registration,
  procedure: Procedure,
): string {
  const recorded = caseNameOf(procedure, serviceCode)
  return recordedCaseName === recorded && caseName ? caseName : recorded
}

/** Kept with the edition, so that the annex a decision is signed with and every page after it say the same. */
function changesPart(
  { campaign, previous }: FreezeInput,
  entries: readonly CatalogueEntry[],
): Pick<FrozenEdition, "changes"> {
  if (campaign.kind !== "AMENDMENT" || !previous) return {}
  const changes = rowChanges({
    before: previous.entries,
    now: entries,
    isWhole: false,
    reasonOf: ({ note }) => note || (campaign.ground ?? ""),
  })
  return changes.length > 0 ? { changes } : {}
}

/** No key where nothing is listed: such an edition is the one it always was. */
function branchesPart(input: FreezeInput): Pick<FrozenEdition, "branches"> {
  if (!input.branches?.length) return {}
  const day = dayOf(input.frozenAt)
  return { branches: branchRowsOf(input.branches, (service) => executingUnit(input, service, day)) }
}

/** Its words are frozen with it, so that no output asks the pack. */
function proactivePart(
  { proactiveLevels }: FreezeInput,
  { proactiveLevel }: Proposal,
): Pick<CatalogueEntry, "proactiveLevel"> {
  const known = proactiveLevels.find(({ level }) => level === proactiveLevel)
  return known ? { proactiveLevel: known } : {}
}

function executingUnit(input: FreezeInput, service: OnlineService, day: IsoDay): EntryUnit {
  // A group has no code; its units have.
  if (service.unit.kind === "GROUP") return { id: service.unit.id, name: service.unit.name, code: "" }
  const agency = input.agencies.find((candidate) => candidate.id === service.unit.id)
  if (!agency) throw new Error(`service ${service.id} names the unknown agency ${service.unit.id}`)
  return entryUnitOf(agency, day)
}

const entryUnitOf = (agency: Agency, day: IsoDay): EntryUnit => ({
  id: agency.id,
  name: agencyNameOn(agency, day),
  ...unitCodeOn(agency, day),
})

/** An organisation code where the office entered one, else the statistics office's number; a slug is no code. */
const SCHEMES_IN_ORDER = ["QCVN102", "QD20_2020", "GSO"] as const

function unitCodeOn(agency: Agency, day: IsoDay): Pick<EntryUnit, "code" | "scheme"> {
  for (const scheme of SCHEMES_IN_ORDER) {
    const code = agencyCodeOn(agency, day, scheme)
    if (code) return { code, scheme }
  }
  return { code: "" }
}

const codePart = ({ code, scheme }: EntryUnit): Pick<EntryUnit, "code" | "scheme"> => ({
  code,
  ...(scheme ? { scheme } : {}),
})

function membersOf(input: FreezeInput, service: OnlineService, day: IsoDay): EntryUnit[] {
  const group =
    service.unit.kind === "GROUP" && input.groups.find((candidate) => candidate.id === service.unit.id)
  if (!group) return []
  return input.agencies
    .filter((agency) => agency.kind === group.agencyKind && isValidOn(agency, day))
    .map((agency) => entryUnitOf(agency, day))
}

/** Print order: level of government → agency (by kind, then name) → field → name. */
function sorted(entries: CatalogueEntry[], input: FreezeInput): CatalogueEntry[] {
  const kinds = new Map(input.agencies.map((agency) => [agency.id, AGENCY_KINDS.indexOf(agency.kind)]))
  const rank = (entry: CatalogueEntry) => kinds.get(entry.agency.id) ?? AGENCY_KINDS.length
  return [...entries].sort(
    (a, b) =>
      ADMIN_LEVELS.indexOf(a.adminLevel) - ADMIN_LEVELS.indexOf(b.adminLevel) ||
      rank(a) - rank(b) ||
      compareVietnamese(a.agency.name, b.agency.name) ||
      compareVietnamese(a.field.name, b.field.name) ||
      compareVietnamese(entryNameInText(a), entryNameInText(b)) ||
      (a.serviceId < b.serviceId ? -1 : 1),
  )
}

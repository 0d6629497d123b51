import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { highestLevel, rowListsOf } from "#models/catalogue-edition/figures/row-lists.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import { isOrganisation, LEVELS } from "./codes.ts"
import { type AnnouncingDecision, type EditionStamp, stampOf } from "./edition-stamp.ts"
import { partialReasonOf } from "./partial-reason.ts"
import type { ProvincialPayload } from "./portal-payloads.ts"
import { proactivePart } from "./proactive-part.ts"
import {
  applicantText,
  dossierText,
  durationText,
  feeText,
  legalText,
  methodText,
  resultText,
  stepsText,
} from "./procedure-words.ts"
import { batchIdOf, type UnitBatch } from "./unit-batches.ts"
import { unitCodeOf, unitCodesOf } from "./unit-codes.ts"

export type ProvincialRecords = {
  edition: EditionStamp
  editionDigest: string
  /** `ServiceInfo` of OpenCPS, one per procedure. */
  procedures: (ReturnType<typeof serviceInfo> & { maxLevel: 2 | 3 | 4 })[]
  /** One per row of the edition, with a row per unit: a group stands as its member units. */
  services: ProvincialPayload[]
}

export const toProvincialRecords = (
  edition: FrozenEdition,
  decision: AnnouncingDecision,
): ProvincialRecords => {
  const { procedures } = rowListsOf(edition.entries)
  return {
    edition: stampOf(edition, decision),
    editionDigest: edition.digest,
    procedures: procedures.flatMap(({ rows }) =>
      rows.slice(0, 1).map(({ procedure }) => ({
        ...serviceInfo(procedure),
        maxLevel: LEVELS[highestLevel(rows.map(({ level }) => level))].provincial,
      })),
    ),
    services: edition.entries.map(toProvincialService),
  }
}

/** One row per unit for portals of the OpenCPS family: a group without members on the day of freezing stays as itself. */
export const toProvincialService = (entry: CatalogueEntry): ProvincialPayload => {
  const units = entry.unit.members.length > 0 ? entry.unit.members : [entry.unit]
  const partialReason = partialReasonOf(entry)
  const applicants = entry.procedure.applicantTypes
  return {
    recordId: entry.serviceId,
    serviceCode: entry.procedure.code,
    serviceCodeDVCQG: entry.serviceCode,
    serviceName: entry.serviceName,
    levelCode: LEVELS[entry.level].code,
    onlinePayment: entry.onlinePayment,
    ...(partialReason ? { partialReason } : {}),
    ...proactivePart(entry),
    units: unitCodesOf(entry),
    configs: units.map((unit) => ({
      serviceCode: entry.procedure.code,
      govAgencyCode: unitCodeOf(unit)?.code ?? "",
      govAgencyName: unit.name,
      serviceLevel: LEVELS[entry.level].provincial,
      serviceUrl: entry.url,
      forCitizen: applicants.length === 0 || applicants.some((type) => !isOrganisation(type)),
      forBusiness: applicants.some(isOrganisation),
      postService: entry.publicPostalService,
    })),
  }
}

/** Some of a service's rows, for a portal that keeps one per unit: `entry` holds the units of the batch. */
export const toProvincialBatch = (entry: CatalogueEntry, batch: UnitBatch): ProvincialPayload => ({
  ...toProvincialService(entry),
  recordId: batchIdOf(entry.serviceId, batch.number),
  batch,
})

function serviceInfo(procedure: Procedure) {
  const [field] = procedure.fields
  return {
    serviceCode: procedure.code,
    serviceName: procedure.name,
    processText: stepsText(procedure),
    methodText: methodText(procedure),
    dossierText: dossierText(procedure),
    conditionText: procedure.requirements,
    durationText: durationText(procedure),
    applicantText: applicantText(procedure),
    resultText: resultText(procedure),
    regularText: legalText(procedure),
    feeText: feeText(procedure),
    administrationCode: procedure.announcer.code,
    administrationName: procedure.announcer.name,
    domainCode: field?.code ?? "",
    domainName: field?.name ?? "",
    govAgencyText: procedure.agencies.executing.map(({ name }) => name).join("; "),
    public: procedure.state === "PUBLIC",
  }
}

import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { AgencyReference, Procedure } from "#models/procedure/procedure.ts"
import { PARTIAL_REASON_LABELS } from "#models/shared/levels.ts"
import { CanonicalRecord } from "./canonical-record.ts"
import {
  CHANGE_CODES,
  CHANNELS,
  GOVERNMENT_LEVELS,
  LEVELS,
  regulationOf,
  STATES,
  slugOf,
  TIME_UNIT_WORDS,
} from "./codes.ts"
import { type AnnouncingDecision, decisionNumberOf, effectiveDayOf, trainingPart } from "./edition-stamp.ts"
import { partialReasonOf } from "./partial-reason.ts"
import { proactivePart } from "./proactive-part.ts"
import { unitCodesOf } from "./unit-codes.ts"

const FEE_KINDS = { FEE: "phi", CHARGE: "le-phi", PRICE: "gia" } as const

/** The record of one row of a frozen edition. @throws ZodError when the row cannot be told in it: a bug, not bad input. */
export const toCanonicalRecord = (
  edition: FrozenEdition,
  entry: CatalogueEntry,
  decision: AnnouncingDecision,
): CanonicalRecord => {
  const decisionNumber = decisionNumberOf(decision)
  return CanonicalRecord.parse({
    recordId: entry.serviceId,
    ...procedurePart(entry.procedure),
    localCode: `${entry.procedure.code}.${edition.issuer.orgCode}`,
    snapshot: { hash: entry.snapshotHash },
    offerings: [
      {
        serviceCode: entry.serviceCode,
        serviceName: entry.serviceName,
        unit: {
          kind: entry.unit.kind === "GROUP" ? "group" : "unit",
          name: entry.unit.name,
          units: unitCodesOf(entry),
        },
        level: LEVELS[entry.level].code,
        partialReason: partialReasonOf(entry),
        ...proactivePart(entry),
        url: entry.url,
        onlinePayment: entry.onlinePayment,
        postal: entry.publicPostalService,
        effectiveFrom: effectiveDayOf(entry, decision),
        effectiveTo: null,
        classification: {
          round: edition.editionId,
          previous: entry.previousLevel && LEVELS[entry.previousLevel].code,
          level: LEVELS[entry.level].code,
          reasons: entry.partialReason ? [PARTIAL_REASON_LABELS[entry.partialReason]] : [],
          citation: entry.citation,
          decision: decisionNumber,
        },
      },
    ],
    edition: {
      year: edition.year,
      sequence: edition.sequence,
      decision: decisionNumber,
      change: CHANGE_CODES[entry.change],
      status: decision ? "da-cong-bo" : "ban-thao",
      ...trainingPart(edition),
    },
    editionDigest: edition.digest,
  })
}

function procedurePart(procedure: Procedure) {
  const { executing, competent, authorised, coordinating } = procedure.agencies
  return {
    code: procedure.code,
    name: procedure.name,
    fields: procedure.fields.map(codeAndName),
    governmentLevels: procedure.adminLevels.map((level) => GOVERNMENT_LEVELS[level].code),
    subjects: procedure.applicantTypes.map(slugOf),
    regulation: regulationOf(procedure.regulation).code,
    announcer: codeAndName(procedure.announcer),
    announcementDecision: procedure.announcementDecision,
    state: STATES[procedure.state].code,
    cases: procedure.cases.map(casePart),
    methods: procedure.submissionMethods.map(methodPart),
    results: procedure.results.map(codeAndName),
    legalBases: procedure.legalBases.map(({ number, title }) => ({ number, title })),
    requirements: procedure.requirements,
    agencies: {
      executing: executing.map(codeAndName),
      competent: competent.map(codeAndName),
      delegated: authorised.map(codeAndName),
      coordinating: coordinating.map(codeAndName),
    },
  }
}

const casePart = ({ name, steps, dossierComponents }: Procedure["cases"][number]) => ({
  name,
  steps: steps.map((step) => [step.name, step.text].filter(Boolean).join(": ")),
  papers: dossierComponents.map((paper) => ({
    code: paper.code,
    name: paper.name,
    originals: paper.originalCount,
    copies: paper.copyCount,
    forms: paper.forms.map((form) => ({ name: form.name, url: form.url })),
  })),
})

const methodPart = ({ channel, processingTime, fees }: Procedure["submissionMethods"][number]) => ({
  channel: CHANNELS[channel].code,
  time: {
    quantity: processingTime.quantity,
    unit: TIME_UNIT_WORDS[processingTime.unit].code,
    text: processingTime.text,
  },
  fees: fees.map((fee) => ({ kind: FEE_KINDS[fee.kind], amount: fee.amount, text: fee.text })),
})

const codeAndName = ({ code, name }: { code: string; name: string } | AgencyReference) => ({ code, name })

import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { branchFiguresOf } from "#models/catalogue-edition/figures/branch-figures.ts"
import { editionFiguresOf } from "#models/catalogue-edition/figures/edition-figures.ts"
import { levelsPer } from "#models/catalogue-edition/figures/totals.ts"
import { lacksArticle } from "#models/legal-basis/citation.ts"
import { countByStatus } from "#models/outbox/outbox.repository.server.ts"
import { type AnswerStanding, answerStandings, doubtfulLetters } from "#models/registration/doubt.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import type { VerificationReport } from "#workflows/document-verification/verification-report.ts"
import { unitsWithoutCode } from "#workflows/portal-record/unit-codes.ts"
import type { RehearsalResult } from "./rehearse.server.ts"

export type SummaryInput = RehearsalResult & {
  edition: FrozenEdition
  decision: { bytes: Uint8Array; unsigned: Uint8Array; pages: number; report: VerificationReport }
  /** Seconds per stage. */
  timings: Record<string, number>
}

/** What `summary.json` says of a rehearsal; equal input gives equal figures, timings apart. */
export const rehearsalSummary = async (input: SummaryInput) => {
  const { imports, edition, decision, campaign } = input
  const sum = (count: (report: (typeof imports)[number]) => number) =>
    imports.reduce((total, report) => total + count(report), 0)
  const figures = editionFiguresOf(edition)
  return {
    year: campaign.year,
    procedures: {
      read: sum((report) => report.read),
      imported: sum((report) => report.added + report.changed + report.unchanged),
      leftOut: imports.flatMap((report) => report.leftOut.map(({ code, reason }) => ({ code, reason }))),
      refused: imports.flatMap((report) => report.refused.map((row) => ({ file: report.fileName, ...row }))),
      warnings: sum((report) => report.warnings.length),
    },
    // Of the procedures imported; those in doubt are left out, never guessed.
    scope: input.scope,
    services: figures.services,
    // Every count by its name; of services and of procedures, each procedure once at its highest level.
    figures,
    // What central branches carry out, listed beside the catalogue where the office wants it: in none of the figures above.
    branches: branchFiguresOf(edition),
    levels: edition.totals.levels,
    levelsByGovernment: edition.totals.byAdminLevel,
    levelsByAgency: levelsPer(edition.entries, (entry) => entry.agency.name),
    levelsByField: levelsPer(edition.entries, (entry) => entry.field.name),
    // A partial service whose article nobody found, printed with the pack's own clause (NĐ 224/2026/NĐ-CP Điều 14).
    citationsWithoutArticle: edition.entries.filter(
      ({ level, citation }) => level === "PARTIAL" && lacksArticle(citation),
    ).length,
    // Services per proactive level (NĐ 224/2026/NĐ-CP Điều 16); no key where the law has none.
    ...proactiveCounts(edition),
    unitsWithoutCode: unitsWithoutCode(edition.entries),
    // Criteria nobody could take over unread, by what the one who answered them did; services that had any.
    doubts: await doubtsOf(campaign.id),
    registrationsRefused: input.refused,
    edition: { id: edition.editionId, digest: edition.digest, entries: figures.services },
    decision: {
      number: numberOf(campaign),
      pages: decision.pages,
      sha256: sha256(decision.bytes),
      unsignedSha256: sha256(decision.unsigned),
      signatures: decision.report.signatures,
      verified: decision.report.ok,
    },
    deliveries: await deliveriesOf(campaign.id),
    state: campaign.workflow.value,
    timings: input.timings,
  }
}

async function doubtsOf(campaignId: string) {
  const registrations = await findAllRegistrations(campaignId, REGISTRATION_STATES)
  const standings = registrations.map(({ suggestion, workflow }) => {
    const doubtful = new Set(doubtfulLetters(suggestion))
    return answerStandings(suggestion, workflow.context.proposal).filter(({ letter }) => doubtful.has(letter))
  })
  const count = (of: AnswerStanding) => standings.flat().filter(({ standing }) => standing === of).length
  return {
    services: standings.filter((doubts) => doubts.length > 0).length,
    confirmed: count("CONFIRMED"),
    overruled: count("OVERRULED"),
    open: count("OPEN"),
  }
}

const proactiveCounts = ({ proactiveLevels, entries }: FrozenEdition) =>
  proactiveLevels
    ? {
        proactiveLevels: Object.fromEntries(
          proactiveLevels.map(({ level }) => [
            level,
            entries.filter(({ proactiveLevel }) => proactiveLevel?.level === level).length,
          ]),
        ),
      }
    : {}

const numberOf = (campaign: ReviewCampaign): string => {
  const numbered = campaign.workflow.context.numbered as { number: string; symbol: string } | null
  return numbered ? `${numbered.number}/${numbered.symbol}` : ""
}

async function deliveriesOf(editionId: string) {
  const deliveries: Record<string, Record<string, number>> = {}
  for (const { target, status, count } of await countByStatus(editionId)) {
    deliveries[target] ??= { live: 0, rejected: 0, parked: 0 }
    deliveries[target][status] = count
  }
  return deliveries
}

import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { CampaignContext } from "#models/campaign/context.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import { annexesOf } from "#models/catalogue-edition/annex-headings.ts"
import type {
  EditionTotals,
  EntryChange,
  FrozenEdition,
} from "#models/catalogue-edition/catalogue-edition.ts"
import { peekNextNumber } from "#models/document-number/document-number.repository.server.ts"
import { findDocuments } from "#models/official-document/official-document.repository.server.ts"
import {
  type DocumentStage,
  documentIdOf,
  type Signatory,
} from "#models/official-document/official-document.ts"
import { countByStatus, type DeliveryCount } from "#models/outbox/outbox.repository.server.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { FINISHED_STATES } from "#models/registration/states.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { currentEdition, reachedStage } from "#workflows/campaign/decision-bytes.server.ts"
import type { EditionDependencies } from "#workflows/campaign/dependencies.ts"
import { type Offer, offersOf } from "#workflows/campaign/edition-actions.ts"
import { checkEdition } from "#workflows/document-text/check-edition.ts"
import { type LifeStep, lifeOf } from "./edition-life.ts"

/** Rows by their change against the replaced edition; REMOVED are the rows that left. */
type ChangeCounts = Record<EntryChange | "REMOVED", number>

/** The frozen edition as the page shows it. */
export type FrozenView = {
  draftId: string
  draft: number
  digest: string
  frozenAt: Date
  totals: EditionTotals
  changes: ChangeCounts
  replaces: FrozenEdition["replaces"]
  removed: FrozenEdition["removed"]
  checks: { rule: string; ok: boolean; message: string }[]
}

export type EditionPage = {
  campaign: Pick<ReviewCampaign, "id" | "name" | "year" | "kind" | "revision" | "deadlines"> & {
    state: CampaignState
  }
  context: Pick<CampaignContext, "submission" | "signatory" | "numbered" | "returns" | "errata" | "recalled">
  life: LifeStep[]
  /** Registrations still on their way, and approved ones; what freezing would leave out and take in. */
  registrations: { unfinished: number; approved: number }
  frozen: FrozenView | null
  offers: { next: Offer | null; others: Offer[] }
  /** Stages of the decision that are kept, newest last; empty before submission. */
  stages: DocumentStage[]
  /** Of the decision's file as drawn; null while none is kept. */
  pages: number | null
  /** Headings of the annexes that are, or will be, files of their own. */
  annexFiles: string[]
  /** For submitting: who holds a leader's capacity today. */
  signatories: Signatory[]
  /** For numbering: the number that would be given next. */
  nextNumber: { number: number; symbol: string; day: IsoDay } | null
  deliveries: { target: string; name: string; counts: DeliveryCount[] }[]
}

/** Everything the page of an edition shows to this person. @throws NotFoundError, ForbiddenError */
export const getEditionPage = async (
  d: EditionDependencies,
  input: { editionId: string; actor: Actor },
): Promise<EditionPage> => {
  const { actor } = input
  await authorise(d, actor, "edition.view", { kind: "campaign", id: input.editionId })
  const campaign = await getCampaign(input.editionId)
  const at = d.clock.now()
  const context = campaign.workflow.context
  const edition = context.frozen ? await currentEdition(campaign) : null
  const offers = offersOf(campaign, actor, at)
  const { id, name, year, kind, revision, deadlines } = campaign
  return {
    campaign: { id, name, year, kind, revision, deadlines, state: campaign.workflow.value },
    context: {
      submission: context.submission,
      signatory: context.signatory,
      numbered: context.numbered,
      returns: context.returns,
      errata: context.errata,
      recalled: context.recalled,
    },
    life: lifeOf(campaign, await findAuditTrail("campaign", campaign.id)),
    registrations: await registrationCounts(campaign.id),
    frozen: edition && frozenView(edition),
    offers,
    stages: context.submission ? stagesUpTo(reachedStage(campaign), context) : [],
    pages: context.submission && edition ? await pagesOf(edition) : null,
    annexFiles: edition && context.annexesApart ? annexesOf(edition).map(({ heading }) => heading) : [],
    signatories: offers.next?.intent === "submit" ? await leadersWhoMaySign(d, dayOf(at)) : [],
    nextNumber: offers.next?.intent === "number" && edition ? await nextNumberOf(edition, dayOf(at)) : null,
    deliveries: context.issued ? await deliveriesOf(d, campaign.id, dayOf(at)) : [],
  }
}

const frozenView = (edition: FrozenEdition): FrozenView => ({
  draftId: edition.id,
  draft: edition.draft,
  digest: edition.digest,
  frozenAt: edition.frozenAt,
  totals: edition.totals,
  changes: changesOf(edition),
  replaces: edition.replaces,
  removed: edition.removed,
  checks: checkEdition(edition),
})

const pagesOf = async ({ editionId, id }: FrozenEdition): Promise<number | null> => {
  const drawn = documentIdOf(id, "DECISION", "UNSIGNED")
  return (await findDocuments(editionId)).find((document) => document.id === drawn)?.pages ?? null
}

const changesOf = (edition: Pick<FrozenEdition, "entries" | "removed">): ChangeCounts => {
  const counts: ChangeCounts = { NEW: 0, RAISED: 0, LOWERED: 0, KEPT: 0, REMOVED: edition.removed.length }
  for (const { change } of edition.entries) counts[change] += 1
  return counts
}

async function registrationCounts(campaignId: string): Promise<EditionPage["registrations"]> {
  const counts = await countRegistrations(campaignId)
  const sumOf = (isCounted: (state: string) => boolean) =>
    counts.filter(({ state }) => isCounted(state)).reduce((sum, { count }) => sum + count, 0)
  return {
    unfinished: sumOf((state) => state !== "approved" && !FINISHED_STATES.includes(state)),
    approved: sumOf((state) => state === "approved"),
  }
}

const stagesUpTo = (
  reached: DocumentStage,
  { numberFirst, initials }: Pick<CampaignContext, "numberFirst" | "initials">,
): DocumentStage[] => {
  const path: DocumentStage[] = [
    "UNSIGNED",
    ...(initials ? (["INITIALLED"] as const) : []),
    ...(numberFirst ? (["NUMBERED", "SIGNED"] as const) : (["SIGNED", "NUMBERED"] as const)),
    "SEALED",
  ]
  return path.slice(0, path.indexOf(reached) + 1)
}

/** Who may be chosen as signatory: holds a capacity and the role of a leader on the day. */
export const leadersWhoMaySign = async (
  d: { reference: Pick<ReferenceReader, "signatoriesOn"> },
  day: IsoDay,
): Promise<Signatory[]> => {
  const signatories = await d.reference.signatoriesOn(day)
  const users = await findUsers(signatories.map(({ personId }) => personId))
  const leaders = new Set(
    users
      .filter((user) => user.active)
      .filter((user) => actorOn(user, day).assignments.some(({ role }) => role === "LEADER"))
      .map(({ id }) => id),
  )
  const seen = new Set<string>()
  return signatories.filter(({ personId }) => {
    if (!leaders.has(personId) || seen.has(personId)) return false
    seen.add(personId)
    return true
  })
}

const nextNumberOf = async ({ issuer }: FrozenEdition, day: IsoDay) => ({
  number: await peekNextNumber(Number(day.slice(0, 4)), issuer.documentSymbol),
  symbol: issuer.documentSymbol,
  day,
})

async function deliveriesOf(
  d: EditionDependencies,
  editionId: string,
  day: IsoDay,
): Promise<EditionPage["deliveries"]> {
  const counts = await countByStatus(editionId)
  const names = new Map((await d.reference.portalTargetsOn(day)).map(({ id, name }) => [id, name]))
  return [...Map.groupBy(counts, ({ target }) => target)].map(([target, ofTarget]) => ({
    target,
    name: names.get(target) ?? target,
    counts: ofTarget,
  }))
}

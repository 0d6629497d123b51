import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { withNames } from "#models/audit/named-entries.server.ts"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { CampaignContext } from "#models/campaign/context.ts"
import { isRunning } from "#models/campaign/deadlines.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import { annexesOf } from "#models/catalogue-edition/annex-headings.ts"
import type { CarriedEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { documentSetOf } from "#models/catalogue-edition/document-set.ts"
import { entryNameInText } from "#models/catalogue-edition/entry-name.ts"
import { type BranchFigures, branchFiguresOf } from "#models/catalogue-edition/figures/branch-figures.ts"
import {
  type ChangeCounts,
  changeCountsOf,
  changedRowsOf,
} from "#models/catalogue-edition/figures/change-lists.ts"
import { rowFiguresOf } from "#models/catalogue-edition/figures/row-lists.ts"
import { findVoidedNumbers } from "#models/document-number/document-number.repository.server.ts"
import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { findDocuments } from "#models/official-document/official-document.repository.server.ts"
import { type DocumentStage, documentIdOf } from "#models/official-document/official-document.ts"
import { countByStatus, type DeliveryCount } from "#models/outbox/outbox.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { currentEdition, reachedStage } from "#workflows/campaign/decision-bytes.server.ts"
import type { EditionDependencies } from "#workflows/campaign/dependencies.ts"
import { type OpenOffer, openOffersOf } from "#workflows/campaign/offers.server.ts"
import { findStandingFault } from "#workflows/campaign/still-standing.server.ts"
import { phaseDaysIn } from "#workflows/clocks/campaign-clocks.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { checkEdition } from "#workflows/document-text/check-edition.ts"
import { actInWords } from "#workflows/long-act/pieces.server.ts"
import type { CatalogueFigures } from "./edition-heading.ts"
import { type LifeStep, lifeOf } from "./edition-life.ts"

/** The frozen edition as the page shows it. */
export type FrozenView = {
  draftId: string
  draft: number
  digest: string
  frozenAt: Date
  kind: FrozenEdition["kind"]
  figures: CatalogueFigures
  /** What is listed of central branches beside it; null where nothing is. */
  branches: BranchFigures | null
  changes: ChangeCounts
  replaces: FrozenEdition["replaces"]
  /** The recalled decision after which it is announced anew; null where there is none. */
  afterRecall: NonNullable<FrozenEdition["afterRecall"]> | null
  /** What leaves the catalogue: as many as `changes.WITHDRAWN`. */
  withdrawn: FrozenEdition["removed"]
  checks: { rule: string; ok: boolean; message: string }[]
}

export type EditionPage = {
  campaign: Pick<ReviewCampaign, "id" | "name" | "year" | "kind" | "revision" | "deadlines"> & {
    state: CampaignState
  }
  context: Pick<
    CampaignContext,
    "submission" | "signatory" | "numbered" | "dayReasons" | "returns" | "errata" | "recalled" | "stopped"
  >
  /** Numbers that were given to its decision and cancelled. */
  voidedNumbers: { number: string; at: Date; reason: string }[]
  /** What is being done with it in pieces just now, and how far it is; null when nothing. */
  underWay: string | null
  /** Why it cannot go on whoever tries, in a sentence with what to do; null when nothing is in the way. */
  standingFault: string | null
  life: LifeStep[]
  frozen: FrozenView | null
  offers: { next: OpenOffer | null; others: OpenOffer[] }
  /** Stages of the decision that are kept, newest last; empty before submission. */
  stages: DocumentStage[]
  /** Of the decision's file as drawn; null while none is kept. */
  pages: number | null
  /** Headings of the annexes that are, or will be, files of their own. */
  annexFiles: string[]
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
  const { id, name, year, kind, revision } = campaign
  const deadlines = phaseDaysIn(await clockLedger(d, id), campaign)
  return {
    campaign: { id, name, year, kind, revision, deadlines, state: campaign.workflow.value },
    context: {
      submission: context.submission,
      signatory: context.signatory,
      numbered: context.numbered,
      dayReasons: context.dayReasons,
      returns: context.returns,
      errata: context.errata,
      recalled: context.recalled,
      stopped: context.stopped,
    },
    voidedNumbers: (await findVoidedNumbers(campaign.id)).map(({ number, at, reason }) => ({
      number,
      at,
      reason,
    })),
    underWay: await underWayOf(campaign.id),
    standingFault: isRunning(campaign) ? await findStandingFault(campaign, dayOf(at)) : null,
    life: lifeOf(campaign, await withNames(await findAuditTrail("campaign", campaign.id))),
    frozen: edition && frozenView(edition),
    offers: await openOffersOf(d, { campaign, actor, at }),
    stages: context.submission ? stagesUpTo(reachedStage(campaign), context) : [],
    pages: context.submission && edition ? await pagesOf(campaign) : null,
    annexFiles: edition && context.annexesApart ? annexesOf(edition).map(({ heading }) => heading) : [],
    deliveries: context.issued ? await deliveriesOf(d, campaign.id, dayOf(at)) : [],
  }
}

const underWayOf = async (id: string): Promise<string | null> => {
  const act = (await findLongActs()).find(({ campaignId }) => campaignId === id)
  return act ? actInWords(act) : null
}

const frozenView = (edition: FrozenEdition): FrozenView => ({
  draftId: edition.id,
  draft: edition.draft,
  digest: edition.digest,
  frozenAt: edition.frozenAt,
  kind: edition.kind,
  figures: { ...edition.totals, ...rowFiguresOf(edition.entries) },
  branches: edition.branches ? branchFiguresOf(edition) : null,
  changes: changeCountsOf(edition),
  replaces: edition.replaces,
  afterRecall: edition.afterRecall ?? null,
  withdrawn: [...edition.removed, ...changedRowsOf(edition, "WITHDRAWN").map(asRemoved)],
  checks: checkEdition(edition),
})

const asRemoved = (entry: CarriedEntry): FrozenEdition["removed"][number] => ({
  serviceId: entry.serviceId,
  serviceCode: entry.serviceCode,
  name: entryNameInText(entry),
  unitName: entry.unit.name,
  level: entry.previousLevel ?? entry.level,
})

const pagesOf = async (campaign: ReviewCampaign): Promise<number | null> => {
  const drawn = documentIdOf(documentSetOf(campaign) ?? "", "DECISION", "UNSIGNED")
  return (await findDocuments(campaign.id)).find((document) => document.id === drawn)?.pages ?? null
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

import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { deadlinesOf } from "#models/campaign/deadlines.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import {
  type EditionEffectFigures,
  editionEffectFigures,
} from "#models/catalogue-edition/figures/edition-effect.ts"
import { reviewFiguresOf } from "#models/catalogue-edition/figures/review-figures.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { doubtfulLetters, openLetters } from "#models/registration/doubt.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { phaseDaysIn } from "#workflows/clocks/campaign-clocks.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { keepsServices } from "#workflows/delivery/service-contents.ts"
import { currentEdition } from "./decision-bytes.server.ts"
import type { EditionDependencies } from "./dependencies.ts"
import { drawEdition } from "./draw-edition.server.ts"

/** What freezing, signing and issuing come to, seen before: the same figures at every step, from one source. */
export type EditionEffect = EditionEffectFigures & {
  /** Registrations still on their way, which stay outside. */
  leftOutServices: number
  /** Services in it whose suggestion was doubted, and those of them where a doubt has no answer. */
  doubts: { doubted: number; open: number }
  /** Portals of services, and how many each is told to withdraw. */
  portals: { name: string; withdrawn: number }[]
  /** Days set for earlier phases that have not come yet. */
  ahead: { label: string; day: IsoDay }[]
  /** Whether so much is withdrawn that it is typed and gives its reason. `limit`: from which share on. */
  isLarge: boolean
  limit: number
}

/** States in which a registration stands in its campaign's edition. */
const IN_EDITION = ["approved", "announced", "published"]

/** @throws RuleBrokenError when nothing is frozen and nothing can be */
export const editionEffect = async (
  d: EditionDependencies,
  campaign: ReviewCampaign,
  at: Date,
): Promise<EditionEffect> => effectOf(d, campaign, at, await editionToBe(d, campaign, at))

/** The same of an edition that is at hand. */
export const effectOf = async (
  d: EditionDependencies,
  campaign: ReviewCampaign,
  at: Date,
  edition: FrozenEdition,
): Promise<EditionEffect> => {
  const today = dayOf(at)
  const effect = editionEffectFigures(edition, await inForceBefore(campaign, today))
  const { frozen } = campaign.workflow.context
  const counts = await countRegistrations(campaign.id)
  const registrations = await findAllRegistrations(campaign.id, IN_EDITION)
  const { largeWithdrawal: limit } = await d.reference.officeRulesOn(today)
  const targets = await d.reference.portalTargetsOn(today)
  return {
    ...effect,
    leftOutServices: frozen ? frozen.leftOut : reviewFiguresOf(counts).leftOutServices,
    doubts: {
      doubted: registrations.filter(({ suggestion }) => doubtfulLetters(suggestion).length > 0).length,
      open: registrations.filter(hasOpenDoubt).length,
    },
    portals: targets.filter(keepsServices).map(({ name }) => ({ name, withdrawn: effect.withdrawnOnline })),
    ahead: await aheadOf(d, campaign, today),
    isLarge: effect.withdrawnShare > limit,
    limit,
  }
}

/** An amendment is measured by the whole catalogue that it amends. */
async function inForceBefore({ id, kind }: ReviewCampaign, today: IsoDay): Promise<number> {
  if (kind === "ANNUAL") return 0
  const issued = (await findIssuedEditions()).filter(({ editionId }) => editionId !== id)
  return (await readInForceOn(issued, today))?.rows.length ?? 0
}

/** The frozen edition, or what freezing now would make of the approved registrations. */
export const editionToBe = async (
  d: EditionDependencies,
  campaign: ReviewCampaign,
  at: Date,
): Promise<FrozenEdition> =>
  campaign.workflow.context.frozen ? currentEdition(campaign) : (await drawEdition(d, campaign, at)).edition

/** Suggestions from before doubts were told apart were never asked criterion by criterion. */
export const hasOpenDoubt = ({ suggestion, workflow }: Registration): boolean =>
  suggestion.doubtful !== undefined && openLetters(suggestion, workflow.context.proposal).length > 0

const EARLIER = ["registerBy", "appraiseBy"] as const

async function aheadOf(
  d: EditionDependencies,
  campaign: ReviewCampaign,
  today: IsoDay,
): Promise<EditionEffect["ahead"]> {
  const days = phaseDaysIn(await clockLedger(d, campaign.id), campaign)
  return deadlinesOf(campaign)
    .filter(({ kind }) => EARLIER.some((one) => one === kind))
    .map(({ kind, label }) => ({ label, day: days[kind] }))
    .filter(({ day }) => day > today)
}

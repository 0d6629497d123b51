import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { type Actor, ROLE_LABELS } from "#models/shared/workflow.ts"
import { ruleOf, waysToAct } from "#workflows/permissions.ts"
import type { StepField } from "#workflows/step-fields.ts"
import type { CampaignStep, StepAt } from "./campaign-step.ts"
import type { EditionDependencies } from "./dependencies.ts"
import type { EditionEffect } from "./edition-effect.server.ts"
import { nextStepOf } from "./next-edition-step.server.ts"
import { CAMPAIGN_STEPS } from "./steps/index.server.ts"
import { isTurnOf, whyNotTake } from "./why-not-take.ts"

type Standing = Pick<ReviewCampaign, "workflow">

/** A step the edition could take from here, and whether this person may take it. */
export type Offer = Pick<CampaignStep, "intent" | "label"> & {
  /** Roles that may, in words; for the signature the person it was submitted to. */
  whoMay: string
  /** Why this person may not now; null when they may. */
  refusal: string | null
}

/** An offer with its form: what taking it comes to, and what it asks for. */
export type OpenOffer = Offer & {
  isGrave: boolean
  /** Whether it can be taken with signing software of one's own. */
  elsewhere: boolean
  working: string
  says: string[]
  /** What issuing comes to; null where the step has nothing to do with it, or nothing can be frozen yet. */
  effect: EditionEffect | null
  fields: readonly StepField[]
  values: Record<string, string | number>
}

/** The next step of the path, if there is one, and what else could be done. */
export const offersOf = (
  campaign: Standing,
  actor: Actor,
  at: Date,
): { next: Offer | null; others: Offer[] } => {
  const next = nextStepOf(campaign)
  return {
    next: next && offerOf(next, campaign, actor, at),
    others: turnsAt("SIDE", campaign).map((step) => offerOf(step, campaign, actor, at)),
  }
}

/** The same with the forms of those this person may take. */
export const openOffersOf = async (
  d: EditionDependencies,
  about: StepAt,
): Promise<{ next: OpenOffer | null; others: OpenOffer[] }> => {
  const next = nextStepOf(about.campaign)
  return {
    next: next && (await openOffer(d, next, about)),
    others: await openAll(d, turnsAt("SIDE", about.campaign), about),
  }
}

/** What can be done while registrations are collected, as far as this person may. */
export const boardOffersOf = async (d: EditionDependencies, about: StepAt): Promise<OpenOffer[]> =>
  (await openAll(d, turnsAt("BOARD", about.campaign), about)).filter(({ refusal }) => refusal === null)

/** The step that forms call so; undefined when none. */
export const stepNamed = (intent: unknown): CampaignStep | undefined =>
  CAMPAIGN_STEPS.find((step) => step.intent === intent)

const turnsAt = (place: CampaignStep["place"], campaign: Standing): CampaignStep[] =>
  CAMPAIGN_STEPS.filter((step) => step.place === place && isTurnOf(step, campaign))

function offerOf(step: CampaignStep, campaign: Standing, actor: Actor, at: Date): Offer {
  const { intent, label, permission } = step
  const whoMay = step.whoMay?.(campaign.workflow.context) ?? rolesOf(step)
  const reasons = waysToAct(actor, permission).map((way) => whyNotTake(step, campaign, way, at))
  const refusal = reasons.includes(null) ? null : (reasons[0] ?? `Việc của: ${whoMay}.`)
  return { intent, label, whoMay, refusal }
}

const rolesOf = ({ permission }: CampaignStep): string =>
  ruleOf(permission)
    .roles.map((role) => ROLE_LABELS[role])
    .join("; ")

async function openOffer(d: EditionDependencies, step: CampaignStep, about: StepAt): Promise<OpenOffer> {
  const offer = offerOf(step, about.campaign, about.actor, about.at)
  const {
    notYet = null,
    says = [],
    effect = null,
    fields = step.fields,
    values = {},
  } = (offer.refusal === null ? await step.preview?.(d, about) : undefined) ?? {}
  return {
    ...offer,
    refusal: offer.refusal ?? notYet,
    isGrave: step.isGrave ?? false,
    elsewhere: step.elsewhere ?? false,
    working: step.working ?? "Đang ghi nhận…",
    says,
    effect,
    fields,
    values,
  }
}

async function openAll(d: EditionDependencies, steps: CampaignStep[], about: StepAt): Promise<OpenOffer[]> {
  const offers: OpenOffer[] = []
  for (const step of steps) offers.push(await openOffer(d, step, about))
  return offers
}

import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { fixedClock } from "#models/shared/clock.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeStaff } from "#seeds/scenarios/office-staff.ts"
import { moveAll, moveByAgency, proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import type { YearDependencies } from "#seeds/scenarios/whole-year.server.ts"
import { assignNumber } from "#workflows/campaign/steps/assign-number.server.ts"
import { checkContent } from "#workflows/campaign/steps/check-content.server.ts"
import { checkForm } from "#workflows/campaign/steps/check-form.server.ts"
import { closeCollection } from "#workflows/campaign/steps/close-collection.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { initialDecision } from "#workflows/campaign/steps/initial-decision.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { sealDecision } from "#workflows/campaign/steps/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { submitForSignature } from "#workflows/campaign/steps/submit-for-signature.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"

/** How far the campaign of a small office can be taken, by the state it is then in. */
export const STAGES = [
  "collecting",
  /** Every registration appraised and approved, the collection closed. */
  "appraising",
  /** Frozen into the first draft of the edition. */
  "consolidated",
  "contentChecked",
  "formChecked",
  "submittedForSignature",
  "signed",
  "numbered",
  "sealed",
  "issued",
] as const
export type Stage = (typeof STAGES)[number]

/** The day its decision is signed, numbered, sealed and issued. */
export const DECIDED = instantOf("2023-05-12", "09:00:00")

/** An office whose campaign can be taken on. */
export type OfficeUnderWay = {
  d: YearDependencies
  clock: ReturnType<typeof fixedClock>
  staff: OfficeStaff
  campaignId: string
}

/** Takes the campaign on to a later stage, each step by the person whose it is. @throws Error where no step leads there */
export const takeTo = async (office: OfficeUnderWay, stage: Stage): Promise<void> => {
  for (;;) {
    const campaign = await getCampaign(office.campaignId)
    const { value } = campaign.workflow
    if (value === stage) return
    const step = STEPS[value]
    if (!step) throw new Error(`the small office does not go on from ${value} to ${stage}`)
    await step(office, campaign)
  }
}

type Step = (office: OfficeUnderWay, campaign: ReviewCampaign) => Promise<unknown>
const by = (office: OfficeUnderWay, actor: Actor) => ({ campaignId: office.campaignId, actor })
const digestOf = ({ workflow }: ReviewCampaign) => (workflow.context.frozen as { digest: string }).digest

const initial: Step = (o) => takeStep(o.d, initialDecision, by(o, o.staff.chief))
const sign: Step = (o) => takeStep(o.d, signDecision, by(o, o.staff.leader))
const number: Step = (o) => takeStep(o.d, assignNumber, by(o, o.staff.clerk))
const seal: Step = (o) => takeStep(o.d, sealDecision, by(o, o.staff.clerk))
/** What comes next depends on whether this office numbers before it signs. */
const either =
  (numberFirst: Step, signatureFirst: Step): Step =>
  (o, campaign) =>
    (campaign.workflow.context.numberFirst ? numberFirst : signatureFirst)(o, campaign)

/** The step that leads on from each state. */
const STEPS: Record<string, Step> = {
  collecting: async (o) => {
    await approveAll(o)
    await takeStep(o.d, closeCollection, by(o, o.staff.reviewer))
  },
  appraising: (o) =>
    takeStep(o.d, consolidateEdition, {
      ...by(o, o.staff.reviewer),
      leftOutReason: "Chuyển sang đợt điều chỉnh trong năm.",
    }),
  consolidated: (o, campaign) =>
    takeStep(o.d, checkContent, { ...by(o, o.staff.chief), digest: digestOf(campaign) }),
  contentChecked: (o, campaign) =>
    takeStep(o.d, checkForm, { ...by(o, o.staff.clerk), digest: digestOf(campaign) }),
  formChecked: (o) =>
    takeStep(o.d, submitForSignature, { ...by(o, o.staff.chief), signatoryId: o.staff.leader.id }),
  submittedForSignature: (o, campaign) => {
    if (o.clock.now() < DECIDED) o.clock.set(DECIDED)
    const { initials, initialled } = campaign.workflow.context
    return initials && !initialled ? initial(o, campaign) : either(number, sign)(o, campaign)
  },
  signed: either(seal, number),
  numbered: either(sign, seal),
  sealed: (o) => takeStep(o.d, issueDecision, by(o, o.staff.clerk)),
}

/** Every registration of the campaign proposed as the rules suggest, signed off, appraised and approved. */
export async function approveAll({ d, staff, campaignId }: OfficeUnderWay): Promise<void> {
  const moves = async (state: string, event: Parameters<typeof moveAll>[1][number]["event"]) =>
    (await findAllRegistrations(campaignId, [state])).map(({ id }) => ({ registrationId: id, event }))
  const refused = await proposeByRules(d, { campaignId, staff })
  const proposed = await findAllRegistrations(campaignId, ["awaitingUnitHead"])
  refused.push(...(await moveByAgency(d, proposed, staff.headOf, () => ({ type: "proposal.signedOff" }))))
  refused.push(
    ...(await moveAll(d, await moves("registered", { type: "appraisal.started" }), staff.reviewer)),
  )
  const agreed = await moves("underAppraisal", { type: "appraisal.agreed", note: "" })
  refused.push(...(await moveAll(d, agreed, staff.reviewer)))
  refused.push(...(await moveAll(d, await moves("appraised", { type: "approval.granted" }), staff.chief)))
  if (refused.length > 0) throw new Error(`the small office was refused: ${JSON.stringify(refused)}`)
}

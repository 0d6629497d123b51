import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { CampaignDependencies } from "#workflows/campaign/dependencies.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { assignNumber } from "#workflows/campaign/steps/assign-number.server.ts"
import { checkContent } from "#workflows/campaign/steps/check-content.server.ts"
import { checkForm } from "#workflows/campaign/steps/check-form.server.ts"
import { closeCollection } from "#workflows/campaign/steps/close-collection.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { sealDecision } from "#workflows/campaign/steps/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { submitForSignature } from "#workflows/campaign/steps/submit-for-signature.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import type { RegistrationDependencies } from "#workflows/registration/move-registrations.server.ts"
import type { OfficeStaff } from "./office-staff.ts"
import { planCalendar, type YearCalendar, yearDeadlines } from "./plan-calendar.ts"
import { moveAll, moveByAgency, proposeByRules, type RefusedMove } from "./propose-by-rules.server.ts"

export type YearDependencies = CampaignDependencies & RegistrationDependencies

/** The clock of a scenario: set to the day a step happens on. */
export type ScenarioClock = { set(instant: Date): void }

export type WholeYear = {
  year: number
  sequence?: number
  kind?: "ANNUAL" | "AMENDMENT"
  amends?: string | null
  name?: string
  calendar?: YearCalendar
  deadlines?: ReviewCampaign["deadlines"]
  staff: OfficeStaff
  clock: ScenarioClock
  serviceIds?: string[]
  /** Why some services are amended within the year. */
  ground?: string
  /** Called around each stage, for timing and progress. */
  stage?: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

/**
 * A whole year through the use-cases, from opening in March to the issued decision in May. Deliveries are left to the caller.
 * Returns the campaign and every registration that was refused on the way, with its reason.
 */
export const runWholeYear = async (
  d: YearDependencies,
  input: WholeYear,
): Promise<{ campaign: ReviewCampaign; refused: RefusedMove[] }> => {
  const { year, staff } = input
  const calendar = input.calendar ?? planCalendar(year)
  const goTo = (step: keyof YearCalendar) => input.clock.set(instantOf(calendar[step], "08:00:00"))
  const stage = input.stage ?? ((_, work) => work())
  const refused: RefusedMove[] = []

  goTo("open")
  const opened = await stage("open", () =>
    openCampaign(d, {
      year,
      sequence: input.sequence ?? 1,
      kind: input.kind ?? "ANNUAL",
      name: input.name ?? `Rà soát, công bố danh mục dịch vụ công trực tuyến năm ${year}`,
      deadlines: input.deadlines ?? yearDeadlines(year),
      numberFirst: false,
      amends: input.amends ?? null,
      ...(input.serviceIds ? { serviceIds: input.serviceIds } : {}),
      ...(input.ground ? { ground: input.ground } : {}),
      actor: staff.reviewer,
    }),
  )
  goTo("propose")
  refused.push(...(await stage("propose", () => proposeByRules(d, { campaignId: opened.id, staff }))))
  goTo("signOff")
  refused.push(...(await stage("signOff", () => signOff(d, opened.id, staff))))
  goTo("appraise")
  refused.push(...(await stage("appraise", () => appraise(d, opened.id, staff))))

  goTo("freeze")
  const campaign = await stage("freeze", () => freeze(d, opened.id, staff, refused))
  const issued = await stage("decide", () => decide(d, campaign, input.staff, goTo))
  return { campaign: issued, refused }
}

const signOff = async (d: YearDependencies, campaignId: string, staff: OfficeStaff) =>
  moveByAgency(d, await findAllRegistrations(campaignId, ["awaitingUnitHead"]), staff.headOf, () => ({
    type: "proposal.signedOff",
  }))

async function appraise(d: YearDependencies, campaignId: string, staff: OfficeStaff): Promise<RefusedMove[]> {
  const idsIn = async (state: string) => (await findAllRegistrations(campaignId, [state])).map(({ id }) => id)
  const start = (await idsIn("registered")).map((registrationId) => ({
    registrationId,
    event: { type: "appraisal.started" as const },
  }))
  const refused = await moveAll(d, start, staff.reviewer)
  const agree = (await idsIn("underAppraisal")).map((registrationId) => ({
    registrationId,
    event: { type: "appraisal.agreed" as const, note: "" },
  }))
  refused.push(...(await moveAll(d, agree, staff.reviewer)))
  const approve = (await idsIn("appraised")).map((registrationId) => ({
    registrationId,
    event: { type: "approval.granted" as const },
  }))
  return [...refused, ...(await moveAll(d, approve, staff.chief))]
}

async function freeze(
  d: YearDependencies,
  campaignId: string,
  staff: OfficeStaff,
  refused: RefusedMove[],
): Promise<ReviewCampaign> {
  await takeStep(d, closeCollection, { campaignId, actor: staff.reviewer })
  return takeStep(d, consolidateEdition, {
    campaignId,
    actor: staff.reviewer,
    leftOutReason:
      refused.length > 0 ? "Các dịch vụ chưa đủ căn cứ được chuyển sang đợt điều chỉnh trong năm." : "",
  })
}

async function decide(
  d: YearDependencies,
  campaign: ReviewCampaign,
  staff: OfficeStaff,
  goTo: (step: keyof YearCalendar) => void,
): Promise<ReviewCampaign> {
  const digest = (campaign.workflow.context.frozen as { digest: string }).digest
  const by = (actor: Actor) => ({ campaignId: campaign.id, actor })
  goTo("checkContent")
  await takeStep(d, checkContent, { ...by(staff.chief), digest })
  goTo("checkForm")
  await takeStep(d, checkForm, { ...by(staff.clerk), digest })
  goTo("submit")
  await takeStep(d, submitForSignature, { ...by(staff.chief), signatoryId: staff.leader.id })
  goTo("sign")
  await takeStep(d, signDecision, by(staff.leader))
  await takeStep(d, assignNumber, by(staff.clerk))
  await takeStep(d, sealDecision, by(staff.clerk))
  return takeStep(d, issueDecision, by(staff.clerk))
}

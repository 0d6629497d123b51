import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { isRunning } from "#models/campaign/deadlines.ts"
import { type Deadline, isOpenDeadline } from "#models/deadline/deadline.ts"
import type { OfficeRules } from "#models/reference/office-rules.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { registeredCaseName } from "#models/registration/case-name.ts"
import type { RegistrationFilter } from "#models/registration/registration-filter.ts"
import {
  findRegistrations,
  type RegistrationRow,
} from "#models/registration/registration-list.repository.server.ts"
import type { RegistrationState } from "#models/registration/states.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import type { Actor, Held, Role } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { type EditionStep, editionStepFor } from "#workflows/campaign/next-edition-step.server.ts"
import { type PhaseDeadline, phaseDaysIn, phasesIn } from "#workflows/clocks/campaign-clocks.ts"
import type { LedgerDependencies } from "#workflows/clocks/ledger-dependencies.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { findStuck, type Stuck } from "#workflows/integrity/find-stuck.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { isAtWork } from "#workflows/registration/campaign-takes.server.ts"
import { holderOf } from "#workflows/registration/held-by.ts"
import { DUTIES, type Duty, RIGHTS, type WorkPlace } from "./duties.ts"
import { HOLDER_CHOICES, judgesBy } from "./duty-filter.ts"
import { officeActsWaiting, type WaitingAct } from "./office-acts-waiting.server.ts"
import { type SignedDecision, signedDecision } from "./overdue-issue.server.ts"
import { type PlanWork, planWorkFor } from "./plan-work.server.ts"
import { standingFor, type WorkStanding } from "./work-standing.server.ts"

export type WorkItem = {
  id: string
  serviceCode: string
  procedureName: string
  caseName: string
  suggestedLevel: ServiceLevel
  proposedLevel: ServiceLevel | null
  sure: boolean
  /** Why it came back, or what is asked; empty when there is nothing to say. */
  remark: string
  due: IsoDay
  /** Who has its appraisal in hand and since when; null: nobody. */
  holder: { by: string; name: string; at: string } | null
}

export type WorkSection = {
  key: string
  title: string
  what: string
  count: number
  items: WorkItem[]
  due: IsoDay
  place: WorkPlace
  /** The list the section stands for. */
  query: {
    campaign: string
    state: RegistrationState
    agency: string | null
    holder?: "mine" | "nobody" | "others"
    asked?: "own"
    urgent?: "open"
  }
}

type CampaignWork = {
  campaign: Pick<ReviewCampaign, "id" | "name" | "openedOn">
  deadlines: PhaseDeadline[]
  sections: WorkSection[]
  /** The step of the edition this person is to take; null when it is nobody's or another's turn. */
  editionStep: EditionStep | null
  /** What others have of it, what was left behind, and the lock of the collection. */
  standing: WorkStanding
  /** A signed decision that waits to be issued, for whose turn it is and who oversees; late ones are nobody's secret. */
  signedDecision: SignedDecision | null
}

/** What nobody may move today, for the one who can see to it: how much, and the first of it. */
export type StuckWork = { count: number; items: Stuck[] }

/** Who looks after a decision whoever's turn it is. */
const OVERSEERS: readonly Role[] = ["CHIEF_OF_OFFICE", "COORDINATOR", "ADMIN"]

const FIRST_ITEMS = 5
const FIRST_STUCK = 20

type Work = {
  campaigns: CampaignWork[]
  stuck: StuckWork
  /** Changes of office data and reorganisations that wait for their decision. */
  officeActs: WaitingAct[]
  /** Tasks of plans, reports and periods of reports. */
  planWork: PlanWork[]
}

/** What waits for somebody who is absent, whom this person deputises for. */
export type WorkInPlace = Work & { place: NonNullable<Held["delegated"]> }

export type WorkDependencies = OfficeDependencies &
  LedgerDependencies & { reference: Pick<ReferenceReader, "officeRulesOn"> }

/** What waits for this person today in every running campaign, nearest due first; apart, what they see to for absent people. */
export const getWorkList = async (
  d: WorkDependencies,
  actor: Actor,
): Promise<Work & { today: IsoDay; inPlaceOf: WorkInPlace[] }> => {
  const at = d.clock.now()
  const facts = {
    running: (await findCampaigns()).filter(isRunning),
    ledger: await clockLedger(d),
    today: dayOf(at),
    at,
    approver: (await d.reference.officeRulesOn(dayOf(at))).approver,
  }
  const own = actor.assignments.filter(({ delegated }) => delegated === undefined)
  const inPlaceOf: WorkInPlace[] = []
  for (const [place, ...assignments] of placesOf(actor)) {
    const work = await workAs({ ...actor, assignments: [place, ...assignments] }, facts)
    inPlaceOf.push({ ...work, place: place.delegated })
  }
  return { today: facts.today, ...(await workAs({ ...actor, assignments: own }, facts)), inPlaceOf }
}

type InPlace = Held & { delegated: NonNullable<Held["delegated"]> }

/** The roles this person holds for others, those of one delegation together. */
const placesOf = ({ assignments }: Actor): [InPlace, ...InPlace[]][] => {
  const held = assignments.filter((one): one is InPlace => one.delegated !== undefined)
  return [...Map.groupBy(held, ({ delegated }) => delegated.delegationId).values()] as [
    InPlace,
    ...InPlace[],
  ][]
}

type Facts = {
  running: ReviewCampaign[]
  ledger: readonly Deadline[]
  today: IsoDay
  at: Date
  approver: OfficeRules["approver"]
}

async function workAs(actor: Actor, { running, ledger, ...facts }: Facts): Promise<Work> {
  const { today, at } = facts
  const inCampaign = async (campaign: ReviewCampaign): Promise<CampaignWork> => {
    const work = await workOf(campaign, ledger, actor, facts)
    const signed = signedDecision(campaign, ledger, today)
    const isTheirs =
      work.editionStep !== null || actor.assignments.some(({ role }) => OVERSEERS.includes(role))
    return { ...work, signedDecision: isTheirs ? signed : null }
  }
  const [campaigns, stuck, officeActs, planWork] = await Promise.all([
    Promise.all(running.map(inCampaign)),
    stuckFor(actor, at),
    officeActsWaiting(actor, today),
    planWorkFor(actor, ledger, today),
  ])
  return { campaigns, stuck, officeActs, planWork }
}

async function stuckFor(actor: Actor, at: Date): Promise<StuckWork> {
  if (!isAllowed(actor, "registration.takeOver")) return { count: 0, items: [] }
  const found = await findStuck(at)
  return { count: found.length, items: found.slice(0, FIRST_STUCK) }
}

async function workOf(
  campaign: ReviewCampaign,
  ledger: readonly Deadline[],
  actor: Actor,
  { today, at, approver }: Pick<Facts, "today" | "at" | "approver">,
): Promise<Omit<CampaignWork, "signedDecision">> {
  const days = phaseDaysIn(ledger, campaign)
  const { value } = campaign.workflow
  const duties = DUTIES.flatMap((duty) =>
    actor.assignments
      .filter(({ role, agencyId }) => role === duty.role && mayDo(actor, role, agencyId))
      .map(({ agencyId }) => ({ duty, agencyId: duty.isOwnAgency || duty.isAsked ? agencyId : null })),
  )
  const sections = await Promise.all(
    duties
      // While the catalogue is drawn up registrations stand still: nobody is told to move them.
      .filter(({ duty }) => isAtWork(value) || duty.isUrgent)
      .map(({ duty, agencyId }) =>
        sectionOf(campaign, duty, agencyId, { days, ledger, actor, judges: judgesBy(duty, actor, approver) }),
      ),
  )
  return {
    campaign: { id: campaign.id, name: campaign.name, openedOn: campaign.openedOn },
    deadlines: phasesIn(ledger, campaign.id),
    sections: sections.filter(({ count }) => count > 0).sort((a, b) => (a.due < b.due ? -1 : 1)),
    editionStep: editionStepFor(campaign, actor, at),
    standing: await standingFor(campaign, actor, { registerBy: days.registerBy, today, at }),
  }
}

const mayDo = (actor: Actor, role: Role, agencyId: string): boolean => {
  const right = RIGHTS[role]
  return right !== undefined && isAllowed(actor, right, agencyId)
}

async function sectionOf(
  campaign: ReviewCampaign,
  duty: Duty,
  agencyId: string | null,
  {
    days,
    ledger,
    actor,
    judges,
  }: {
    days: ReviewCampaign["deadlines"]
    ledger: readonly Deadline[]
    actor: Actor
    judges: Partial<RegistrationFilter>
  },
): Promise<WorkSection> {
  const { rows, total } = await findRegistrations(
    {
      campaignId: campaign.id,
      states: [duty.state],
      ...(agencyId && !duty.isAsked ? { agencyId } : {}),
      ...(duty.isAsked ? { askedOf: [agencyId, ...(duty.role === "COORDINATOR" ? [null] : [])] } : {}),
      ...(duty.isUrgent ? { unconfirmedFor: actor.id } : {}),
      ...judges,
    },
    { number: 1, size: FIRST_ITEMS },
  )
  const due = days[duty.deadline]
  const items = rows.map((row) => itemOf(row, due, ledger))
  return {
    place: duty.place,
    key: `${campaign.id}:${duty.role}:${duty.state}:${duty.holder ?? ""}:${agencyId ?? ""}`,
    title: duty.title,
    what:
      duty.isOwnAgency && campaign.workflow.value === "appraising"
        ? `${duty.what} Đăng ký đã khóa, vẫn trình được đến khi chốt danh mục.`
        : duty.what,
    count: total,
    items,
    due: [due, ...items.map((item) => item.due)].sort()[0] ?? due,
    query: {
      campaign: campaign.id,
      state: duty.state,
      agency: duty.isAsked ? null : agencyId,
      ...(duty.holder ? { holder: HOLDER_CHOICES[duty.holder] } : {}),
      ...(duty.isAsked ? { asked: "own" as const } : {}),
      ...(duty.isUrgent ? { urgent: "open" as const } : {}),
    },
  }
}

function itemOf(row: RegistrationRow, due: IsoDay, ledger: readonly Deadline[]): WorkItem {
  const context = row.workflow.context
  const consulted = row.workflow.value === "consulting" ? context.consultation : null
  const opinion = ledger.find(
    (one) => one.kind === "OPINION" && one.subject.id === row.id && isOpenDeadline(one),
  )
  const returned = row.workflow.value === "returned" ? context.returns.at(-1) : undefined
  return {
    id: row.id,
    serviceCode: row.serviceCode,
    procedureName: row.procedureName,
    caseName: registeredCaseName(row),
    suggestedLevel: row.suggestedLevel,
    proposedLevel: row.proposedLevel,
    sure: row.sure,
    remark: consulted
      ? `Câu hỏi: ${consulted.question}`
      : returned
        ? `Lý do trả lại: ${returned.reason}`
        : "",
    due: (consulted && opinion?.due) ?? due,
    holder: holderOf(row),
  }
}

import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { type DeadlineKind, isRunning } from "#models/campaign/deadlines.ts"
import { type Deadline, isOpenDeadline } from "#models/deadline/deadline.ts"
import { registeredCaseName } from "#models/registration/case-name.ts"
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
import { type Action, isAllowed } from "#workflows/permissions.ts"
import { isAtWork } from "#workflows/registration/campaign-takes.server.ts"
import { officeActsWaiting, type WaitingAct } from "./office-acts-waiting.server.ts"
import { type SignedDecision, signedDecision } from "./overdue-issue.server.ts"
import { standingFor, type WorkStanding } from "./work-standing.server.ts"

/** A kind of work that waits: registrations in one state, of one agency where the role is bound to it. */
type Duty = {
  role: Role
  state: RegistrationState
  title: string
  what: string
  deadline: DeadlineKind
  isOwnAgency: boolean
}

/** The right each role's duties rest on: a deputy may have been handed other kinds of work. */
const RIGHTS: Partial<Record<Role, Action>> = {
  SPECIALIST: "registration.propose",
  UNIT_HEAD: "registration.signOff",
  REVIEWER: "registration.appraise",
  CHIEF_OF_OFFICE: "registration.approve",
  COORDINATOR: "registration.giveOpinion",
}

const DUTIES: readonly Duty[] = [
  {
    role: "SPECIALIST",
    state: "returned",
    title: "Bị trả lại, cần hoàn thiện",
    what: "Sửa theo lý do trả lại rồi trình lại.",
    deadline: "registerBy",
    isOwnAgency: true,
  },
  {
    role: "SPECIALIST",
    state: "drafting",
    title: "Cần rà soát và đề xuất mức độ",
    what: "Trả lời tiêu chí, đề xuất mức độ rồi trình lãnh đạo đơn vị.",
    deadline: "registerBy",
    isOwnAgency: true,
  },
  {
    role: "UNIT_HEAD",
    state: "awaitingUnitHead",
    title: "Chờ ký duyệt đăng ký của đơn vị",
    what: "Ký duyệt để gửi Văn phòng UBND cấp tỉnh, hoặc trả lại kèm lý do.",
    deadline: "registerBy",
    isOwnAgency: true,
  },
  {
    role: "REVIEWER",
    state: "registered",
    title: "Mới đăng ký, chờ thẩm định",
    what: "Bắt đầu thẩm định.",
    deadline: "appraiseBy",
    isOwnAgency: false,
  },
  {
    role: "REVIEWER",
    state: "underAppraisal",
    title: "Đang thẩm định",
    what: "Kết luận thẩm định đạt, trả lại, hoặc lấy ý kiến.",
    deadline: "appraiseBy",
    isOwnAgency: false,
  },
  {
    role: "REVIEWER",
    state: "consulting",
    title: "Đang lấy ý kiến",
    what: "Chờ cơ quan chuyên môn về chuyển đổi số trả lời.",
    deadline: "appraiseBy",
    isOwnAgency: false,
  },
  {
    role: "CHIEF_OF_OFFICE",
    state: "appraised",
    title: "Đã thẩm định, chờ phê duyệt",
    what: "Phê duyệt để đưa vào dự thảo danh mục.",
    deadline: "appraiseBy",
    isOwnAgency: false,
  },
  {
    role: "COORDINATOR",
    state: "consulting",
    title: "Được lấy ý kiến",
    what: "Trả lời trước hạn ghi trong yêu cầu.",
    deadline: "appraiseBy",
    isOwnAgency: false,
  },
]

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
}

export type WorkSection = {
  key: string
  title: string
  what: string
  count: number
  items: WorkItem[]
  due: IsoDay
  /** The list the section stands for. */
  query: { campaign: string; state: RegistrationState; agency: string | null }
}

export type CampaignWork = {
  campaign: Pick<ReviewCampaign, "id" | "name">
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
}

/** What waits for somebody who is absent, whom this person deputises for. */
export type WorkInPlace = Work & { place: NonNullable<Held["delegated"]> }

/** What waits for this person today in every running campaign, nearest due first; apart, what they see to for absent people. */
export const getWorkList = async (
  d: OfficeDependencies & LedgerDependencies,
  actor: Actor,
): Promise<Work & { today: IsoDay; inPlaceOf: WorkInPlace[] }> => {
  const at = d.clock.now()
  const facts = {
    running: (await findCampaigns()).filter(isRunning),
    ledger: await clockLedger(d),
    today: dayOf(at),
    at,
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

type Facts = { running: ReviewCampaign[]; ledger: readonly Deadline[]; today: IsoDay; at: Date }

async function workAs(actor: Actor, { running, ledger, today, at }: Facts): Promise<Work> {
  const campaigns = await Promise.all(
    running.map(async (campaign) => {
      const work = await workOf(campaign, ledger, actor, { today, at })
      const signed = signedDecision(campaign, ledger, today)
      const isTheirs =
        work.editionStep !== null || actor.assignments.some(({ role }) => OVERSEERS.includes(role))
      return { ...work, signedDecision: isTheirs ? signed : null }
    }),
  )
  return {
    campaigns,
    stuck: await stuckFor(actor, at),
    officeActs: await officeActsWaiting(actor, today),
  }
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
  { today, at }: Pick<Facts, "today" | "at">,
): Promise<Omit<CampaignWork, "signedDecision">> {
  const days = phaseDaysIn(ledger, campaign)
  const { value } = campaign.workflow
  const duties = DUTIES.flatMap((duty) =>
    actor.assignments
      .filter(({ role, agencyId }) => role === duty.role && mayDo(actor, role, agencyId))
      .map(({ agencyId }) => ({ duty, agencyId: duty.isOwnAgency ? agencyId : null })),
  )
  const sections = await Promise.all(
    // While the catalogue is drawn up registrations stand still: nobody is told to move them.
    isAtWork(value)
      ? duties.map(({ duty, agencyId }) => sectionOf(campaign, duty, agencyId, { days, ledger }))
      : [],
  )
  return {
    campaign: { id: campaign.id, name: campaign.name },
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
  { days, ledger }: { days: ReviewCampaign["deadlines"]; ledger: readonly Deadline[] },
): Promise<WorkSection> {
  const { rows, total } = await findRegistrations(
    { campaignId: campaign.id, states: [duty.state], ...(agencyId ? { agencyId } : {}) },
    { number: 1, size: FIRST_ITEMS },
  )
  const due = days[duty.deadline]
  const items = rows.map((row) => itemOf(row, due, ledger))
  return {
    key: `${campaign.id}:${duty.role}:${duty.state}:${agencyId ?? ""}`,
    title: duty.title,
    what:
      duty.isOwnAgency && campaign.workflow.value === "appraising"
        ? `${duty.what} Đăng ký đã khóa, vẫn trình được đến khi chốt danh mục.`
        : duty.what,
    count: total,
    items,
    due: [due, ...items.map((item) => item.due)].sort()[0] ?? due,
    query: { campaign: campaign.id, state: duty.state, agency: agencyId },
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
  }
}

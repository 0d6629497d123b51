import { expect } from "vitest"
import { findAuditPage, getAuditHead } from "#models/audit/audit-entry.repository.server.ts"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { type Actor, ROLES, type Role } from "#models/shared/workflow.ts"
import { yearDeadlines } from "#seeds/scenarios/plan-calendar.ts"
import { type Edge, edgesOf } from "#test/setup/chart-walk.ts"
import { type AskedOffice, openSmallOffice, type SmallOffice } from "#test/setup/office.ts"
import { approveAll, type Stage } from "#test/setup/stages.ts"
import { openTestStore } from "#test/setup/store.ts"
import { contentOf, putInto, type StoreContent } from "#test/setup/store-copy.ts"
import { campaignChart } from "#workflows/campaign/chart.ts"
import { completePublications } from "#workflows/campaign/complete-publication.server.ts"
import { boardOffersOf, openOffersOf } from "#workflows/campaign/offers.server.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { CAMPAIGN_STEPS } from "#workflows/campaign/steps/index.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { runDeliveries } from "#workflows/delivery/run-deliveries.server.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { ruleOf } from "#workflows/permissions.ts"
import type { StepField } from "#workflows/step-fields.ts"

type Situation = { content: StoreContent; at: Date; state: string }
type Act = { name: string; act: () => Promise<unknown> }

export type CampaignWalk = {
  taken: Set<Edge>
  states: Set<string>
  refused: number
}

/** A refusal says what is wrong and, in a whole sentence, in Vietnamese. */
const SENTENCE = /^\p{Lu}.{15,}[.!;]/su
const VIETNAMESE = /[à-ỹđ]/iu

/**
 * Walks the campaign of a small office, whose registrations are approved, by what its pages offer, from a stage on, each state once: whatever is offered to a person is
 * done when they ask, whatever is not is refused with its reason and changes nothing. Beside the offers: the records come through,
 * and an amendment is opened.
 * @param asked the office and how far it has come
 * @param options `within`: states that are gone on from, all where missing; `everybody`: who holds no right to a step tries it, too
 */
export const walkCampaign = async <S extends Stage>(
  asked: AskedOffice<S>,
  { within, everybody = false }: { within?: readonly string[]; everybody?: boolean } = {},
): Promise<CampaignWalk> => {
  const store = await openTestStore()
  try {
    const office = (await openSmallOffice(store, asked)) as SmallOffice
    if ((await getCampaign(office.campaignId)).workflow.value === "collecting") await approveAll(office)
    const people = peopleOf(office)
    const walk: CampaignWalk = { taken: new Set(), states: new Set(), refused: 0 }
    const met = new Set<string>()
    const open: Situation[] = []
    const meet = async () => {
      const campaign = await getCampaign(office.campaignId)
      const state = campaign.workflow.value
      walk.states.add(state)
      if (met.has(likenessOf(campaign)) || (within && !within.includes(state))) return
      met.add(likenessOf(campaign))
      open.push({ content: await contentOf(store), at: office.clock.now(), state })
    }
    const goBack = async ({ content, at }: Situation) => {
      for (const name of (await contentOf(store)).keys())
        await store.connection.collection(name).deleteMany({})
      await putInto(store, content)
      office.clock.set(at)
    }
    await meet()
    for (const situation of open) {
      await goBack(situation)
      const offered = await refuseAllElse(office, people, walk, everybody)
      for (const { name, act } of [...offered, ...besides(office, situation.state)]) {
        await goBack(situation)
        const before = (await getAuditHead()).sequence
        await act().catch((error: unknown) => {
          throw new Error(`${name} was offered in ${situation.state}`, { cause: error })
        })
        await noteEdges(office.campaignId, before, walk)
        await meet()
      }
    }
    return walk
  } finally {
    await store.close()
  }
}

/** The edges an office set up in such a way can take. */
export const drawnEdges = (): Edge[] => edgesOf(campaignChart.machine)

/** What tells two situations apart here: where it stands, and which marks its decision bears. */
const likenessOf = ({ workflow }: ReviewCampaign): string => {
  const { signed, numbered, initialled } = workflow.context
  return JSON.stringify([workflow.value, Boolean(signed), Boolean(numbered), Boolean(initialled)])
}

/** Each role once, where it belongs. */
function peopleOf({ staff }: SmallOffice): Actor[] {
  const known: Partial<Record<Role, Actor>> = {
    REVIEWER: staff.reviewer,
    CHIEF_OF_OFFICE: staff.chief,
    RECORDS_CLERK: staff.clerk,
    LEADER: staff.leader,
  }
  return ROLES.map(
    (role) =>
      known[role] ?? {
        id: `ai-do.${role.toLowerCase()}`,
        name: "Ai đó",
        assignments: [{ role, agencyId: "so-tu-phap" }],
      },
  )
}

/** Asks for every step as everybody; those that are offered are handed back, each as the first who is offered it. */
async function refuseAllElse(
  { d, clock, campaignId, staff }: SmallOffice,
  people: readonly Actor[],
  walk: CampaignWalk,
  everybody: boolean,
): Promise<Act[]> {
  const offered = new Map<string, Act>()
  const campaign = await getCampaign(campaignId)
  for (const actor of people) {
    const about = { campaign, actor, at: clock.now() }
    const { next, others } = await openOffersOf(d, about)
    const offers = [...(next ? [next] : []), ...others, ...(await boardOffersOf(d, about))]
    for (const step of CAMPAIGN_STEPS) {
      const offer = offers.find(({ intent, refusal }) => intent === step.intent && refusal === null)
      if (offer) {
        const values = filled(offer.fields, offer.values, campaign, staff.leader.id)
        const command = { campaignId, revision: campaign.revision, actor, ...values }
        if (!offered.has(step.intent))
          offered.set(step.intent, { name: `«${step.label}»`, act: () => takeStep(d, step, command) })
        continue
      }
      const holds = actor.assignments.some(({ role }) => ruleOf(step.permission).roles.includes(role))
      if (!holds && !everybody) continue
      const what = `${campaign.workflow.value}, ${step.intent}, ${actor.name}`
      const before = (await getAuditHead()).sequence
      const refusal = await takeStep(d, step, { campaignId, actor }).then(
        () => null,
        (error: { code?: string; message: string }) => error,
      )
      expect([what, refusal?.code]).toEqual([what, holds ? "WORKFLOW_REFUSED" : "FORBIDDEN"])
      const message = refusal?.message ?? ""
      expect([what, message, SENTENCE.test(message), VIETNAMESE.test(message)]).toEqual([
        what,
        message,
        true,
        true,
      ])
      const now = await getCampaign(campaignId)
      expect([now.revision, now.workflow]).toEqual([campaign.revision, campaign.workflow])
      expect((await getAuditHead()).sequence - before).toBe(holds ? 0 : 1)
      walk.refused += 1
    }
  }
  return [...offered.values()]
}

/** A form as a person fills it in who takes what it proposes. */
function filled(
  fields: readonly StepField[],
  values: Record<string, string | number>,
  { workflow }: ReviewCampaign,
  leaderId: string,
): Record<string, unknown> {
  const { frozen, numbered } = workflow.context
  const own: Record<string, unknown> = {
    wrong: "QUYẾT ĐỊNH:",
    right: "Quyết định:",
    concerns: "TEXT",
    letterDay: numbered?.day,
    serviceCode: "",
    // Nobody signs in here: the page has no leader to choose from.
    signatoryId: leaderId,
  }
  const answerTo = (field: StepField): unknown => {
    if (field.name in values) return values[field.name]
    if (field.name in own) return own[field.name]
    switch (field.kind) {
      case "TEXT":
        return "Nội dung ghi đủ để hiểu"
      case "CHOICE":
        return field.options[0]?.value
      case "DIGEST":
        return frozen?.digest
      case "TYPED_NUMBER":
        return field.expected
      case "DAY":
        return formatDay(numbered?.day ?? "")
      default:
        return undefined
    }
  }
  return Object.fromEntries(
    fields.flatMap((field) => (field.kind === "CONFIRMATION" ? [] : [[field.name, answerTo(field)]])),
  )
}

/** What happens to an issued edition beside its steps. */
function besides({ store, d, staff, clock, campaignId }: SmallOffice, state: string): Act[] {
  const comeThrough = async () => {
    const portals = await startPortalSimulator({ port: 0 })
    try {
      const targets = (await storedReference.portalTargetsOn(dayOf(clock.now()))).map((target) => ({
        ...target,
        url: `${portals.url}/${target.id}`,
      }))
      await runDeliveries({ store, clock, portals: portalClients(targets) }, { until: "IDLE" })
    } finally {
      await portals.close()
    }
    await completePublications(d)
  }
  const amend = () =>
    openCampaign(d, {
      year: 2023,
      sequence: 2,
      kind: "AMENDMENT",
      name: "Điều chỉnh",
      deadlines: yearDeadlines(2023),
      numberFirst: false,
      amends: campaignId,
      actor: staff.reviewer,
    })
  return [
    ...(state === "issued" ? [{ name: "publication", act: comeThrough }] : []),
    ...(["issued", "published", "archived"].includes(state) ? [{ name: "amendment", act: amend }] : []),
  ]
}

/** The edges the campaign took since, as the log tells them. */
async function noteEdges(campaignId: string, since: number, { taken }: CampaignWalk): Promise<void> {
  const { entries } = await findAuditPage({ subjectId: campaignId }, 1, 1_000)
  for (const { sequence, type, from, to } of entries)
    if (sequence > since && from !== null && to !== null) taken.add(`${from} --${type}--> ${to}`)
}

/**
 * One process of an office on a list of several hundred services: goes on with the year from wherever the store stands until it
 * is published, unless it is told to die on the way. Run as a process of its own, with what to do as JSON; prints a line of what
 * it found and a line of how it ended.
 */
import { writeSync } from "node:fs"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { findEditionDraftIds } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { nextDueAt } from "#models/outbox/outbox-leases.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { openStore, type Store } from "#models/store/connection.server.ts"
import { rehearsalStaff } from "#seeds/scenarios/office-staff.ts"
import { completePublications } from "#workflows/campaign/complete-publication.server.ts"
import { resumeActs } from "#workflows/campaign/resume-acts.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { runDeliveries } from "#workflows/delivery/run-deliveries.server.ts"
import type { PortalClient } from "#workflows/gateways/portals/portal-client.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"
import { howItEnded } from "./how-it-ended.ts"
import { beginLargeOffice } from "./large-office.ts"
import type { OfficeProcessOrder, Phase } from "./office-processes.ts"
import { DECIDED, takeTo } from "./stages.ts"

const order = JSON.parse(process.argv[2] ?? "{}") as OfficeProcessOrder
const MINUTE = 60_000
const CAMPAIGN = "2023-1"
/** Each process starts long after the former fell silent. */
const HOURS_APART = 3

const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`)

const points: Partial<Record<Phase, number>> = {}
let phase: Phase = "prepare"
/** A place where a process may die: before, within or after a transaction, before or after a portal is told. */
const point = (): void => {
  const passed = (points[phase] ?? 0) + 1
  points[phase] = passed
  if (order.kill?.phase === phase && order.kill.point === passed) process.kill(process.pid, "SIGKILL")
}

const mortal = (store: Store): Store => ({
  ...store,
  inTransaction: async (work) => {
    point()
    const result = await store.inTransaction(async (session) => {
      const written = await work(session)
      point()
      return written
    })
    point()
    return result
  },
})

const mortalPortal = (client: PortalClient): PortalClient => {
  const telling =
    (tell: PortalClient["put"]): PortalClient["put"] =>
    async (sending) => {
      point()
      const receipt = await tell(sending)
      point()
      return receipt
    }
  return { ...client, put: telling(client.put), withdraw: telling(client.withdraw) }
}

const store = await openStore({ dataDir: order.dataDir })
const clock = fixedClock("2023-03-06T01:00:00Z")
const machine = fixedClock(new Date(DECIDED.getTime() + order.start * HOURS_APART * 60 * MINUTE))
const d = {
  store: mortal(store),
  clock,
  leaseClock: machine,
  reference: storedReference,
  getRegime: storedReference.regime,
  signing: await trainingSigning(order.keys),
}
const staff = rehearsalStaff("van-phong-ubnd-tinh", {
  personId: "phochutich",
  fullName: "Đinh Thị Bích Vân",
})
const office = { d, clock, staff, campaignId: CAMPAIGN }
const by = { campaignId: CAMPAIGN }
const stateNow = async () => (await getCampaign(CAMPAIGN)).workflow.value

const clients = async () =>
  Object.fromEntries(
    Object.entries(
      portalClients(
        (await storedReference.portalTargetsOn("2023-05-12")).map(({ id }) => ({
          id,
          url: `${order.portalsUrl}/${id}`,
        })),
      ),
    ).map(([id, client]) => [id, mortalPortal(client)]),
  )

/** What somebody who looks sees before anything is gone on with. */
const sayWhatStands = async () =>
  say({
    state: await stateNow(),
    drafts: await findEditionDraftIds(),
    acts: (await findLongActs()).map(({ kind }) => kind),
    isDue: (await nextDueAt("provincial")) !== null,
  })

/** Goes on with what was left behind; where nothing was, takes the step. */
const goOnOr = async (step: () => Promise<unknown>): Promise<void> => {
  if ((await resumeActs(d)) === 0) await step()
}

async function goOn(): Promise<boolean> {
  const state = await stateNow()
  if (state === "published") return false
  if (state === "appraising") {
    phase = "freeze"
    await goOnOr(() =>
      takeStep(d, consolidateEdition, {
        ...by,
        actor: staff.reviewer,
        leftOutReason: "Chuyển sang đợt điều chỉnh trong năm.",
      }),
    )
  } else if (state === "sealed") {
    phase = "issue"
    await goOnOr(() => takeStep(d, issueDecision, { ...by, actor: staff.clerk }))
  } else if (state === "issued") {
    phase = "deliver"
    await runDeliveries({ ...d, portals: await clients() }, { until: "IDLE" })
    phase = "publish"
    await completePublications(d)
  } else {
    phase = "decide"
    await takeTo(office, "sealed")
  }
  clock.set(new Date(Math.max(clock.now().getTime() + MINUTE, stateIsDecided(await stateNow()))))
  return true
}

const stateIsDecided = (state: string): number =>
  ["sealed", "issued", "published"].includes(state) ? DECIDED.getTime() : 0

try {
  if (order.begin) {
    await beginLargeOffice(office, order.begin)
  } else {
    await sayWhatStands()
    clock.set(new Date(Math.max(clock.now().getTime(), stateIsDecided(await stateNow()))))
    for (let round = 1; await goOn(); round += 1)
      if (round > 30) throw new Error(`the office does not go on from ${await stateNow()}`)
  }
  say({ points, ...(await howItEnded(CAMPAIGN)) })
} finally {
  await store.close()
}

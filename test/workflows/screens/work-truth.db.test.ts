import { expect, test } from "vitest"
import { getRegistration } from "#models/registration/registration.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { moveAll, proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { takeTo } from "#test/setup/stages.ts"
import { offeredEvents } from "#workflows/registration/offered-events.server.ts"
import { stepOf } from "#workflows/registration/steps/index.ts"
import { visibleAgencyIds } from "#workflows/registration/visible-registrations.server.ts"
import { getRegistrationList } from "#workflows/screens/registration-list.server.ts"
import { countWaitingRegistrations } from "#workflows/screens/registrations-waiting.server.ts"
import { describeWaiting } from "#workflows/screens/waiting-since.server.ts"
import { countWork, urgencyOf, workInWords } from "#workflows/screens/work-counts.ts"
import { getWorkList } from "#workflows/screens/work-list.server.ts"
import { ownWork } from "#workflows/screens/work-nav.server.ts"

const office = officeForEach()

const everyone = async (): Promise<Actor[]> => {
  const { agencyId } = await registrationOf("2.000488")
  const { specialistOf, headOf, reviewer, chief, clerk, leader } = office.staff
  const proposerToo: Actor = { ...specialistOf(agencyId), assignments: headOf(agencyId).assignments }
  const appraiserToo: Actor = { ...reviewer, assignments: chief.assignments }
  return [
    ...[specialistOf(agencyId), headOf(agencyId), reviewer, chief, clerk, leader],
    ...[proposerToo, appraiserToo],
  ]
}

/** The office at each turn of its registrations, then of its catalogue. */
const TURNS: [string, () => Promise<unknown>][] = [
  ["open", async () => {}],
  ["proposed", () => proposeByRules(office.d, { campaignId: office.campaignId, staff: office.staff })],
  ["signed off", () => moveOne("proposal.signedOff")],
  ["under appraisal", () => moveOne("appraisal.started")],
  ["appraised", () => moveOne("appraisal.agreed")],
]

async function moveOne(type: "proposal.signedOff" | "appraisal.started" | "appraisal.agreed") {
  const { id, agencyId } = await registrationOf("2.000488")
  const actor = type === "proposal.signedOff" ? office.staff.headOf(agencyId) : office.staff.reviewer
  const event = type === "appraisal.agreed" ? { type, note: "" } : { type }
  const refused = await moveAll(office.d, [{ registrationId: id, event }], actor)
  expect(refused).toEqual([])
}

/** What a list holds of a person's own, counted row by row as the page shows it. */
const shownIn = ({
  campaigns,
  stuck,
  officeActs,
  planWork,
}: Awaited<ReturnType<typeof getWorkList>>): number =>
  stuck.count +
  officeActs.length +
  planWork.length +
  campaigns.reduce(
    (sum, { sections, editionStep, standing }) =>
      sum +
      sections.filter(({ place }) => place === "MINE").reduce((all, { count }) => all + count, 0) +
      (editionStep ? 1 : 0) +
      (standing.lockable ? 1 : 0),
    0,
  )

test("at every turn the navigation counts what the list shows, and everything shown may really be done by that person", async () => {
  const day = dayOf(office.clock.now())
  const rules = await office.d.reference.officeRulesOn(day)
  let offered = 0
  for (const [turn, take] of TURNS) {
    await take()
    for (const actor of await everyone()) {
      const list = await getWorkList(office.d, actor)
      const { counts } = await ownWork(office.d, actor)
      expect([turn, actor.name, counts.places.MINE]).toEqual([turn, actor.name, shownIn(list)])
      expect(counts).toEqual(countWork([list], day))
      if (visibleAgencyIds(actor)?.length !== 0) {
        const { total } = await getRegistrationList(office.d, { query: { page: 1 }, actor })
        const counted = await countWaitingRegistrations(office.d, actor)
        expect([turn, actor.name, counted]).toEqual([turn, actor.name, total])
      }
      for (const section of list.campaigns.flatMap(({ sections }) => sections)) {
        if (section.place === "OTHERS") continue
        for (const { id } of section.items) {
          const events = await offeredEvents(await getRegistration(id), actor, {
            campaign: "collecting",
            day,
            rules,
          })
          const onward = events.filter((event) => !stepOf(event)?.ends && !stepOf(event)?.isRecall)
          expect([turn, actor.name, section.title, onward.length > 0]).toEqual([
            turn,
            actor.name,
            section.title,
            true,
          ])
          offered += 1
        }
      }
    }
  }
  expect(offered).toBeGreaterThan(5)
})

test("what was done since changes the count at once, for the doer and for whoever is next", async () => {
  const { agencyId } = await registrationOf("2.000488")
  const count = async (actor: Actor) => (await ownWork(office.d, actor)).counts.places
  const specialist = office.staff.specialistOf(agencyId)
  const before = (await count(specialist)).MINE
  expect((await count(office.staff.headOf(agencyId))).MINE).toBe(0)
  await proposeByRules(office.d, { campaignId: office.campaignId, staff: office.staff })
  expect((await count(specialist)).MINE).toBe(0)
  expect((await count(office.staff.headOf(agencyId))).MINE).toBe(before)
  await moveOne("proposal.signedOff")
  expect(await count(office.staff.reviewer)).toMatchObject({ MINE: 0, UNCLAIMED: 1 })
})

test("a head who proposed is not told to sign their own, nor the appraiser to approve what they appraised", async () => {
  const titles = async (actor: Actor) =>
    (await getWorkList(office.d, actor)).campaigns.flatMap(({ sections }) =>
      sections.map(({ title }) => title),
    )
  const [proposerToo, appraiserToo] = (await everyone()).slice(-2) as [Actor, Actor]
  for (const [, take] of TURNS.slice(0, 2)) await take()
  expect(await titles(proposerToo)).toEqual([])
  for (const [, take] of TURNS.slice(2)) await take()
  expect(await titles(office.staff.chief)).toEqual(["Đã thẩm định, chờ phê duyệt"])
  expect(await titles(appraiserToo)).toEqual([])
})

test("past its day work is overdue, within three days near, and the words say how much", async () => {
  expect([urgencyOf("2023-03-30", "2023-03-31"), urgencyOf("2023-04-03", "2023-03-31")]).toEqual([
    "LATE",
    "SOON",
  ])
  expect(urgencyOf("2023-04-04", "2023-03-31")).toBe("LATER")
  const { agencyId } = await registrationOf("2.000488")
  office.clock.set("2023-04-03T01:00:00Z")
  const { counts } = await ownWork(office.d, office.staff.specialistOf(agencyId))
  expect(counts.urgencies.LATE).toBe(counts.places.MINE)
  expect(workInWords(counts)).toBe(`${counts.places.MINE} việc, ${counts.urgencies.LATE} quá hạn`)
})

test("what others have is told with since when, and where it lies", async () => {
  const { agencyId } = await registrationOf("2.000488")
  office.clock.set("2023-03-08T01:00:00Z")
  await proposeByRules(office.d, { campaignId: office.campaignId, staff: office.staff })
  office.clock.set("2023-03-15T01:00:00Z")
  const { campaigns, today } = await getWorkList(office.d, office.staff.specialistOf(agencyId))
  const [first] = campaigns
  if (!first) throw new Error("no review is running")
  expect(await describeWaiting(first.campaign, first.standing.waiting, today)).toMatchObject([
    { what: "Chờ lãnh đạo đơn vị ký duyệt", since: "2023-03-08", agencyId, states: ["awaitingUnitHead"] },
  ])
})

test("once the catalogue is drawn up its registrations are nobody's work, and its next step is counted for whose turn it is", async () => {
  await takeTo(office, "consolidated")
  const { agencyId } = await registrationOf("2.000488")
  expect((await ownWork(office.d, office.staff.specialistOf(agencyId))).counts.places.MINE).toBe(0)
  const list = await getWorkList(office.d, office.staff.chief)
  expect(list.campaigns[0]?.editionStep).not.toBeNull()
  expect((await ownWork(office.d, office.staff.chief)).counts.places.MINE).toBe(shownIn(list))
  expect((await ownWork(office.d, office.staff.leader)).counts.places.MINE).toBe(0)
})

import { expect, test } from "vitest"
import { CAMPAIGN_EVENT_LABELS, type CampaignEventType } from "#models/campaign/events.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import { begin } from "#workflows/advance.ts"
import { campaignChart } from "#workflows/campaign/chart.ts"
import { campaignMachine } from "#workflows/campaign/machine.ts"
import { CAMPAIGN_STEPS } from "#workflows/campaign/steps/index.server.ts"
import { isTurnOf, whyNotTake } from "#workflows/campaign/why-not-take.ts"
import { AT, EVENTS, pathsOf } from "./campaign-paths.ts"

const INPUT = {
  kind: "ANNUAL",
  numberFirst: false,
  initials: false,
  annexesApart: false,
  amends: null,
} as const
const fresh = begin(campaignChart, INPUT)
/** Everything a campaign can come to, however the office numbers and initials. */
const standings = [false, true].flatMap((numberFirst) =>
  [false, true].flatMap((initials) =>
    pathsOf(numberFirst, initials).map(({ state }) => ({
      snapshot: state,
      workflow: { ...fresh, value: state.value, context: state.context } as WorkflowSnapshot<never, never>,
    })),
  ),
)

test("an office's own course and a person's steps together are all that may happen", () => {
  const bySteps = CAMPAIGN_STEPS.map(({ event }) => event)
  const byItself: CampaignEventType[] = ["campaign.opened", "records.published", "amendment.opened"]
  expect([...bySteps, ...byItself].sort()).toEqual(Object.keys(CAMPAIGN_EVENT_LABELS).sort())
  expect(new Set(CAMPAIGN_STEPS.map(({ intent }) => intent)).size).toBe(CAMPAIGN_STEPS.length)
})

test("what a step says of itself is what the chart does, for everybody, wherever an edition stands", () => {
  let asked = 0
  for (const step of CAMPAIGN_STEPS)
    for (const { snapshot, workflow } of standings)
      for (const who of new Set(EVENTS.filter(({ type }) => type === step.event).map(({ by }) => by))) {
        const own = EVENTS.filter(({ type, by }) => type === step.event && by === who)
        const isTaken = snapshot.status === "active" && own.some((event) => snapshot.can(event))
        const why = whyNotTake(step, { workflow }, { id: who, name: who, assignments: [] }, new Date(AT))
        expect([step.intent, snapshot.value, who, why === null]).toEqual([
          step.intent,
          snapshot.value,
          who,
          isTaken,
        ])
        if (why !== null) expect(why).toMatch(/\.$/)
        asked += 1
      }
  expect(asked).toBeGreaterThan(500)
})

test("wherever an edition stands one step at most is next, and before its issue exactly one", () => {
  for (const { snapshot, workflow } of standings) {
    const next = CAMPAIGN_STEPS.filter((step) => step.place === "NEXT" && isTurnOf(step, { workflow }))
    const isOver = [
      "planned",
      "collecting",
      "issued",
      "published",
      "archived",
      "recalled",
      "stopped",
    ].includes(String(snapshot.value))
    expect([snapshot.value, next.length]).toEqual([snapshot.value, isOver ? 0 : 1])
  }
})

test("the machine knows no event that has no words", () => {
  expect(campaignMachine.events.filter((type) => !(type in CAMPAIGN_EVENT_LABELS))).toEqual([])
})

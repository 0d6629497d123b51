import { expect, test } from "vitest"
import type { CampaignContext } from "#models/campaign/context.ts"
import { CAMPAIGN_STATES } from "#models/campaign/states.ts"
import { advance, begin } from "#workflows/advance.ts"
import { campaignChart } from "#workflows/campaign/chart.ts"
import { AT, EVENTS, OTHER_DIGEST, pathsOf } from "./campaign-paths.ts"

test.each([false, true])("every state of an edition can be reached (number first: %s)", (numberFirst) => {
  const reached = new Set(pathsOf(numberFirst).map((path) => path.state.value))
  expect([...reached].sort()).toEqual([...CAMPAIGN_STATES].sort())
})

test.each([false, true])(
  "nothing is issued without both checks, signature, number and seal (number first: %s)",
  (numberFirst) => {
    const issued = pathsOf(numberFirst).filter((path) => path.state.value === "issued")
    expect(issued.length).toBeGreaterThan(0)
    for (const path of issued) {
      const { contentChecked, formChecked, signed, numbered, sealed } = path.state.context as CampaignContext
      expect(contentChecked?.by).not.toBe(formChecked?.by)
      expect(signed?.signatory.personId).toBe("leader")
      expect(signed?.signedOn).toBe("2023-05-12")
      expect(numbered).not.toBeNull()
      expect(sealed).not.toBeNull()
      const order = path.steps.map((step) => step.event.type)
      const [sign, number] = [order.lastIndexOf("decision.signed"), order.lastIndexOf("number.assigned")]
      expect(numberFirst ? number < sign : sign < number).toBe(true)
    }
  },
)

test.each([false, true])(
  "where the office initials, nothing is signed or numbered before, and no one initials twice (number first: %s)",
  (numberFirst) => {
    const issued = pathsOf(numberFirst, true).filter((path) => path.state.value === "issued")
    expect(issued.length).toBeGreaterThan(0)
    for (const { steps } of issued) {
      const order = steps.map(({ event }) => event.type)
      const initialled = order.lastIndexOf("decision.initialled")
      expect(initialled).toBeGreaterThan(order.lastIndexOf("submission.made"))
      expect(initialled).toBeLessThan(order.lastIndexOf("decision.signed"))
      expect(initialled).toBeLessThan(order.lastIndexOf("number.assigned"))
      expect(order.filter((type) => type === "decision.initialled")).toHaveLength(1)
    }
    const without = pathsOf(numberFirst).flatMap(({ steps }) => steps.map(({ event }) => event.type))
    expect(without).not.toContain("decision.initialled")
  },
)

test("a returned edition loses its freeze and its checks", () => {
  const path = pathsOf(false).find((candidate) => candidate.state.value === "returnedForRevision")
  const context = path?.state.context as CampaignContext
  expect(context.frozen).toBeNull()
  expect(context.contentChecked).toBeNull()
})

test("checking an older freeze is refused with the reason", () => {
  let snapshot = begin(campaignChart, {
    kind: "ANNUAL",
    numberFirst: false,
    initials: false,
    annexesApart: false,
    amends: null,
  })
  for (const event of EVENTS.slice(0, 3))
    snapshot = advance(campaignChart, snapshot, event, { id: event.by }, new Date(AT)).snapshot
  expect(() =>
    advance(
      campaignChart,
      snapshot,
      { type: "content.checked", digest: OTHER_DIGEST },
      { id: "chief" },
      new Date(AT),
    ),
  ).toThrow(/chốt lại/)
})

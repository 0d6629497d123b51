import { expect, test } from "vitest"
import { CAMPAIGN_STATES } from "#models/campaign/states.ts"
import { drawnEdges, walkCampaign } from "./role-table-walk.ts"

test("in every state of a campaign what its pages offer is done, all else is refused with its reason, and every edge is taken", {
  timeout: 240_000,
}, async () => {
  const whole = await walkCampaign({ stage: "collecting" })
  // Of an office that has decisions initialled and numbered before they are signed, where that matters.
  const other = await walkCampaign(
    { stage: "submittedForSignature", numberFirst: true, initials: true },
    { within: ["submittedForSignature", "numbered", "signed"] },
  )
  expect(whole.states).toEqual(new Set(CAMPAIGN_STATES.filter((state) => state !== "planned")))
  expect(whole.refused).toBeGreaterThan(150)
  const opening = "planned --campaign.opened--> collecting"
  const taken = new Set([...whole.taken, ...other.taken, opening])
  expect(drawnEdges().filter((edge) => !taken.has(edge))).toEqual([])
})

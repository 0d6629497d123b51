import { expect, test } from "vitest"
import { walkCampaign } from "./role-table-walk.ts"

test.each(
  [false, true].flatMap((numberFirst) => [false, true].map((initials) => ({ numberFirst, initials }))),
)(
  "whoever asks for whatever, in every state of a campaign: only what is offered is done: %o",
  {
    timeout: 3_600_000,
  },
  async (ways) => {
    const { refused } = await walkCampaign({ stage: "collecting", ...ways }, { everybody: true })
    expect(refused).toBeGreaterThan(1_000)
  },
)

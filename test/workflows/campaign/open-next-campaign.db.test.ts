import { afterEach, beforeEach, expect, test } from "vitest"
import { CampaignModel } from "#models/campaign/campaign.schema.server.ts"
import type { Store } from "#models/store/connection.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { openTestStore } from "#test/setup/store.ts"
import { listCampaigns } from "#workflows/campaign/campaign-board.server.ts"
import { CampaignPlan, usualDeadlines } from "#workflows/campaign/campaign-plan.ts"
import { openNextCampaign } from "#workflows/campaign/open-next-campaign.server.ts"

let store: Store
let office: Awaited<ReturnType<typeof openSmallOffice>>

beforeEach(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store)
})
afterEach(() => store.close())

const planOf = (year: number) =>
  CampaignPlan.parse({ year: String(year), name: `Rà soát năm ${year}`, ...usualDeadlines(year) })

/** As if the running campaign had come to its end. */
const finish = () => CampaignModel.updateOne({ _id: "2023-1" }, { $set: { "workflow.value": "published" } })

test("no review is opened while another is running", async () => {
  await expect(openNextCampaign(office.d, { plan: planOf(2024), actor: office.staff.chief })).rejects.toThrow(
    "Đợt «Năm 2023» đang chạy",
  )
})

test("the first review of a year is the annual one, a further one adjusts the edition before it", async () => {
  await finish()
  expect((await listCampaigns(office.d, office.staff.chief)).mayOpen).toBe(true)
  const adjusting = await openNextCampaign(office.d, { plan: planOf(2023), actor: office.staff.chief })
  expect(adjusting).toMatchObject({
    id: "2023-2",
    kind: "AMENDMENT",
    workflow: { context: { amends: "2023-1" } },
  })
  await CampaignModel.updateOne({ _id: "2023-2" }, { $set: { "workflow.value": "published" } })
  const annual = await openNextCampaign(office.d, { plan: planOf(2024), actor: office.staff.reviewer })
  expect(annual).toMatchObject({ id: "2024-1", kind: "ANNUAL", workflow: { context: { amends: null } } })
})

test("a specialist may not open a review", async () => {
  await finish()
  await expect(
    openNextCampaign(office.d, { plan: planOf(2024), actor: office.staff.specialistOf("so-tu-phap") }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" })
})

test("a deadline before the one of the step before it is refused at its field", () => {
  const parsed = CampaignPlan.safeParse({
    year: "2024",
    name: "Rà soát năm 2024",
    ...usualDeadlines(2024),
    announceBy: "2024-04-01",
  })
  expect(parsed.error?.issues.map(({ path }) => path)).toEqual([["announceBy"]])
})

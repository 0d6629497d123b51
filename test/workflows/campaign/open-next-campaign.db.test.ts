import { describe, expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { CampaignModel } from "#models/campaign/campaign.schema.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { typedNumber } from "#test/setup/typed-number.ts"
import { CampaignPlan, usualDeadlines } from "#workflows/campaign/campaign-plan.ts"
import { assertMeant, openNextCampaign } from "#workflows/campaign/open-next-campaign.server.ts"
import { recallEdition } from "#workflows/campaign/steps/recall-edition.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"

const planOf = (year: number) =>
  CampaignPlan.parse({ year: String(year), name: `Rà soát năm ${year}`, ...usualDeadlines(year) })

/** As if the running campaign had come to its end. */
const finish = () => CampaignModel.updateOne({ _id: "2023-1" }, { $set: { "workflow.value": "published" } })

describe("while the first review runs", () => {
  const office = officeForEach()

  test("no review is opened while another is running", async () => {
    await expect(
      openNextCampaign(office.d, { plan: planOf(2024), actor: office.staff.chief }),
    ).rejects.toThrow("Đợt «Năm 2023» đang chạy")
  })

  test("a specialist may not open a review", async () => {
    await finish()
    await expect(
      openNextCampaign(office.d, { plan: planOf(2024), actor: office.staff.specialistOf("so-tu-phap") }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" })
  })
})

describe("once an edition is issued", () => {
  const issued = officeForEach({ stage: "issued" })

  test("a second adjustment of a year adjusts the annual edition too, not the first adjustment", async () => {
    const { d, staff } = issued
    await openNextCampaign(d, { plan: planOf(2023), actor: staff.chief })
    const { frozen, numbered, sealed, signed, issued: out } = (await getCampaign("2023-1")).workflow.context
    // As if the first adjustment had come out on the same day.
    await CampaignModel.updateOne(
      { _id: "2023-2" },
      {
        $set: Object.fromEntries([
          ["workflow.value", "issued"],
          ...Object.entries({ frozen, numbered, sealed, signed, issued: out }).map(([field, value]) => [
            `workflow.context.${field}`,
            value,
          ]),
        ]),
      },
    )
    expect(await openNextCampaign(d, { plan: planOf(2023), actor: staff.chief })).toMatchObject({
      id: "2023-3",
      kind: "AMENDMENT",
      workflow: { context: { amends: "2023-1" } },
    })
  })

  test("the first review of a year is the annual one, a further one adjusts the edition in force", async () => {
    const { d, staff } = issued
    const adjusting = await openNextCampaign(d, { plan: planOf(2023), actor: staff.chief })
    expect(adjusting).toMatchObject({
      id: "2023-2",
      kind: "AMENDMENT",
      workflow: { context: { amends: "2023-1" } },
    })
    expect((await getCampaign("2023-1")).workflow.context.amendedBy).toEqual(["2023-2"])
    await CampaignModel.updateOne({ _id: "2023-2" }, { $set: { "workflow.value": "recalled" } })
    const annual = await openNextCampaign(d, { plan: planOf(2024), actor: staff.reviewer })
    expect(annual).toMatchObject({ id: "2024-1", kind: "ANNUAL", workflow: { context: { amends: null } } })
  })

  test("after a recall nothing is in force to adjust, so the year's edition is announced anew", async () => {
    const { d, staff } = issued
    await takeStep(d, recallEdition, {
      campaignId: "2023-1",
      actor: staff.chief,
      reason: "Sai thẩm quyền ký",
      ...(await typedNumber("2023-1")),
    })
    expect((await verifyStore()).findings).toEqual([])
    const again = await openNextCampaign(d, { plan: planOf(2023), actor: staff.chief })
    expect(again).toMatchObject({ id: "2023-2", kind: "ANNUAL", workflow: { context: { amends: null } } })
  })
})

const refusalIn = (work: () => void): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error("nothing was refused")
}

test("a year far from today's is asked back, and opens once it was typed twice", () => {
  const far = { year: "2032", name: "Rà soát năm 2032", ...usualDeadlines(2032) }
  const ask = (yearAgain: string) => assertMeant(CampaignPlan.parse({ ...far, yearAgain }), 2023)
  const told = expect.stringMatching(/^Năm 2032 cách năm nay \(2023\) 9 năm\. Nếu đúng, gõ lại 2032/)
  for (const again of ["", "2033"]) {
    const refusal = refusalIn(() => ask(again))
    expect(refusal).toMatchObject({ details: { issues: [{ field: "yearAgain", message: told }] } })
  }
  expect(() => ask("2032")).not.toThrow()
  for (const year of [2022, 2023, 2024])
    expect(() => assertMeant({ year, yearAgain: "" }, 2023)).not.toThrow()
  expect(CampaignPlan.safeParse({ ...far, year: "2122" }).success).toBe(false)
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

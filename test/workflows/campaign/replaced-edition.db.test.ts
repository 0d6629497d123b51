import { beforeAll, expect, test } from "vitest"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { runWholeYear } from "#seeds/scenarios/whole-year.server.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { typedNumber } from "#test/setup/typed-number.ts"
import { recallEdition } from "#workflows/campaign/steps/recall-edition.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"

const office = officeForAll({ stage: "issued" })

// 2023-1 announces three services, 2023-2 amends one of them, 2024-1 is the next year's edition.
beforeAll(async () => {
  const { d, clock, staff } = office
  const marriage = (await findActiveServices()).filter(({ procedureCode }) => procedureCode === "1.000894")
  const calendar = (year: number, month: string) => {
    const day = `${year}-${month}-02`
    return {
      open: day,
      propose: day,
      signOff: day,
      appraise: day,
      freeze: day,
      checkContent: day,
      checkForm: day,
      submit: day,
      sign: day,
    }
  }
  await runWholeYear(d, {
    year: 2023,
    sequence: 2,
    kind: "AMENDMENT",
    amends: "2023-1",
    staff,
    clock,
    calendar: calendar(2023, "10"),
    serviceIds: marriage.map(({ id }) => id),
  })
  await runWholeYear(d, { year: 2024, staff, clock, calendar: calendar(2024, "05") })
}, 120_000)

test("an amendment names the edition it amends and takes nothing else out", async () => {
  const amendment = await getFrozenEdition("2023-2/1")
  expect(amendment).toMatchObject({ replaces: { editionId: "2023-1" }, removed: [] })
  expect(amendment.amended).toMatchObject([{ editionId: "2023-1", amendedBy: [] }])
  expect(amendment.entries.map(({ change }) => change)).toEqual(["KEPT"])
})

test("next year's edition replaces the annual one, and is compared with all that was in force", async () => {
  const next = await getFrozenEdition("2024-1/1")
  const first = await getFrozenEdition("2023-1/1")
  expect(next.replaces?.editionId).toBe("2023-1")
  expect(next.removed).toEqual([])
  expect(next.entries.filter(({ change }) => change === "KEPT")).toHaveLength(first.entries.length)
})

test("every registration of an edition no longer in force is superseded, amendments included", async () => {
  for (const editionId of ["2023-1", "2023-2"])
    expect(await findAllRegistrations(editionId, ["announced", "published"])).toEqual([])
  expect((await findAllRegistrations("2024-1", ["announced"])).length).toBeGreaterThan(0)
})

test("the recall of the decision in force must say what follows; the former comes back with its amendment, and so do levels", async () => {
  const { d, staff, clock } = office
  const recall = {
    campaignId: "2024-1",
    actor: staff.chief,
    reason: "Sai thẩm quyền ký ban hành",
    ...(await typedNumber("2024-1")),
  }
  await expect(takeStep(d, recallEdition, recall)).rejects.toThrow(
    "Chọn danh mục có hiệu lực sau khi thu hồi",
  )
  await expect(
    takeStep(d, recallEdition, {
      ...recall,
      campaignId: "2023-2",
      follows: "FORMER_RETURNS",
      ...(await typedNumber("2023-2")),
    }),
  ).rejects.toThrow("Không có danh mục nào trước đó")
  const moved = await takeStep(d, recallEdition, { ...recall, follows: "FORMER_RETURNS" })
  expect(moved.workflow.context.recalled?.follows).toBe("FORMER_RETURNS")
  const found = await readInForceOn(await findIssuedEditions(), dayOf(clock.now()))
  expect(found && [found.base, ...found.amendments].map(({ editionId }) => editionId)).toEqual([
    "2023-1",
    "2023-2",
  ])
  const standing = new Map(found?.rows.map((row) => [row.entry.serviceId, row.standsOn.editionId]))
  const announced = (await findActiveServices()).map(({ id, announcedEditionId }) => [id, announcedEditionId])
  expect(announced).toEqual(announced.map(([id]) => [id, standing.get(id ?? "")]))
})

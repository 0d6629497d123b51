import { expect, test } from "vitest"
import { findPlannedRepeals } from "#models/procedure-repeal/planned-repeal.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { type IsoDay, instantOf } from "#models/shared/dates.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { typedNumber } from "#test/setup/typed-number.ts"
import { recallEdition } from "#workflows/campaign/steps/recall-edition.server.ts"
import { recordErratum } from "#workflows/campaign/steps/record-erratum.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { undoPlannedRepeal } from "#workflows/intake/plan-repeal.server.ts"
import { RepealForm } from "#workflows/intake/repeal-form.ts"
import { repealProcedure } from "#workflows/intake/repeal-procedure.server.ts"
import { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import { publicStanding } from "#workflows/public-catalogue/public-standing.server.ts"
import { getCataloguePage } from "#workflows/screens/catalogue-page.server.ts"
import { getHomePage } from "#workflows/screens/home-page.server.ts"
import { getProcedurePage } from "#workflows/screens/procedure-page.server.ts"

const office = officeForEach({ stage: "issued" })
const MARRIAGE = "1.000894"
const query = CatalogueQuery.parse({})
const on = (day: IsoDay) => office.clock.set(instantOf(day, "09:00:00"))

/** Everything the kept pages say, in one text. */
const said = async () =>
  JSON.stringify([
    await getHomePage(office.d),
    await getCataloguePage(office.d, { query }),
    await getCataloguePage(office.d, { query, day: "2023-07-15" }),
    await getCataloguePage(office.d, { editionId: "2023-1", query }),
    await getProcedurePage(office.d, MARRIAGE),
  ])

const standing = () =>
  publicStanding({ clock: office.clock, reference: storedReference, trainingMode: false })

const repeal = (effectiveOn: IsoDay) =>
  repealProcedure(office.d, {
    form: RepealForm.parse({
      code: MARRIAGE,
      kind: "ABOLISHED",
      number: "1234/QĐ-BTP",
      decidedOn: "2023-07-20",
      effectiveOn,
      services: "1",
    }),
    actor: office.staff.chief,
  })

const recall = async () =>
  takeStep(office.d, recallEdition, {
    campaignId: "2023-1",
    actor: office.staff.chief,
    reason: "Sai thẩm quyền ký ban hành",
    ...(await typedNumber("2023-1")),
  })

const ACTS: Record<string, () => Promise<unknown>> = {
  "a recall": recall,
  "an erratum": () =>
    takeStep(office.d, recordErratum, {
      campaignId: "2023-1",
      actor: office.staff.chief,
      letter: "12/UBND-KSTT",
      letterDay: "2023-06-01",
      concerns: "TEXT",
      where: "Dòng sau phần căn cứ",
      wrong: "QUYẾT ĐỊNH:",
      right: "Quyết định:",
      text: "Sửa lỗi trình bày",
    }),
  "a repeal whose day has come": () => repeal("2023-08-01"),
  "a repeal recorded ahead of its day": () => repeal("2023-12-01"),
}

test.each(Object.keys(ACTS))(
  "after %s the pages say something else, and their standing says so",
  async (act) => {
    on("2023-08-14")
    const ask = standing()
    const [before, pages] = [await ask(), await said()]
    expect(await ask()).toBe(before)
    await ACTS[act]?.()
    expect(await said()).not.toBe(pages)
    expect(await ask()).not.toBe(before)
    // Another process that starts now comes to the same.
    expect(await standing()()).toBe(await ask())
  },
)

test("a repeal that is taken back, and the day it would have come, change the standing as they change the pages", async () => {
  on("2023-08-14")
  const ask = standing()
  const untouched = await ask()
  await repeal("2023-12-01")
  const [plan] = await findPlannedRepeals()
  const ahead = await ask()
  on("2023-12-02")
  expect(await ask()).not.toBe(ahead)
  on("2023-08-14")
  expect(await ask()).toBe(ahead)
  await undoPlannedRepeal(office.d, {
    id: plan?.id ?? "",
    reason: "Bộ rút lại quyết định",
    actor: office.staff.chief,
  })
  expect(await ask()).toBe(untouched)
})

test("the list of a day before the recall is the list of that day, and says what was recalled since", async () => {
  on("2023-08-14")
  const asked = { query, day: "2023-07-15" }
  const before = await getCataloguePage(office.d, asked)
  await recall()
  expect(await getCataloguePage(office.d, { query })).toBeNull()
  const after = await getCataloguePage(office.d, asked)
  expect(after?.results.rows).toEqual(before?.results.rows)
  expect(after?.heading.recalled?.reason).toBe("Sai thẩm quyền ký ban hành")
  expect(await getCataloguePage(office.d, { query, day: "2022-01-01" })).toBeNull()
})

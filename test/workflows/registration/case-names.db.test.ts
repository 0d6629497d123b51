import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { yearDeadlines } from "#seeds/scenarios/plan-calendar.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { takeTo } from "#test/setup/stages.ts"
import { aNationalRecord, jsonLines } from "#test/workflows/register/register-files.ts"
import { currentEdition } from "#workflows/campaign/decision-bytes.server.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { proposalFromSuggestion } from "#workflows/classification/proposal-from-suggestion.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getRegistrationList } from "#workflows/screens/registration-list.server.ts"

const office = officeForEach({ stage: "collecting" })

const CODE = "1.009900"
const takeIn = (...names: string[]) =>
  importProcedures(office.d, {
    fileName: "them.jsonl",
    bytes: jsonLines(
      aNationalRecord({
        code: CODE,
        name: "Cấp bản sao",
        departmentsExecuting: [{ code: "", name: "Sở Tư pháp" }],
        cases: names.map((name, index) => ({ code: `${CODE}.0${index + 1}`, name })),
      }),
    ),
    partial: false,
    by: office.staff.reviewer.id,
  })
const review = (year: number) =>
  openCampaign(office.d, {
    year,
    sequence: 1,
    kind: "ANNUAL",
    name: `Năm ${year}`,
    deadlines: yearDeadlines(year),
    numberFirst: false,
    amends: null,
    actor: office.staff.reviewer,
  })
const ofProcedure = async (campaignId: string) =>
  (await findAllRegistrations(campaignId, [...REGISTRATION_STATES])).filter(
    ({ procedureCode }) => procedureCode === CODE,
  )
const namesIn = async (campaignId: string) => (await ofProcedure(campaignId)).map(({ caseName }) => caseName)
const numberedIn = (campaign: string) =>
  getRegistrationList(office.d, {
    query: { campaign, state: "all", cases: "numbered", page: 1 },
    actor: office.staff.reviewer,
  })
/** Its unit names the case of the first service and submits it. */
const name = async (campaignId: string, caseName: string) => {
  const [first] = await ofProcedure(campaignId)
  if (!first) throw new Error("no registration")
  await moveRegistration(office.d, {
    registrationId: first.id,
    actor: office.staff.specialistOf(first.agencyId),
    event: { type: "draft.saved", proposal: { ...proposalFromSuggestion(first.suggestion), caseName } },
  })
}

test("services told apart by number alone are listed until their unit names the case", async () => {
  await takeIn("Cấp bản sao", "Cấp bản sao")
  await review(2024)
  const before = await numberedIn("2024-1")
  expect(before.rows.map(({ serviceCode, caseName }) => [serviceCode, caseName])).toEqual([
    [`${CODE}.01`, "Trường hợp 01"],
    [`${CODE}.02`, "Trường hợp 02"],
  ])
  expect(before.numbered).toBe(2)
  await name("2024-1", "Cấp lần đầu")
  expect((await numberedIn("2024-1")).rows.map(({ serviceCode }) => serviceCode)).toEqual([`${CODE}.02`])
})

test("what a unit calls a case goes on to later reviews and their catalogue, until the record calls it otherwise", async () => {
  await takeIn("Cấp bản sao", "Cấp bản sao")
  await review(2024)
  await name("2024-1", "Cấp lần đầu")
  await review(2025)
  await review(2026)
  expect(await namesIn("2025-1")).toEqual(["Cấp lần đầu", "Trường hợp 02"])
  expect(await namesIn("2026-1")).toEqual(["Cấp lần đầu", "Trường hợp 02"])
  expect((await numberedIn("2026-1")).total).toBe(1)

  const { d, clock, staff } = office
  await takeTo({ d, clock, staff, campaignId: "2026-1" }, "consolidated")
  const { entries } = await currentEdition(await getCampaign("2026-1"))
  expect(entries.filter(({ procedure }) => procedure.code === CODE).map(({ caseName }) => caseName)).toEqual([
    "Cấp lần đầu",
    "Trường hợp 02",
  ])

  await takeIn("Cấp bản sao tại chỗ", "Cấp bản sao trực tuyến")
  await review(2027)
  expect(await namesIn("2027-1")).toEqual(["Cấp bản sao tại chỗ", "Cấp bản sao trực tuyến"])
})

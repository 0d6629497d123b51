import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { takeTo } from "#test/setup/stages.ts"
import { aNationalRecord, jsonLines } from "#test/workflows/register/register-files.ts"
import { openOffersOf } from "#workflows/campaign/offers.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { settleScope } from "#workflows/scope/settle-scope.server.ts"

const office = officeForEach({ stage: "appraising" })

const takeIn = (fileName: string, bytes: Uint8Array) =>
  importProcedures(office.d, { fileName, bytes, partial: false, by: office.staff.reviewer.id })
/** The executing agency is nobody the directory knows. */
const takeInADoubt = () =>
  takeIn(
    "them.jsonl",
    jsonLines(
      aNationalRecord({
        code: "1.009999",
        departmentsExecuting: [{ code: "", name: "Cơ quan chủ quản" }],
        cases: [{ code: "1.009999.01", name: "Việc chưa rõ của ai" }],
      }),
    ),
  )
const settle = (code: string) =>
  settleScope(office.d, {
    codes: [code],
    answer: "NOT_OURS",
    reason: "Cơ quan chủ quản không thuộc tỉnh",
    actor: office.staff.reviewer,
  })
/** A procedure of the review is said to be nobody's the directory knows, and then, by a person, none of the province's. */
const giveAway = async () => {
  await takeIn(
    "doi-co-quan-thuc-hien.jsonl",
    jsonLines(
      aNationalRecord({
        code: "2.000488",
        departmentsExecuting: [{ code: "", name: "Cơ quan chủ quản" }],
        categoriesDetails: [{ code: "G15-LLTP01", name: "Lý lịch tư pháp" }],
        cases: [{ code: "2.000488.01", name: "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam" }],
      }),
    ),
  )
  await settle("2.000488")
}
const issue = () => takeStep(office.d, issueDecision, office.by("clerk"))
const state = async () => (await getCampaign(office.campaignId)).workflow.value

test("a doubt that came up after the freeze is asked before the decision is issued, and said with its list", async () => {
  await takeTo(office, "sealed")
  await takeInADoubt()
  const refusal = await refusalOf(issue())
  expect(refusal.message).toContain("Chưa phát hành được: còn 1 thủ tục chưa rõ phạm vi (1.009999)")
  expect(refusal.message).toContain("/pham-vi")
  expect(await state()).toBe("sealed")
  expect(await findAllRegistrations(office.campaignId, ["announced"])).toEqual([])
  const { next } = await openOffersOf(office.d, {
    campaign: await getCampaign(office.campaignId),
    actor: office.staff.clerk,
    at: office.clock.now(),
  })
  expect(next?.says.join(" ")).toContain("1.009999")

  await settle("1.009999")
  await issue()
  expect(await state()).toBe("issued")
})

test("what turned out to be none of ours during the review is not frozen", async () => {
  await giveAway()
  const frozen = await refusalOf(takeStep(office.d, consolidateEdition, office.by("reviewer")))
  expect(frozen.message).toContain("Chưa chốt được: 1 thủ tục trong danh mục nay không thuộc phạm vi")
  expect(frozen.message).toContain("2.000488")
})

test("a decision with a row that turned out to be none of ours is not issued", async () => {
  await takeTo(office, "sealed")
  await giveAway()
  const refusal = await refusalOf(issue())
  expect(refusal.message).toContain("không thuộc phạm vi của tỉnh (2.000488)")
  expect(refusal.message).toContain("Dừng đợt")
  expect(await state()).toBe("sealed")
})

import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { moveAll } from "#seeds/scenarios/propose-by-rules.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { resumeRevision } from "#workflows/campaign/steps/resume-revision.server.ts"
import { returnEdition } from "#workflows/campaign/steps/return-edition.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { compareDrafts, compareWord, getEditionWord } from "#workflows/screens/edition-text.server.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"

const office = officeForEach({ stage: "consolidated" })

const asked = () => ({ editionId: "2023-1", actor: office.staff.clerk })

test.each(["DECISION", "SUBMISSION"] as const)(
  "the %s for Word comes back without a difference, and nothing moves",
  async (kind) => {
    const before = await getCampaign("2023-1")
    const { bytes } = await getEditionWord(office.d, { ...asked(), kind })
    expect(await compareWord(office.d, { ...asked(), kind, bytes })).toEqual([])
    expect(await getCampaign("2023-1")).toEqual(before)
  },
)

test("the Tờ trình laid beside the decision differs nearly everywhere", async () => {
  const { bytes } = await getEditionWord(office.d, { ...asked(), kind: "SUBMISSION" })
  const differences = await compareWord(office.d, { ...asked(), kind: "DECISION", bytes })
  expect(differences?.length).toBeGreaterThan(10)
  const rows = await findAllRegistrations("2023-1", ["approved"])
  const said = (
    await readWord((await getEditionWord(office.d, { ...asked(), kind: "DECISION" })).bytes)
  ).join()
  for (const { serviceCode } of rows) expect(said).toContain(serviceCode)
})

test("with one draft there is nothing to compare, and a draft that never was is refused", async () => {
  expect(await compareDrafts(office.d, asked())).toMatchObject({
    current: 1,
    earlier: null,
    differences: [],
  })
  await expect(compareDrafts(office.d, { ...asked(), earlier: 3 })).rejects.toMatchObject({
    code: "NOT_FOUND",
  })
})

test("a service taken out between two drafts is struck from the later one, and the counts are reworded", async () => {
  const { d, staff } = office
  const seat = { campaignId: "2023-1", actor: staff.chief }
  await takeStep(d, returnEdition, { ...seat, reason: "Xem lại một dịch vụ." })
  await takeStep(d, resumeRevision, { ...seat, actor: staff.reviewer })
  const [taken] = await findAllRegistrations("2023-1", ["approved"])
  await moveAll(
    d,
    [{ registrationId: taken?.id ?? "", event: { type: "approval.revoked", reason: "Xem lại căn cứ" } }],
    staff.reviewer,
  )
  const command = { campaignId: "2023-1", actor: staff.reviewer, leftOutReason: "Chuyển sang đợt sau." }
  await takeStep(d, consolidateEdition, command)
  const { current, earlier, differences: found } = await compareDrafts(d, asked())
  const differences = found ?? []
  expect({ current, earlier }).toEqual({ current: 2, earlier: 1 })
  const struck = differences.filter(({ now }) => now === null).map(({ before }) => before)
  expect(struck.some((line) => line?.includes(taken?.serviceCode ?? "–"))).toBe(true)
  const reworded = differences.filter(({ words }) => words.length > 0)
  expect(reworded.some(({ before }) => before?.startsWith("Điều 1."))).toBe(true)
})

test("who may not see the edition sees neither text nor differences", async () => {
  const actor = { id: "la", name: "Người lạ", assignments: [] }
  for (const work of [
    () => getEditionWord(office.d, { ...asked(), actor, kind: "DECISION" }),
    () => compareDrafts(office.d, { ...asked(), actor }),
  ])
    await expect(work()).rejects.toMatchObject({ code: "FORBIDDEN" })
})

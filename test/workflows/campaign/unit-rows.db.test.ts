import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { SILENT_MS } from "#models/long-act/long-act.ts"
import { readOutbox } from "#models/outbox/outbox.repository.server.ts"
import { OutboxMessageModel } from "#models/outbox/outbox-message.schema.server.ts"
import { getReference, saveReference } from "#models/reference/reference.repository.server.ts"
import { fixedClock, systemClock } from "#models/shared/clock.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { typedNumber } from "#test/setup/typed-number.ts"
import { resumeActs } from "#workflows/campaign/resume-acts.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { recallEdition } from "#workflows/campaign/steps/recall-edition.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"

const office = officeForEach({ stage: "sealed" })
const KILLED = new Error("killed")

/** The provincial portal wants a row per unit, in batches of ten. */
const wantRows = async () =>
  saveReference(
    "portalTargets",
    (await getReference("portalTargets")).map((target) =>
      target.id === "cong-tinh" ? { ...target, unitRows: 10 } : target,
    ),
  )

const told = async () => {
  const all = []
  for await (const batch of readOutbox()) all.push(...batch)
  return all
}
const batchesAt = async (target: string, operation: string) =>
  (await told())
    .filter((one) => one.target === target && one.operation === operation)
    .map(({ recordId }) => recordId)

test("an issue killed on the way still tells a portal of rows each batch of each service once, and its recall withdraws each once", async () => {
  await wantRows()
  const { d, staff, edition } = office
  const { store } = d
  let count = 0
  const dying: typeof store.inTransaction = (work) => {
    count += 1
    return count === 3 ? Promise.reject(KILLED) : store.inTransaction(work)
  }
  await expect(
    takeStep({ ...d, store: { ...store, inTransaction: dying } }, issueDecision, office.by("clerk")),
  ).rejects.toBe(KILLED)
  const leaseClock = fixedClock(new Date(systemClock.now().getTime() + SILENT_MS + 1))
  expect(await resumeActs({ ...d, leaseClock })).toBe(1)
  const due = edition.entries.flatMap(({ serviceId, unit }) =>
    Array.from(
      { length: Math.ceil(Math.max(1, unit.members.length) / 10) },
      (_, index) => `${serviceId}#lo-${index + 1}`,
    ),
  )
  expect(due.length).toBeGreaterThan(edition.entries.length)
  expect((await batchesAt("cong-tinh", "UPSERT")).sort()).toEqual(due.sort())
  expect(await batchesAt("cong-quoc-gia", "UPSERT")).toHaveLength(edition.entries.length)
  expect((await verifyStore()).findings).toEqual([])
  await takeStep(d, recallEdition, {
    campaignId: "2023-1",
    actor: staff.chief,
    reason: "Sai thẩm quyền ký ban hành",
    ...(await typedNumber("2023-1")),
  })
  expect((await batchesAt("cong-tinh", "WITHDRAW")).sort()).toEqual(due)
  expect((await getCampaign("2023-1")).workflow.value).toBe("recalled")
  expect((await verifyStore()).findings).toEqual([])
})

test("a batch that is lost is found by the check of the store", async () => {
  await wantRows()
  await takeStep(office.d, issueDecision, office.by("clerk"))
  const [lost] = (await batchesAt("cong-tinh", "UPSERT")).filter((id) => id.endsWith("#lo-2"))
  await OutboxMessageModel.deleteOne({ target: "cong-tinh", recordId: lost })
  const found = (await verifyStore()).findings.map(({ message }) => message).join("\n")
  expect(found).toMatch(/Thiếu 1 trong \d+ bản ghi phải gửi: .*#lo-2/u)
})

import { beforeEach, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { editionsInForceOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readOutbox } from "#models/outbox/outbox.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { assignNumber } from "#workflows/campaign/steps/assign-number.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { sealDecision } from "#workflows/campaign/steps/seal-decision.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { toCanonicalRecord } from "#workflows/portal-record/to-canonical-record.ts"
import { getEditionPage } from "#workflows/screens/edition-page.server.ts"

/** Signed on Friday 12/05/2023. */
const office = officeForEach({ stage: "signed" })
const contextNow = async () => (await getCampaign(office.campaignId)).workflow.context
const isOn = (day: string) => office.clock.set(instantOf(day, "09:00:00"))
const number = (values: { dayReason?: string; number?: number; seenOn?: string } = {}) =>
  takeStep(office.d, assignNumber, { ...office.by("clerk"), ...values })
const seal = () => takeStep(office.d, sealDecision, office.by("clerk"))
const issue = (values: { dayReason?: string } = {}) =>
  takeStep(office.d, issueDecision, { ...office.by("clerk"), ...values })
const offered = async () =>
  (await getEditionPage(office.d, { editionId: office.campaignId, actor: office.staff.clerk })).offers.next

beforeEach(() => isOn("2023-05-12"))

test("numbered and issued on the next working day nothing is asked, and nothing is remarked", async () => {
  isOn("2023-05-15")
  expect((await offered())?.fields.map(({ name }) => name)).not.toContain("dayReason")
  await number()
  await seal()
  await issue()
  expect((await contextNow()).dayReasons).toEqual([])
})

test("signed in May, numbered in June, issued in July: each lateness asks for its reason, once, and the page says it", async () => {
  isOn("2023-06-20")
  const offer = await offered()
  expect(offer?.says.join(" ")).toMatch(/Điều 15 .*30\/2020/u)
  expect(offer?.fields).toContainEqual(expect.objectContaining({ name: "dayReason", min: 5 }))
  expect(await refusalOf(number())).toMatchObject({
    code: "INVALID_INPUT",
    details: { issues: [{ field: "dayReason" }] },
  })
  await number({ dayReason: "Máy chủ cấp số hỏng" })
  await seal()
  isOn("2023-07-04")
  expect((await refusalOf(issue())).message).toContain("phát hành chậm nhất ngày 15/05/2023")
  await issue({ dayReason: "Chờ ý kiến Văn phòng Chính phủ" })

  const page = await getEditionPage(office.d, { editionId: office.campaignId, actor: office.staff.chief })
  const { dayReasons } = page.context
  expect(dayReasons.map(({ rules, reason, by }) => [rules, reason, by])).toEqual([
    [["NUMBERED_LATE"], "Máy chủ cấp số hỏng", office.staff.clerk.id],
    [["ISSUED_LATE"], "Chờ ý kiến Văn phòng Chính phủ", office.staff.clerk.id],
  ])
  const logged = (await findAuditTrail("campaign", office.campaignId)).map(({ payload }) => payload)
  expect(JSON.stringify(logged)).toContain("Chờ ý kiến Văn phòng Chính phủ")
  expect((await verifyStore()).findings).toEqual([])
})

test("a decision is not dated on a day on which its signatory no longer held the capacity", async () => {
  const heldTo = (await contextNow()).signed?.signatory.heldTo ?? ""
  expect(heldTo).not.toBe("")
  isOn(`${Number(heldTo.slice(0, 4)) + 1}-01-02`)
  const refusal = await refusalOf(number({ dayReason: "Nghỉ Tết" }))
  expect(refusal.message).toContain("ngày người ký không giữ thẩm quyền")
  expect((await contextNow()).numbered).toBeNull()
})

test("a number shown on another day is not given: over New Year it belongs to last year's sequence", async () => {
  isOn("2023-05-15")
  expect(await refusalOf(number({ number: 7, seenOn: "2023-05-12" }))).toMatchObject({
    details: { issues: [{ field: "number" }] },
  })
  await number({ number: 7, seenOn: "2023-05-15" })
})

test("decision, portals and the catalogue in force agree from when it is in force, also where it is dated on another day", async () => {
  isOn("2023-05-15")
  await number()
  await seal()
  await issue()
  const [issued] = await findIssuedEditions()
  if (!issued) throw new Error("nothing was issued")
  const edition = await issued.load()
  const says = edition.texts?.decision.blocks.map(({ text }) => text).join(" ")
  expect(says).toContain("có hiệu lực kể từ ngày ký")
  const { signed, numbered } = await contextNow()
  expect([signed?.signedOn, numbered?.day]).toEqual(["2023-05-12", "2023-05-15"])

  const days = new Set(
    edition.entries
      .flatMap((entry) => toCanonicalRecord(edition, entry, issued.decision).offerings)
      .map(({ effectiveFrom }) => effectiveFrom),
  )
  for await (const batch of readOutbox()) for (const { effectiveFrom } of batch) days.add(effectiveFrom)
  expect(days).toEqual(new Set(["2023-05-12"]))
  expect(editionsInForceOn([issued], "2023-05-11")).toBeNull()
  expect(editionsInForceOn([issued], "2023-05-12")?.base.editionId).toBe(office.campaignId)
})

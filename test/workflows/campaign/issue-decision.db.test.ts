import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import { afterEach, beforeEach, expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { countByStatus } from "#models/outbox/outbox.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { OfficeError } from "#models/shared/errors.ts"
import type { Store } from "#models/store/connection.server.ts"
import { moveAll, moveByAgency, proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { openTestStore } from "#test/setup/store.ts"
import { completePublications } from "#workflows/campaign/complete-publication.server.ts"
import { currentDecision } from "#workflows/campaign/decision-bytes.server.ts"
import { assignNumber } from "#workflows/campaign/steps/assign-number.server.ts"
import { checkContent } from "#workflows/campaign/steps/check-content.server.ts"
import { checkForm } from "#workflows/campaign/steps/check-form.server.ts"
import { closeCollection } from "#workflows/campaign/steps/close-collection.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { resumeRevision } from "#workflows/campaign/steps/resume-revision.server.ts"
import { returnEdition } from "#workflows/campaign/steps/return-edition.server.ts"
import { sealDecision } from "#workflows/campaign/steps/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { submitForSignature } from "#workflows/campaign/steps/submit-for-signature.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { runDeliveries } from "#workflows/delivery/run-deliveries.server.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { toCatalogueCsv } from "#workflows/portal-record/catalogue-csv.ts"

let store: Store
let keys: string
let office: Awaited<ReturnType<typeof officeWithApprovals>>

beforeEach(async () => {
  store = await openTestStore()
  keys = mkdtempSync(join(tmpdir(), "keys-"))
  office = await officeWithApprovals()
})
afterEach(async () => {
  await store.close()
  rmSync(keys, { recursive: true, force: true })
})

/** Everything registered, appraised and approved, collecting closed; the catalogue is about to be frozen. */
async function officeWithApprovals() {
  const { d, clock, staff, campaign } = await openSmallOffice(store)
  const all = { ...d, signing: await trainingSigning(keys) }
  const refused = await proposeByRules(all, { campaignId: campaign.id, staff })
  expect(refused).toEqual([])
  const rows = (state: string) => findAllRegistrations(campaign.id, [state])
  await moveByAgency(all, await rows("awaitingUnitHead"), staff.headOf, () => ({
    type: "proposal.signedOff",
  }))
  const moveOn = async (
    state: string,
    event: Parameters<typeof moveAll>[1][number]["event"],
    actor = staff.reviewer,
  ) =>
    moveAll(
      all,
      (await rows(state)).map(({ id }) => ({ registrationId: id, event })),
      actor,
    )
  await moveOn("registered", { type: "appraisal.started" })
  await moveOn("underAppraisal", { type: "appraisal.agreed", note: "" })
  await moveOn("appraised", { type: "approval.granted" }, staff.chief)
  await takeStep(all, closeCollection, { campaignId: campaign.id, actor: staff.reviewer })
  return { d: all, clock, staff, campaignId: campaign.id }
}

const by = (who: "chief" | "clerk" | "leader" | "reviewer") => ({
  campaignId: office.campaignId,
  actor: office.staff[who],
})

async function frozen(): Promise<string> {
  const { workflow } = await takeStep(office.d, consolidateEdition, by("reviewer"))
  return workflow.context.frozen?.digest ?? ""
}

async function submitted(): Promise<void> {
  const digest = await frozen()
  await takeStep(office.d, checkContent, { ...by("chief"), digest })
  await takeStep(office.d, checkForm, { ...by("clerk"), digest })
  await takeStep(office.d, submitForSignature, { ...by("chief"), signatoryId: office.staff.leader.id })
}

async function sealed(): Promise<void> {
  await submitted()
  office.clock.set(instantOf("2023-05-12", "09:00:00"))
  await takeStep(office.d, signDecision, by("leader"))
  await takeStep(office.d, assignNumber, by("clerk"))
  await takeStep(office.d, sealDecision, by("clerk"))
}

const refusalOf = (work: Promise<unknown>): Promise<OfficeError> =>
  work.then(
    () => Promise.reject(new Error("nothing was refused")),
    (error: OfficeError) => error,
  )

test("from freeze to portals: one edition, one signed decision, every record live, and the store verifies", async () => {
  await sealed()
  await takeStep(office.d, issueDecision, by("clerk"))
  const issued = await getCampaign(office.campaignId)
  expect(issued.workflow.value).toBe("issued")
  expect(await findAllRegistrations(office.campaignId, ["announced"])).toHaveLength(3)
  const levels = new Map(
    (await findActiveServices()).map((service) => [service.procedureCode, service.announcedLevel]),
  )
  expect(levels.get("1.000894")).toBe("PARTIAL")

  const portals = await startPortalSimulator({ port: 0 })
  try {
    const targets = (await storedReference.portalTargetsOn("2023-05-12")).map((target) => ({
      ...target,
      url: `${portals.url}/${target.id}`,
    }))
    await runDeliveries({ ...office.d, portals: portalClients(targets) }, { until: "IDLE" })
  } finally {
    await portals.close()
  }
  const counts = await countByStatus(office.campaignId)
  expect(new Set(counts.map(({ status }) => status))).toEqual(new Set(["live"]))
  expect(await completePublications(office.d)).toEqual([office.campaignId])
  expect(await findAllRegistrations(office.campaignId, ["published"])).toHaveLength(3)

  const report = await verifyDecision(await currentDecision(await getCampaign(office.campaignId)))
  expect(report.checks.filter((check) => !check.ok)).toEqual([])
  expect(report.documentNumber).toContain("01/QĐ-UBND")
  expect((await verifyStore()).findings).toEqual([])
})

test("an issue that fails half way leaves no trace: not announced, no message, still sealed", async () => {
  await sealed()
  const broken = {
    ...office.d,
    reference: {
      ...storedReference,
      portalTargetsOn: async () => [
        { id: "cong-la", record: null, name: "", url: "", validFrom: "2020-01-01", validTo: null },
      ],
    },
  }
  await refusalOf(takeStep(broken, issueDecision, by("clerk")))
  expect((await getCampaign(office.campaignId)).workflow.value).toBe("sealed")
  expect(await findAllRegistrations(office.campaignId, ["announced"])).toEqual([])
  expect(await countByStatus(office.campaignId)).toEqual([])
  expect((await verifyStore()).findings).toEqual([])
})

test("issuing twice puts each message once into the outbox", async () => {
  await sealed()
  const results = await Promise.allSettled([
    takeStep(office.d, issueDecision, by("clerk")),
    takeStep(office.d, issueDecision, by("clerk")),
  ])
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1)
  const total = (await countByStatus(office.campaignId)).reduce((sum, { count }) => sum + count, 0)
  const online = (await findAllRegistrations(office.campaignId, ["announced"])).filter(({ workflow }) =>
    ["FULL", "PARTIAL"].includes((workflow.context.proposal as { level: string }).level),
  ).length
  expect(total).toBe(2 * online + 1)
})

test("only the person it was submitted to may sign", async () => {
  await submitted()
  const chairman = {
    id: "chutich",
    name: "Phan Trọng Khải",
    assignments: [{ role: "LEADER" as const, agencyId: "ubnd-tinh" }],
  }
  const refusal = await refusalOf(
    takeStep(office.d, signDecision, { campaignId: office.campaignId, actor: chairman }),
  )
  expect(refusal.code).toBe("WORKFLOW_REFUSED")
  expect(refusal.message).toContain("không trình bạn ký")
})

test("a numbered decision that cannot be sealed goes back, and the next one has a number of its own", async () => {
  await submitted()
  office.clock.set(instantOf("2023-05-12", "09:00:00"))
  await takeStep(office.d, signDecision, by("leader"))
  await takeStep(office.d, assignNumber, by("clerk"))
  await takeStep(office.d, returnEdition, { ...by("clerk"), reason: "Chứng thư của người ký đã bị thu hồi" })
  expect((await getCampaign(office.campaignId)).workflow.context).toMatchObject({
    signed: null,
    numbered: null,
  })
  await takeStep(office.d, resumeRevision, by("reviewer"))
  await sealed()
  const campaign = await getCampaign(office.campaignId)
  expect(campaign.workflow.context.numbered?.number).toBe("02")
  expect((await verifyDecision(await currentDecision(campaign))).ok).toBe(true)
  expect((await verifyStore()).findings).toEqual([])
})

test("a signature that does not hold is not kept, and the leader may sign again", async () => {
  await submitted()
  const { signing } = office.d
  const broken = {
    sign: async (...input: Parameters<typeof signing.sign>) => {
      const bytes = await signing.sign(...input)
      return bytes.with(20, (bytes[20] ?? 0) ^ 1)
    },
  }
  await expect(takeStep({ ...office.d, signing: broken }, signDecision, by("leader"))).rejects.toThrow(
    /Chữ ký số vừa tạo không hợp lệ nên chưa ký/u,
  )
  expect((await getCampaign(office.campaignId)).workflow.value).toBe("submittedForSignature")
  await takeStep(office.d, signDecision, by("leader"))
  expect((await getCampaign(office.campaignId)).workflow.value).toBe("signed")
})

test("nobody numbers before the signature where the office signs first", async () => {
  await submitted()
  const refusal = await refusalOf(takeStep(office.d, assignNumber, by("clerk")))
  expect(refusal.code).toBe("WORKFLOW_REFUSED")
  expect((await getCampaign(office.campaignId)).workflow.value).toBe("submittedForSignature")
})

test("the one who checked the content does not check the form, and a specialist checks nothing", async () => {
  const digest = await frozen()
  const refusal = await refusalOf(takeStep(office.d, checkContent, { ...by("clerk"), digest }))
  expect(refusal.code).toBe("FORBIDDEN")
  await takeStep(office.d, checkContent, { ...by("chief"), digest })
  const chiefAndClerk = {
    ...office.staff.chief,
    assignments: [...office.staff.chief.assignments, ...office.staff.clerk.assignments],
  }
  const again = await refusalOf(
    takeStep(office.d, checkForm, { campaignId: office.campaignId, actor: chiefAndClerk, digest }),
  )
  expect(again.message).toContain("phải khác người kiểm tra nội dung")
})

test("an unfinished registration keeps the catalogue open until somebody says why it is left out", async () => {
  const [one] = await findAllRegistrations(office.campaignId, ["approved"])
  await moveAll(
    office.d,
    [{ registrationId: one?.id ?? "", event: { type: "approval.revoked", reason: "Xem lại căn cứ" } }],
    office.staff.chief,
  )
  const refusal = await refusalOf(takeStep(office.d, consolidateEdition, by("reviewer")))
  expect(refusal.code).toBe("RULE_BROKEN")
  expect(refusal.message).toContain("Còn 1 đăng ký")
  const { workflow } = await takeStep(office.d, consolidateEdition, {
    ...by("reviewer"),
    leftOutReason: "Chuyển sang đợt điều chỉnh",
  })
  expect(workflow.context.frozen?.entries).toBe(2)
})

test("while the catalogue is checked and signed its registrations stand still", async () => {
  await submitted()
  const [one] = await findAllRegistrations(office.campaignId, ["approved"])
  const refused = await moveAll(
    office.d,
    [{ registrationId: one?.id ?? "", event: { type: "procedure.repealed", decision: "12/QĐ-BTP" } }],
    office.staff.reviewer,
  )
  expect(refused[0]?.reason).toContain("đăng ký không thay đổi được")
  expect(await findAllRegistrations(office.campaignId, ["approved"])).toHaveLength(3)
})

test("the open catalogue says it is in force from the day of the decision", async () => {
  await sealed()
  await takeStep(office.d, issueDecision, by("clerk"))
  const campaign = await getCampaign(office.campaignId)
  const { frozen, numbered } = campaign.workflow.context
  const edition = await getFrozenEdition(`${campaign.id}/${frozen?.draft}`)
  const [heading = [], ...rows] = parse(toCatalogueCsv(edition, numbered), { bom: true }) as string[][]
  const day = heading.findIndex((name) => name.includes("hieu_luc") || name.includes("hiệu lực"))
  expect(new Set(rows.map((row) => row[day]))).toEqual(new Set(["2023-05-12"]))
})

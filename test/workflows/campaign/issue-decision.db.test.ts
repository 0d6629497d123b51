import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { countByStatus } from "#models/outbox/outbox.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { moveAll } from "#seeds/scenarios/propose-by-rules.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { takeTo } from "#test/setup/stages.ts"
import { completePublications } from "#workflows/campaign/complete-publication.server.ts"
import { currentDecision } from "#workflows/campaign/decision-bytes.server.ts"
import { assignNumber } from "#workflows/campaign/steps/assign-number.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { resumeRevision } from "#workflows/campaign/steps/resume-revision.server.ts"
import { returnEdition } from "#workflows/campaign/steps/return-edition.server.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { runDeliveries } from "#workflows/delivery/run-deliveries.server.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { toCatalogueCsv } from "#workflows/portal-record/catalogue-csv.ts"

const office = officeForEach({ stage: "submittedForSignature" })
const sealed = () => takeTo(office, "sealed")

test("from freeze to portals: one edition, one signed decision, every record live, and the store verifies", async () => {
  await sealed()
  await takeStep(office.d, issueDecision, office.by("clerk"))
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
  await refusalOf(takeStep(broken, issueDecision, office.by("clerk")))
  expect((await getCampaign(office.campaignId)).workflow.value).toBe("sealed")
  expect(await findAllRegistrations(office.campaignId, ["announced"])).toEqual([])
  expect(await countByStatus(office.campaignId)).toEqual([])
  expect((await verifyStore()).findings).toEqual([])
})

test("issuing twice puts each message once into the outbox", async () => {
  await sealed()
  const results = await Promise.allSettled([
    takeStep(office.d, issueDecision, office.by("clerk")),
    takeStep(office.d, issueDecision, office.by("clerk")),
  ])
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1)
  const total = (await countByStatus(office.campaignId)).reduce((sum, { count }) => sum + count, 0)
  const online = (await findAllRegistrations(office.campaignId, ["announced"])).filter(({ workflow }) =>
    ["FULL", "PARTIAL"].includes((workflow.context.proposal as { level: string }).level),
  ).length
  expect(total).toBe(2 * online + 1)
})

test("only the person it was submitted to may sign", async () => {
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
  await takeTo(office, "numbered")
  await takeStep(office.d, returnEdition, {
    ...office.by("clerk"),
    reason: "Chứng thư của người ký đã bị thu hồi",
  })
  expect((await getCampaign(office.campaignId)).workflow.context).toMatchObject({
    signed: null,
    numbered: null,
  })
  await takeStep(office.d, resumeRevision, office.by("reviewer"))
  await sealed()
  const campaign = await getCampaign(office.campaignId)
  expect(campaign.workflow.context.numbered?.number).toBe("02")
  expect((await verifyDecision(await currentDecision(campaign))).ok).toBe(true)
  expect((await verifyStore()).findings).toEqual([])
})

test("a signature that does not hold is not kept, and the leader may sign again", async () => {
  const { signing } = office.d
  const broken = {
    sign: async (...input: Parameters<typeof signing.sign>) => {
      const bytes = await signing.sign(...input)
      return bytes.with(20, (bytes[20] ?? 0) ^ 1)
    },
  }
  await expect(takeStep({ ...office.d, signing: broken }, signDecision, office.by("leader"))).rejects.toThrow(
    /Chữ ký số vừa tạo không hợp lệ nên chưa ký/u,
  )
  expect((await getCampaign(office.campaignId)).workflow.value).toBe("submittedForSignature")
  await takeStep(office.d, signDecision, office.by("leader"))
  expect((await getCampaign(office.campaignId)).workflow.value).toBe("signed")
})

test("nobody numbers before the signature where the office signs first", async () => {
  const refusal = await refusalOf(takeStep(office.d, assignNumber, office.by("clerk")))
  expect(refusal.code).toBe("WORKFLOW_REFUSED")
  expect((await getCampaign(office.campaignId)).workflow.value).toBe("submittedForSignature")
})

test("while the catalogue is checked and signed its registrations stand still", async () => {
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
  await takeStep(office.d, issueDecision, office.by("clerk"))
  const campaign = await getCampaign(office.campaignId)
  const { frozen, numbered } = campaign.workflow.context
  const edition = await getFrozenEdition(`${campaign.id}/${frozen?.draft}`)
  const [heading = [], ...rows] = parse(toCatalogueCsv(edition, numbered), { bom: true }) as string[][]
  const day = heading.findIndex((name) => name.includes("hieu_luc") || name.includes("hiệu lực"))
  expect(new Set(rows.map((row) => row[day]))).toEqual(new Set(["2023-05-12"]))
})

import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { peekNextNumber } from "#models/document-number/document-number.repository.server.ts"
import { backUp } from "#models/store/backup/back-up.server.ts"
import { checkBackup, restore } from "#models/store/backup/restore.server.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findOpenRecovery, recoveryMark } from "#models/store-recovery/store-recovery.repository.server.ts"
import { type OfficeAt, openSmallOffice } from "#test/setup/office.ts"
import { openTestStore } from "#test/setup/store.ts"
import { assignNumber } from "#workflows/campaign/steps/assign-number.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { sealDecision } from "#workflows/campaign/steps/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { runDeliveries } from "#workflows/delivery/run-deliveries.server.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import {
  type PortalSimulator,
  startPortalSimulator,
} from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import type { RecoveryDependencies } from "#workflows/recovery/dependencies.ts"
import { finishRecovery } from "#workflows/recovery/finish-recovery.server.ts"
import { readPortalsBack } from "#workflows/recovery/read-portals-back.server.ts"
import { settleForeignRecord } from "#workflows/recovery/settle-record.server.ts"
import { settleSeries } from "#workflows/recovery/settle-series.server.ts"
import {
  numberConsolidated,
  sendConsolidated,
  signConsolidated,
} from "#workflows/reporting-period/issue-consolidated.server.ts"
import { getRecoveryPage, recoveryNotice } from "#workflows/screens/recovery-page.server.ts"

const folder = mkdtempSync(join(tmpdir(), "phuc-hoi-"))
let store: Store
let portals: PortalSimulator
let office: OfficeAt<"submittedForSignature">
let d: RecoveryDependencies

const by = (actor: (typeof office.staff)["clerk"]) => ({ campaignId: "2023-1", actor })
const clients = async () =>
  portalClients(
    (await office.d.reference.portalTargetsOn("2023-05-01")).map(({ id }) => ({
      id,
      url: `${portals.url}/${id}`,
    })),
  )
const deliver = async () =>
  runDeliveries(
    { store, clock: office.clock, portals: await clients(), random: () => 0.5 },
    { until: "IDLE" },
  )

// A backup just before the issue; then the decision is issued and sent, the machine is lost, and the backup is put back.
beforeAll(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store, { stage: "submittedForSignature" })
  portals = await startPortalSimulator({ port: 0, clock: office.clock })
  d = { ...office.d, portals: clients }
  await takeStep(office.d, signDecision, by(office.staff.leader))
  await takeStep(office.d, assignNumber, by(office.staff.clerk))
  await takeStep(office.d, sealDecision, by(office.staff.clerk))
  const { db } = store.connection
  if (!db) throw new Error("not open")
  const file = join(folder, "ban-sao")
  await backUp({ client: store.connection.getClient(), db }, { file, now: office.clock.now() })
  await takeStep(office.d, issueDecision, by(office.staff.clerk))
  await deliver()
  const backup = await checkBackup(file)
  await restore(db, backup, {
    replace: true,
    mark: recoveryMark(office.clock.now(), { file: "ban-sao", madeAt: backup.header.madeAt }),
  })
}, 120_000)
afterAll(async () => {
  await portals.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const WAITS = /vừa được phục hồi từ bản sao lưu .* đối chiếu ở trang «Sau phục hồi»/

test("a restored store issues, numbers, signs and sends nothing, says why and where to settle it, and everyone sees it", async () => {
  const { staff } = office
  await expect(takeStep(office.d, issueDecision, by(staff.clerk))).rejects.toThrow(WAITS)
  await expect(takeStep(office.d, sealDecision, by(staff.clerk))).rejects.toThrow(WAITS)
  await expect(takeStep(office.d, signDecision, by(staff.leader))).rejects.toThrow(WAITS)
  await expect(takeStep(office.d, assignNumber, by(staff.clerk))).rejects.toThrow(WAITS)
  const report = { periodId: "2023-q1", revision: 0 }
  await expect(
    numberConsolidated(office.d, {
      ...report,
      actor: staff.clerk,
      number: null,
      signatoryId: staff.leader.id,
    }),
  ).rejects.toThrow(WAITS)
  await expect(signConsolidated(office.d, { ...report, actor: staff.leader })).rejects.toThrow(WAITS)
  await expect(sendConsolidated(office.d, { ...report, actor: staff.clerk })).rejects.toThrow(WAITS)
  expect((await deliver()).handled).toBe(0)
  expect(await recoveryNotice(staff.clerk)).toMatchObject({ maySettle: true })
  expect(await recoveryNotice(staff.leader)).toMatchObject({ maySettle: false })
})

test("only the records clerk and the administrator may settle it", async () => {
  const { staff } = office
  await expect(readPortalsBack(d, { actor: staff.chief })).rejects.toMatchObject({ code: "FORBIDDEN" })
  await expect(finishRecovery(d, { actor: staff.reviewer })).rejects.toMatchObject({ code: "FORBIDDEN" })
})

test("what is still to be settled is named, and it cannot be finished before", async () => {
  const { clerk } = office.staff
  const page = await getRecoveryPage(d, { actor: clerk })
  expect(page?.series.map(({ symbol, known }) => [symbol, known])).toEqual([
    ["QĐ-UBND", 1],
    ["TTr-VPUBND", 1],
    // None is known, yet the first may have been given after the copy was made.
    ["BC-UBND", 0],
  ])
  expect(page?.open).toHaveLength(3 + 3)
  await expect(finishRecovery(d, { actor: clerk })).rejects.toThrow("Còn 6 điểm chưa đối chiếu.")
})

test("the sequence goes on after the last number on paper, never below what the store knows", async () => {
  const { clerk } = office.staff
  await expect(settleSeries(d, { year: 2023, symbol: "QĐ-UBND", last: 0, actor: clerk })).rejects.toThrow(
    /đã cấp đến số 1\/QĐ-UBND/,
  )
  await expect(settleSeries(d, { year: 2023, symbol: "XX", last: 3, actor: clerk })).rejects.toThrow(
    /không thuộc/,
  )
  await settleSeries(d, { year: 2023, symbol: "QĐ-UBND", last: 20, actor: clerk })
  await settleSeries(d, { year: 2023, symbol: "TTr-VPUBND", last: 1, actor: clerk })
  await settleSeries(d, { year: 2023, symbol: "BC-UBND", last: 3, actor: clerk })
  expect(await peekNextNumber(2023, "BC-UBND")).toBe(4)
  expect(await peekNextNumber(2023, "QĐ-UBND")).toBe(21)
  expect(await peekNextNumber(2023, "TTr-VPUBND")).toBe(2)
})

test("a portal that does not answer stays to be read; one that does shows what the outbox does not know", async () => {
  const { clerk } = office.staff
  const down: RecoveryDependencies = {
    ...d,
    portals: async () => ({
      ...(await clients()),
      ...portalClients([{ id: "cong-tinh", url: "http://127.0.0.1:9/cong-tinh" }], { timeoutMs: 300 }),
    }),
  }
  await readPortalsBack(down, { actor: clerk })
  const page = await getRecoveryPage(d, { actor: clerk })
  expect(page?.open.some((point) => point.startsWith("Chưa đọc lại được cổng cong-tinh"))).toBe(true)
  await readPortalsBack(d, { actor: clerk })
  const held = ["cong-tinh", "cong-quoc-gia", "du-lieu-mo"].flatMap((target) =>
    [...portals.state.records(target).keys()].map((recordId) => `${target} ${recordId}`),
  )
  const listed = (await findOpenRecovery())?.foreign.map(({ target, recordId }) => `${target} ${recordId}`)
  expect(held.length).toBeGreaterThan(2)
  expect(listed?.sort()).toEqual(held.sort())
})

test("each record is kept as known or withdrawn, once, and the log tells it", async () => {
  const { clerk } = office.staff
  const foreign = (await findOpenRecovery())?.foreign ?? []
  const [first] = foreign.filter(({ target }) => target === "cong-tinh")
  for (const { target, recordId } of foreign)
    await settleForeignRecord(d, {
      target,
      recordId,
      as: target === first?.target && recordId === first.recordId ? "TO_WITHDRAW" : "KEPT",
      actor: clerk,
    })
  await expect(
    settleForeignRecord(d, {
      target: first?.target ?? "",
      recordId: first?.recordId ?? "",
      as: "KEPT",
      actor: clerk,
    }),
  ).rejects.toThrow(/đã được đối chiếu/)
  // Nothing goes out before the recovery is finished.
  expect((await deliver()).handled).toBe(0)
  const { total } = await findAuditPage({ type: "record.settled", by: clerk.id }, 1, 10)
  expect(total).toBe(foreign.length)
})

test("once settled the office goes on: the withdrawal goes out, the decision is issued, and the store is whole", async () => {
  const { staff } = office
  await finishRecovery(d, { actor: staff.clerk })
  expect(await recoveryNotice(staff.clerk)).toBeNull()
  expect(await getRecoveryPage(d, { actor: staff.clerk })).toBeNull()
  await deliver()
  const held = () => [...portals.state.records("cong-tinh").values()]
  expect(held().filter(({ withdrawn }) => withdrawn)).toHaveLength(1)
  await takeStep(office.d, issueDecision, by(staff.clerk))
  await deliver()
  expect(held().filter(({ withdrawn }) => withdrawn)).toHaveLength(0)
  expect(await verifyStore()).toMatchObject({ findings: [] })
})

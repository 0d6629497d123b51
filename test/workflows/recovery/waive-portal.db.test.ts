import { beforeEach, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findOpenRecovery, recoveryMark } from "#models/store-recovery/store-recovery.repository.server.ts"
import { StoreRecoveryModel } from "#models/store-recovery/store-recovery.schema.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import type { RecoveryDependencies } from "#workflows/recovery/dependencies.ts"
import { finishRecovery } from "#workflows/recovery/finish-recovery.server.ts"
import { readPortalsBack } from "#workflows/recovery/read-portals-back.server.ts"
import { settleSeries } from "#workflows/recovery/settle-series.server.ts"
import { askWaiver, confirmWaiver } from "#workflows/recovery/waive-portal.server.ts"
import { getRecoveryPage } from "#workflows/screens/recovery-page.server.ts"

const office = officeForEach()
const AWAY = "http://127.0.0.1:9"
const reason = "Cổng tỉnh đã ngừng hoạt động từ 01/03/2023 theo công văn 12/STTTT."
const other = (): Actor => ({
  id: "quantri",
  name: "Quản trị",
  assignments: [{ role: "ADMIN", agencyId: "van-phong-ubnd-tinh" }],
})

/** An office on a restored store, its numbers settled, whose portals are at an address nobody answers at. */
let d: RecoveryDependencies
beforeEach(async () => {
  const now = office.clock.now()
  await StoreRecoveryModel.create([recoveryMark(now, { file: "ban-sao", madeAt: now }).document])
  d = {
    ...office.d,
    portals: async () => portalClients([{ id: "cong-tinh", url: `${AWAY}/cong-tinh` }], { timeoutMs: 300 }),
  }
  const { clerk } = office.staff
  for (const { year, symbol, known } of (await getRecoveryPage(d, { actor: clerk }))?.series ?? [])
    await settleSeries(d, { year, symbol, last: known, actor: clerk })
})

const ask = (actor: Actor = office.staff.clerk, over: { reason?: string } = {}) =>
  askWaiver(d, { target: "cong-tinh", reason, actor, ...over })
const confirm = (actor: Actor) => confirmWaiver(d, { target: "cong-tinh", actor })
const openPoints = async () => (await getRecoveryPage(d, { actor: office.staff.clerk }))?.open

test("a portal that is away for good holds the office no longer, once one asked with a reason and another confirmed", async () => {
  const { clerk } = office.staff
  await readPortalsBack(d, { actor: clerk })
  await expect(finishRecovery(d, { actor: clerk })).rejects.toThrow("Chưa đọc lại được cổng cong-tinh")
  await ask()
  expect(await openPoints()).toEqual(["Chờ người thứ hai xác nhận bỏ qua cổng cong-tinh."])
  await expect(confirm(clerk)).rejects.toThrow("Bạn là người đề nghị")
  await confirm(other())
  expect(await openPoints()).toEqual([])
  await finishRecovery(d, { actor: clerk })
  expect(await findOpenRecovery()).toBeNull()
  const log = (await findAuditTrail("recovery", "store")).map(({ type, by, payload }) => [type, by, payload])
  expect(log).toContainEqual(["portal.waiverAsked", clerk.id, { target: "cong-tinh", reason }])
  expect(log).toContainEqual(["portal.waived", "quantri", { target: "cong-tinh", reason }])
})

test("only a portal that was tried in vain is left aside, by whoever may settle, with a reason", async () => {
  await expect(ask()).rejects.toThrow("chưa được đọc thử")
  await readPortalsBack(d, { actor: office.staff.clerk })
  await expect(ask(office.staff.clerk, { reason: "hỏng" })).rejects.toMatchObject({
    issues: [{ field: "reason" }],
  })
  await expect(ask(office.staff.reviewer)).rejects.toMatchObject({ code: "FORBIDDEN" })
  await expect(confirm(other())).rejects.toThrow("Không có đề nghị bỏ qua")
})

test("a portal that answers again is read like any other, whatever was confirmed", async () => {
  const { clerk } = office.staff
  await readPortalsBack(d, { actor: clerk })
  await ask()
  await confirm(other())
  const back = await startPortalSimulator({ port: 0 })
  try {
    const answering = {
      ...d,
      portals: async () => portalClients([{ id: "cong-tinh", url: `${back.url}/cong-tinh` }]),
    }
    await readPortalsBack(answering, { actor: clerk })
    expect((await findOpenRecovery())?.waivers).toEqual([])
    await expect(ask()).rejects.toThrow("đã đọc được")
  } finally {
    await back.close()
  }
})

test("a mark of an earlier release knows no waivers", async () => {
  await StoreRecoveryModel.collection.updateMany({}, { $unset: { waivers: 1 } })
  expect((await findOpenRecovery())?.waivers).toEqual([])
})

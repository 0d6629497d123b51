import { expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { SILENT_MS } from "#models/long-act/long-act.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { findChangePage } from "#models/register-change/register-change.repository.server.ts"
import { fixedClock, systemClock } from "#models/shared/clock.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { yearDeadlines } from "#seeds/scenarios/plan-calendar.ts"
import { largeList } from "#test/setup/large-office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { aNationalRecord, jsonLines } from "#test/workflows/register/register-files.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { stopCampaign } from "#workflows/campaign/steps/stop-campaign.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { resolveChange } from "#workflows/intake/resolve-change.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { resumeImport } from "#workflows/register/resume-import.server.ts"
import { undoImport } from "#workflows/register/undo-import.server.ts"
import { getUndoPreview } from "#workflows/register/undo-preview.server.ts"

const office = officeForEach()
const KILLED = new Error("killed")
const LIST = 300

const takeIn = (bytes: Uint8Array, more: { isWhole?: boolean; knownVanished?: number } = {}) =>
  importProcedures(office.d, { fileName: "danh-sach.csv", bytes, partial: false, by: "thamdinh", ...more })
const undo = (importId: string, over: Partial<Parameters<typeof undoImport>[1]> = {}) =>
  undoImport(office.d, {
    importId,
    reason: "Gửi nhầm danh sách",
    typed: null,
    actor: office.staff.reviewer,
    ...over,
  })

const register = async () => ({
  contents: digestOf((await findCurrentSnapshots()).map(({ code, hash }) => [code, hash])),
  services: digestOf(await findActiveServices()),
})
const waiting = async () => (await findChangePage("OPEN", { number: 1, size: 1 })).total

/** A process that dies at its nth transaction, long after the one before fell silent. */
const dyingAt = (nth: number) => {
  let count = 0
  const { store } = office
  const inTransaction: typeof store.inTransaction = (work) => {
    count += 1
    return count === nth ? Promise.reject(KILLED) : store.inTransaction(work)
  }
  const leaseClock = fixedClock(new Date(systemClock.now().getTime() + nth * (SILENT_MS + 1)))
  return { store: { ...store, inTransaction }, clock: office.clock, leaseClock }
}

const stopped = () => takeStep(office.d, stopCampaign, { ...office.by("chief"), reason: "Mở nhầm đợt" })

test("an import undone leaves the register, its services and what waits as they were, and says so in the log", async () => {
  await takeIn(largeList(LIST))
  const before = await register()
  const waited = await waiting()
  const second = await takeIn(largeList(LIST + 40, "mới"), { isWhole: true, knownVanished: 3 })
  expect(second).toMatchObject({ added: 40, changed: LIST, vanished: 3 })
  const preview = await getUndoPreview(office.d, { importId: second.id, actor: office.staff.reviewer })
  expect(preview).toMatchObject({
    procedures: LIST + 40,
    removed: { count: 40 },
    restored: { count: LIST },
    resting: [],
  })
  await undo(second.id, { typed: LIST + 40 })
  expect(await register()).toEqual(before)
  expect(await waiting()).toBe(waited)
  const trail = await findAuditTrail("import", second.id)
  expect(trail.at(-1)).toMatchObject({
    type: "register.importUndone",
    payload: { removed: 40, restored: LIST, reason: "Gửi nhầm danh sách" },
  })
  expect((await verifyStore()).findings).toEqual([])
  // Nothing is undone twice, and the same list is taken again as if for the first time.
  expect((await refusalOf(undo(second.id, { typed: LIST + 40 }))).message).toContain("hoàn tác")
  expect(await takeIn(largeList(LIST + 40, "mới"))).toMatchObject({ added: 40, changed: LIST })
})

test("an undoing killed at any of its transactions either changes nothing or ends as if it had not been", async () => {
  await takeIn(largeList(LIST))
  const before = await register()
  const second = await takeIn(largeList(LIST + 40, "mới"))
  const after = await register()
  let decided = false
  let killedAt = 0
  for (let nth = 1; ; nth += 1) {
    const d = dyingAt(nth)
    const work = decided
      ? resumeImport(d)
      : undoImport(d, {
          importId: second.id,
          reason: "Gửi nhầm danh sách",
          typed: LIST + 40,
          actor: office.staff.reviewer,
        })
    if ((await Promise.resolve(work).catch((error: unknown) => error)) !== KILLED) break
    killedAt = nth
    decided = (await findLongActs()).length > 0
    if (!decided) expect(await register()).toEqual(after)
  }
  expect(decided).toBe(true)
  expect(killedAt).toBeGreaterThan(4)
  expect(await findLongActs()).toEqual([])
  expect(await register()).toEqual(before)
  expect((await findAuditTrail("import", second.id)).map(({ type }) => type)).toEqual([
    "register.imported",
    "register.importUndone",
  ])
  expect((await verifyStore()).findings).toEqual([])
})

test("while an import is being undone nothing else is taken in, and whoever tries reads for whom and since when", async () => {
  const { id } = await takeIn(largeList(LIST))
  const d = dyingAt(4)
  const asked = { importId: id, reason: "Gửi nhầm", typed: LIST, actor: office.staff.reviewer }
  await expect(undoImport(d, asked)).rejects.toBe(KILLED)
  const refusal = await refusalOf(takeIn(largeList(3, "khác")))
  expect(refusal.code).toBe("CONCURRENT_EDIT")
  expect(refusal.message).toMatch(/Đang hoàn tác một lần nhập thủ tục \(\d+\/\d+ phần\)/)
  expect(refusal.message).toContain(`do ${office.staff.reviewer.name} yêu cầu lúc`)
  expect(refusal.message).toContain("06/03/2023")
})

const RECORD = aNationalRecord({ code: "1.000110" })

test("an import that registrations rest on is not undone, until the review is stopped", async () => {
  await stopped()
  const { id } = await takeIn(jsonLines(RECORD))
  const campaign = await openCampaign(office.d, {
    year: 2024,
    sequence: 1,
    kind: "ANNUAL",
    name: "Năm 2024",
    deadlines: yearDeadlines(2024),
    numberFirst: false,
    amends: null,
    actor: office.staff.reviewer,
  })
  const refusal = await refusalOf(undo(id))
  expect(refusal.code).toBe("RULE_BROKEN")
  expect(refusal.message).toContain("1 phiếu đăng ký của đợt 2024-1")
  expect(refusal.message).toContain("Sổ thủ tục giữ nguyên")
  await takeStep(office.d, stopCampaign, {
    campaignId: campaign.id,
    actor: office.staff.chief,
    reason: "Danh sách sai",
  })
  await undo(id)
  expect((await findCurrentSnapshots(["1.000110"])).length).toBe(0)
})

test("an import a later one was laid over is undone after it, the last first", async () => {
  const first = await takeIn(jsonLines(RECORD))
  office.clock.set(new Date(office.clock.now().getTime() + 60_000))
  const later = await takeIn(jsonLines({ ...RECORD, name: "Đăng ký khai sinh lưu động" }))
  expect((await refusalOf(undo(first.id))).message).toContain("lần nhập sau «danh-sach.csv»")
  await undo(later.id)
  const [back] = await findCurrentSnapshots(["1.000110"])
  expect(back?.procedure.name).toBe("Đăng ký khai sinh")
  await undo(first.id)
  expect(await findCurrentSnapshots(["1.000110"])).toEqual([])
})

test("a change somebody has dealt with stands in the way of undoing what brought it", async () => {
  await takeIn(jsonLines(RECORD))
  office.clock.set(new Date(office.clock.now().getTime() + 60_000))
  const changed = await takeIn(jsonLines({ ...RECORD, requirementsAndConditions: "Phải có mặt" }))
  await resolveChange(office.d, {
    changeId: `1.000110|${changed.id}`,
    kind: "DISMISSED",
    note: "Không đổi mức độ",
    actor: office.staff.reviewer,
  })
  expect((await refusalOf(undo(changed.id))).message).toContain("1 thay đổi do lần nhập này mang tới")
})

test("an undoing needs a right, a reason, and the number of procedures where they are many", async () => {
  const { id } = await takeIn(largeList(30))
  expect((await refusalOf(undo(id, { actor: office.staff.clerk }))).code).toBe("FORBIDDEN")
  expect((await refusalOf(undo(id, { reason: "", typed: 30 }))).code).toBe("INVALID_INPUT")
  expect(JSON.stringify((await refusalOf(undo(id, { typed: 29 }))).details)).toContain("Gõ đúng số 30")
  const refused = await takeIn(new TextEncoder().encode("Mã TTHC\r\nx\r\n"))
  expect((await refusalOf(undo(refused.id))).message).toContain("không được nhận")
})

test("the same file twice is said, with who took it and when", async () => {
  await takeIn(jsonLines(RECORD))
  const again = await takeIn(jsonLines(RECORD))
  expect(again).toMatchObject({ outcome: "TAKEN", unchanged: 1 })
  expect(again.warnings[0]?.message).toMatch(/Tệp này đã được thamdinh nhập lúc .*06\/03\/2023/)
})

import mongoose from "mongoose"
import { expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { SILENT_MS } from "#models/long-act/long-act.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { findImportReports } from "#models/procedure/import-report.repository.server.ts"
import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { findChangePage } from "#models/register-change/register-change.repository.server.ts"
import { fixedClock, systemClock } from "#models/shared/clock.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { largeList } from "#test/setup/large-office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { CampaignPlan, usualDeadlines } from "#workflows/campaign/campaign-plan.ts"
import { openNextCampaign } from "#workflows/campaign/open-next-campaign.server.ts"
import { stopCampaign } from "#workflows/campaign/steps/stop-campaign.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { resumeImport } from "#workflows/register/resume-import.server.ts"

const office = officeForEach()
const KILLED = new Error("killed")
const LIST = 300
const FIRST = { fileName: "danh-sach.csv", bytes: largeList(LIST), partial: false, by: "thamdinh" }
/** The whole list again, every name another, and the last ones missing. */
const SECOND = {
  ...FIRST,
  bytes: largeList(LIST - 6, "mới"),
  isWhole: true,
  // The small office's own three are in no such list.
  knownVanished: 9,
}

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

const register = async () => ({
  contents: digestOf((await findCurrentSnapshots()).map(({ code, hash }) => [code, hash])),
  services: digestOf(await findActiveServices()),
})

/** Documents written in each transaction, in order. */
async function writesOf(act: () => Promise<unknown>): Promise<number[]> {
  const written = new Map<unknown, number>()
  mongoose.set("debug", (_: string, method: string, ...rest: unknown[]) => {
    const [first] = rest
    const options = rest.find((one) => typeof one === "object" && one !== null && "session" in one)
    if (!options || !/^(bulkWrite|insert|update|delete|replace|findOneAnd)/.test(method)) return
    const many = method === "updateMany" ? idsIn(first) : Array.isArray(first) ? first.length : 1
    const { session } = options as { session: unknown }
    written.set(session, (written.get(session) ?? 0) + many)
  })
  try {
    await act()
  } finally {
    mongoose.set("debug", false)
  }
  return [...written.values()]
}

/** How many documents an update by a list of ids or codes can touch. */
const idsIn = (filter: unknown): number => {
  const lists = Object.values(filter as Record<string, { $in?: unknown[] }>).flatMap(({ $in }) =>
    $in ? [$in.length] : [],
  )
  return lists.length > 0 ? Math.max(...lists) : 1
}

test("no transaction of an import writes more than five hundred documents, however long the list", async () => {
  const first = await writesOf(() => importProcedures(office.d, FIRST))
  const second = await writesOf(() => importProcedures(office.d, SECOND))
  expect(first.length).toBeGreaterThan(4)
  expect(Math.max(...first, ...second)).toBeLessThanOrEqual(500)
})

test("an import killed at any of its transactions either takes nothing or ends as if it had not been", async () => {
  await importProcedures(office.d, FIRST)
  const before = await register()
  let decided = false
  let killedAt = 0
  for (let nth = 1; ; nth += 1) {
    const d = dyingAt(nth)
    const work = decided ? resumeImport(d) : importProcedures(d, SECOND)
    if ((await work.catch((error: unknown) => error)) !== KILLED) break
    killedAt = nth
    decided = (await findLongActs()).length > 0
    // Until it is decided that the list is taken, nothing of it is read anywhere.
    if (!decided) expect(await register()).toEqual(before)
    expect(await findImportReports(10)).toHaveLength(2)
  }
  expect(decided).toBe(true)
  expect(killedAt).toBeGreaterThan(4)
  expect(await findLongActs()).toEqual([])
  const [report] = await findImportReports(1)
  expect(report).toMatchObject({ outcome: "TAKEN", changed: LIST - 6, added: 0, unchanged: 0, vanished: 9 })
  const names = (await findCurrentSnapshots()).filter(({ procedure }) => procedure.name.includes(" mới "))
  expect(names).toHaveLength(LIST - 6)
  // One note for each that vanished, one for each that changed, one word in the log.
  const count = async (state: "OPEN" | "NOTED") => (await findChangePage(state, { number: 1, size: 1 })).total
  expect([await count("OPEN"), await count("NOTED")]).toEqual([9, LIST - 6])
  expect(await findAuditTrail("import", report?.id ?? "")).toHaveLength(1)
  expect((await verifyStore()).findings).toEqual([])
  // The same list again changes nothing.
  expect(await importProcedures(office.d, SECOND)).toMatchObject({ changed: 0, unchanged: LIST - 6 })
})

test("while a list is being taken in no review is opened, and another list waits", async () => {
  await takeStep(office.d, stopCampaign, { ...office.by("chief"), reason: "Mở nhầm đợt" })
  await expect(importProcedures(dyingAt(5), FIRST)).rejects.toBe(KILLED)
  const plan = CampaignPlan.parse({ year: "2024", name: "Năm 2024", ...usualDeadlines(2024) })
  await expect(openNextCampaign(office.d, { plan, actor: office.staff.chief })).rejects.toThrow(
    /Đang nhập một danh sách thủ tục/,
  )
  await expect(importProcedures(office.d, { ...FIRST, bytes: largeList(3, "khác") })).rejects.toThrow(
    /Đang nhập thủ tục vào sổ \(\d+\/\d+ phần\)/,
  )
  const found = (await verifyStore()).findings.map(({ message }) => message)
  expect(found).toMatchObject([expect.stringContaining("Đang nhập thủ tục vào sổ")])
})

import { existsSync, readFileSync } from "node:fs"
import { gzipSync } from "node:zlib"
import fc from "fast-check"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { findUnitDirectory, saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { AssignmentsModel } from "#models/agency/assignments.schema.server.ts"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { AuditEntryModel } from "#models/audit/audit-entry.schema.server.ts"
import {
  findActiveServices,
  findServicesOf,
  recordAnnouncedLevels,
} from "#models/online-service/online-service.repository.server.ts"
import { OnlineServiceModel } from "#models/online-service/online-service.schema.server.ts"
import { getImportReport } from "#models/procedure/import-report.repository.server.ts"
import { ImportReportModel } from "#models/procedure/import-report.schema.server.ts"
import { ProcedureOriginalModel } from "#models/procedure/procedure-original.schema.server.ts"
import {
  findCurrentSnapshots,
  findSnapshotsOf,
  getCurrentSnapshot,
  getOriginal,
} from "#models/procedure/procedure-snapshot.repository.server.ts"
import { ProcedureSnapshotModel } from "#models/procedure/procedure-snapshot.schema.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import type { Store } from "#models/store/connection.server.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { openTestStore } from "#test/setup/store.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { aNationalRecord, jsonLines } from "./register-files.ts"

const SHARED_FILE = new URL("../../../../shared/data/procedures/national-portal.jsonl.gz", import.meta.url)
const clock = fixedClock("2023-03-06T08:00:00+07:00")

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})
beforeEach(async () => {
  for (const model of [ProcedureSnapshotModel, ProcedureOriginalModel, OnlineServiceModel, ImportReportModel])
    await (model as typeof ImportReportModel).deleteMany({})
  await saveUnitDirectory(UNIT_DIRECTORY)
})

const importBytes = (bytes: Uint8Array, partial = false) =>
  importProcedures({ store, clock }, { fileName: "tthc.jsonl", bytes, partial, by: "nguyen-van-a" })
const importRecords = (...records: unknown[]) => importBytes(jsonLines(...records))

/** All there is of the register, to compare before and after. */
const wholeRegister = async () => ({
  snapshots: digestOf(await ProcedureSnapshotModel.find().sort({ _id: 1 }).lean()),
  originals: await ProcedureOriginalModel.countDocuments(),
  services: await OnlineServiceModel.find().sort({ _id: 1 }).lean(),
})

test("a file of procedures becomes snapshots in force, their services, and a kept report", async () => {
  const report = await importRecords(
    aNationalRecord(),
    aNationalRecord({ code: "1.000111", isWard: true, cases: [] }),
  )
  expect(report).toMatchObject({
    outcome: "TAKEN",
    read: 2,
    added: 2,
    changed: 0,
    unchanged: 0,
    servicesAdded: 3,
  })
  expect(report.refused).toEqual([])
  expect((await findCurrentSnapshots()).map(({ code }) => code)).toEqual(["1.000110", "1.000111"])
  expect(await getCurrentSnapshot("1.000110")).toMatchObject({
    current: true,
    source: "tthc.jsonl",
    takenAt: new Date("2023-03-06T08:00:00+07:00"),
    procedure: { name: "Đăng ký khai sinh" },
  })
  expect((await findActiveServices()).map(({ id, announcedLevel }) => [id, announcedLevel])).toEqual([
    ["1.000110.01@so-tu-phap", null],
    ["1.000111.01@nhom-ubnd-cap-xa", null],
    ["1.000111.01@so-tu-phap", null],
  ])
  expect(await getImportReport(report.id)).toEqual(report)
})

test("the row of the file is kept beside its snapshot", async () => {
  const record = aNationalRecord({ description: "<p>Một</p>", updatedAt: 1 })
  await importRecords(record)
  const { code, hash } = await getCurrentSnapshot("1.000110")
  expect(JSON.parse(await getOriginal(code, hash))).toEqual(record)
})

test("the same file twice changes nothing", async () => {
  const records = [aNationalRecord(), aNationalRecord({ code: "1.000111", cases: [] })]
  await importRecords(...records)
  const before = await wholeRegister()
  clock.set("2023-03-07T08:00:00+07:00")
  const again = await importRecords(...records)
  expect(again).toMatchObject({
    added: 0,
    changed: 0,
    unchanged: 2,
    servicesAdded: 0,
    servicesChanged: 0,
    servicesRetired: 0,
  })
  expect(await wholeRegister()).toEqual(before)
})

test("a changed procedure gets a new snapshot; the old one stays and is no longer in force", async () => {
  await importRecords(aNationalRecord())
  clock.set("2023-04-01T08:00:00+07:00")
  expect(await importRecords(aNationalRecord({ name: "Thủ tục đăng ký khai sinh" }))).toMatchObject({
    added: 0,
    changed: 1,
    servicesChanged: 1,
  })
  const all = await findSnapshotsOf("1.000110")
  expect(all.map(({ current, procedure }) => [current, procedure.name])).toEqual([
    [true, "Thủ tục đăng ký khai sinh"],
    [false, "Đăng ký khai sinh"],
  ])
})

test("a content that comes back is the old snapshot in force again", async () => {
  await importRecords(aNationalRecord())
  const { hash } = await getCurrentSnapshot("1.000110")
  await importRecords(aNationalRecord({ name: "Tên khác" }))
  expect(await importRecords(aNationalRecord())).toMatchObject({ changed: 1 })
  expect((await getCurrentSnapshot("1.000110")).hash).toBe(hash)
  expect(await findSnapshotsOf("1.000110")).toHaveLength(2)
})

test("a service no longer listed is retired, not deleted, and keeps the level it was announced with", async () => {
  const twoServices = ["01", "02"].map((number) => ({ code: `1.000110.${number}`, name: "Dịch vụ" }))
  await importRecords(aNationalRecord({ cases: twoServices }))
  await store.inTransaction((session) =>
    recordAnnouncedLevels(
      [{ serviceId: "1.000110.02@so-tu-phap", level: "FULL" }],
      { id: "2023-1", on: "2023-05-31" },
      session,
    ),
  )
  expect(await importRecords(aNationalRecord({ cases: twoServices.slice(0, 1) }))).toMatchObject({
    servicesRetired: 1,
  })
  const services = await findServicesOf(["1.000110"])
  expect(services.map(({ active, announcedLevel }) => [active, announcedLevel])).toEqual([
    [true, null],
    [false, "FULL"],
  ])
  expect(await importRecords(aNationalRecord({ cases: twoServices }))).toMatchObject({ servicesChanged: 1 })
  expect((await findServicesOf(["1.000110"]))[1]).toMatchObject({
    active: true,
    announcedEditionId: "2023-1",
  })
})

test("one bad row and nothing of the file is taken; the register stays as it was", async () => {
  await importRecords(aNationalRecord())
  const before = await wholeRegister()
  const report = await importRecords(
    aNationalRecord({ name: "Tên khác" }),
    aNationalRecord({ code: "1.0133611" }),
    aNationalRecord({ code: "1.000112", cases: [] }),
  )
  expect(report).toMatchObject({
    outcome: "REFUSED",
    read: 3,
    added: 0,
    changed: 0,
    refused: [{ line: 2, code: "1.0133611", field: "code" }],
  })
  expect(await wholeRegister()).toEqual(before)
  expect(await getImportReport(report.id)).toEqual(report)
})

test("a partial import takes the good rows and lists the bad ones", async () => {
  const bytes = jsonLines(
    aNationalRecord(),
    aNationalRecord({ code: "1.0133611" }),
    aNationalRecord({ code: "1.000112", cases: [] }),
  )
  const report = await importBytes(bytes, true)
  expect(report).toMatchObject({ outcome: "TAKEN", added: 2, refused: [{ line: 2 }] })
  expect(await findCurrentSnapshots()).toHaveLength(2)
})

test.each([
  ["a half-written gzip", gzipSync(jsonLines(aNationalRecord())).subarray(0, 100)],
  ["an empty file", Buffer.alloc(0)],
  ["a wrong heading", Buffer.from("Cột A,Cột B\n1.000110,Khai sinh\n")],
  ["one endless line", Buffer.alloc(3 * 1024 * 1024, "x")],
  ["Windows-1258", Buffer.from([0xd0, 0xe3, 0x0a])],
  ["one code with two contents", jsonLines(aNationalRecord(), aNationalRecord({ name: "Tên khác" }))],
])("%s leaves the register untouched, also when partial", async (_, bytes) => {
  await importRecords(aNationalRecord())
  const before = await wholeRegister()
  for (const partial of [false, true]) {
    const report = await importBytes(bytes, partial)
    expect(report.outcome).toBe("REFUSED")
    expect(report.refused.length).toBeGreaterThan(0)
  }
  expect(await wholeRegister()).toEqual(before)
})

test("a write that fails before the list is taken leaves nothing that anybody reads", async () => {
  await importRecords(aNationalRecord())
  const inForce = async () => [await findCurrentSnapshots(), (await wholeRegister()).services]
  const before = await inForce()
  const entriesBefore = await AuditEntryModel.countDocuments()
  const failing: Pick<Store, "inTransaction"> = {
    inTransaction: (work) =>
      store.inTransaction(async (session) => {
        const result = await work(session)
        if (result && typeof result === "object" && "plan" in result) throw new Error("mất điện")
        return result
      }),
  }
  const bytes = jsonLines(
    aNationalRecord({ name: "Tên khác" }),
    aNationalRecord({ code: "1.000112", cases: [] }),
  )
  await expect(
    importProcedures({ store: failing, clock }, { fileName: "a", bytes, partial: false, by: "a" }),
  ).rejects.toThrow("mất điện")
  expect(await inForce()).toEqual(before)
  expect(await AuditEntryModel.countDocuments()).toBe(entriesBefore)
})

test("the audit log says who imported which file, with how many procedures, and which file was refused", async () => {
  const taken = await importRecords(aNationalRecord())
  const refused = await importRecords(aNationalRecord({ code: "1.0133611" }))
  const [entry, ...more] = await findAuditTrail("import", taken.id)
  expect(more).toEqual([])
  expect(entry).toMatchObject({
    type: "register.imported",
    by: "nguyen-van-a",
    machineVersion: null,
    payload: { fileName: "tthc.jsonl", fileSha256: taken.fileSha256, read: 1, added: 1, refused: 0 },
  })
  expect(await findAuditTrail("import", refused.id)).toMatchObject([
    { type: "register.importRefused", payload: { added: 0, refused: 1 } },
  ])
})

test("without agencies there is nobody to assign services to, and the import says so", async () => {
  await AssignmentsModel.deleteMany({})
  expect(await findUnitDirectory()).toBeNull()
  await expect(importRecords(aNationalRecord())).rejects.toThrow("chưa có danh mục cơ quan")
})

test("whatever the order and the mixture, importing again changes nothing", async () => {
  const aRecord = fc.record({
    code: fc.constantFrom("1.000110", "1.000111", "2.000001", "3.000099"),
    name: fc.constantFrom("Đăng ký", "Cấp lại", "Cấp đổi"),
    isWard: fc.boolean(),
    isMinistry: fc.boolean(),
    state: fc.constantFrom("ACTIVE", "UPDATED", "CANCELLED"),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(aRecord, { selector: ({ code }) => code, minLength: 1 }),
      async (records) => {
        const bytes = jsonLines(...records.map((record) => aNationalRecord({ ...record, cases: [] })))
        const first = await importBytes(bytes)
        expect(first.added + first.changed + first.unchanged).toBe(records.length)
        const before = await wholeRegister()
        expect(await importBytes(bytes)).toMatchObject({
          added: 0,
          changed: 0,
          unchanged: records.length,
          servicesAdded: 0,
          servicesChanged: 0,
          servicesRetired: 0,
        })
        expect(await wholeRegister()).toEqual(before)
      },
    ),
    { numRuns: 10 },
  )
})

test("the national file is taken within 30 seconds' work, all but its one damaged code", async () => {
  const hasFile = existsSync(SHARED_FILE)
  if (!hasFile)
    console.info(`${SHARED_FILE.pathname} is absent: a made-up register of 600 procedures stands in for it.`)
  const bytes = hasFile ? readFileSync(SHARED_FILE) : aMadeUpRegister()
  // Time of the processor: a busy machine must not decide.
  const before = process.cpuUsage()
  const report = await importBytes(bytes, true)
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1e6).toBeLessThan(30)
  expect(report.refused.map(({ code }) => code)).toEqual(["1.0133611"])
  expect(report.added).toBe(report.read - 1 - report.leftOut.length)
  if (hasFile) {
    expect(report).toMatchObject({ read: 2787, added: 2097 })
    const internal = report.leftOut.filter(({ reason }) => reason.includes("nội bộ"))
    const elsewhere = report.leftOut.filter(({ reason }) => reason.includes("không phải của tỉnh"))
    expect([internal.length, elsewhere.length]).toEqual([43, 646])
  }
  expect(await ProcedureSnapshotModel.countDocuments({ current: true })).toBe(report.added)
  expect(await importBytes(bytes, true)).toMatchObject({
    added: 0,
    changed: 0,
    unchanged: report.added,
    servicesAdded: 0,
    servicesChanged: 0,
    servicesRetired: 0,
  })
}, 180_000)

function aMadeUpRegister(): Buffer {
  const codes = Array.from({ length: 600 }, (_, i) => `1.${String(200_000 + i)}`)
  return gzipSync(jsonLines(...[...codes, "1.0133611"].map((code) => aNationalRecord({ code, cases: [] }))))
}

test("columns a sheet does not have stay in the register as they are", async () => {
  await importRecords(aNationalRecord())
  const before = await wholeRegister()
  const sheet = (name: string) =>
    Buffer.from(`Mã TTHC,Tên TTHC,Lĩnh vực,Cấp thực hiện\n1.000110,${name},Hộ tịch,Cấp tỉnh\n`)
  expect(await importBytes(sheet("Đăng ký khai sinh"), false)).toMatchObject({ unchanged: 1, changed: 0 })
  expect(await wholeRegister()).toEqual(before)
  expect(await importBytes(sheet("Đăng ký khai sinh lưu động"), false)).toMatchObject({ changed: 1 })
  const [first] = await findCurrentSnapshots(["1.000110"])
  expect(first?.procedure).toMatchObject({
    name: "Đăng ký khai sinh lưu động",
    cases: [{ dossierComponents: [expect.anything()] }],
  })
})

test("what only the sender can say is asked before anything of the file is taken", async () => {
  const sheet = Buffer.from("Mã số,Tên,Lĩnh vực\n1.000110,Đăng ký khai sinh,Hộ tịch\n")
  for (const partial of [false, true])
    expect(await importBytes(sheet, partial)).toMatchObject({
      outcome: "REFUSED",
      added: 0,
      refused: [{ line: 0, reason: expect.stringContaining("do cấp nào giải quyết") }],
    })
  const answers = { adminLevels: { fromAgencies: false, levels: ["COMMUNE" as const] } }
  const input = { fileName: "a.csv", bytes: sheet, partial: false, by: "a", answers }
  expect(await importProcedures({ store, clock }, input)).toMatchObject({ outcome: "TAKEN", added: 1 })
  // Known to the register now: its level is there, and nobody is asked.
  expect(await importBytes(sheet, false)).toMatchObject({ outcome: "TAKEN", unchanged: 1 })
})

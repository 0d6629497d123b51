import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { afterEach, beforeEach, expect, test } from "vitest"
import { CAMPAIGN_SNAPSHOTS } from "#models/campaign/snapshot-versions.ts"
import { findMessages } from "#models/outbox/outbox.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { canonicalJson, sha256 } from "#models/shared/digest.server.ts"
import { openStore } from "#models/store/connection.server.ts"
import { actorOn } from "#models/user/user.ts"
import { prepareFirstStart } from "#seeds/first-start.server.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { unpackEarlierRelease } from "#test/setup/an-earlier-release.ts"
import { ROWS_CSV } from "#test/setup/office.ts"
import { runScriptIn } from "#test/setup/run-script.ts"
import { readConfig } from "#workflows/config.server.ts"
import { resendMessage } from "#workflows/delivery/resend-message.server.ts"
import { readAuthorities, withAuthority } from "#workflows/gateways/signing/authorities.server.ts"
import { ownAuthorityOf } from "#workflows/gateways/signing/own-authority.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { openStoreToRead } from "#workflows/office-store.server.ts"
import { openOffice } from "../app/setup/open-office.ts"

let folder: string
let data: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ban-truoc-"))
  data = join(folder, "kho")
  unpackEarlierRelease(data)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = (name: string, ...args: string[]) => runScriptIn({ MONGODB_URI: undefined }, name, ...args)

type Row = Record<string, unknown>
/** Digest of every document by its id, per collection: counts, digests of editions and bytes of files among them. */
type Contents = Record<string, Record<string, string>>

/** Everything in the store, by the driver alone. */
async function contentsOf(dataDir: string): Promise<Contents> {
  const rows = await rowsOf(dataDir)
  return Object.fromEntries(
    Object.entries(rows).map(([name, all]) => [
      name,
      Object.fromEntries(all.map((row) => [String(row["_id"]), sha256(canonicalJson(row))])),
    ]),
  )
}

async function rowsOf(dataDir: string): Promise<Record<string, Row[]>> {
  const { connection, close } = await openStore({ dataDir, asItIs: true })
  try {
    const found: Record<string, Row[]> = {}
    for (const { name } of await connection.listCollections()) {
      const rows = (await connection.collection(name).find().toArray()).map(readable)
      // One that holds nothing may have been made by a model that others of this process waited to use.
      if (rows.length > 0) found[name] = rows
    }
    return found
  } finally {
    await close()
  }
}

/** Bytes as text: canonical JSON knows none. */
const readable = (row: Row): Row => JSON.parse(JSON.stringify(row))

/** What is only ever inserted: issued editions, signed files, the log, what was imported. */
const INSERTED_ONLY = [
  "auditEntries",
  "catalogueEditions",
  "catalogueEntries",
  "documentNumbers",
  "officialDocuments",
  "officialDocumentParts",
  "attachment-files",
  "procedure_originals",
  "imports",
]

function expectNothingLost(before: Contents, after: Contents): void {
  for (const [name, rows] of Object.entries(before))
    expect(Object.keys(after[name] ?? {}), name).toEqual(expect.arrayContaining(Object.keys(rows)))
  for (const name of INSERTED_ONLY) expect(after[name], name).toMatchObject(before[name] ?? {})
}

async function expectClean(dataDir = data): Promise<void> {
  const config = readConfig({ DATA_DIR: dataDir })
  const store = await openStoreToRead(config)
  try {
    const report = await verifyStore(withAuthority(readAuthorities(null), await ownAuthorityOf(config)))
    expect(report).toMatchObject({ ok: true, findings: [], signatures: { TRUSTED: 2, UNVOUCHED: 0 } })
  } finally {
    await store.close()
  }
}

test("verify:store finds a store of an earlier release whole, and leaves it as it was", async () => {
  const before = await contentsOf(data)
  expect(Object.keys(before["officialDocuments"] ?? {})).toHaveLength(10)
  const { code, output } = await run("verify-store", "--data", data)
  expect(output).toContain("Quyết định đã ký, đáng tin cậy: 2\n")
  expect(output).toContain("Kho dữ liệu toàn vẹn.")
  expect(code).toBe(0)
  expect(await contentsOf(data)).toEqual(before)
})

test("backup and restore carry a store of an earlier release over unchanged", async () => {
  const before = await contentsOf(data)
  const copy = join(folder, "ban-sao")
  const there = join(folder, "kho-moi")
  expect(await run("backup", copy, "--data", data)).toMatchObject({ code: 0 })
  expect(await run("restore", copy, "--data", there)).toMatchObject({ code: 0 })
  expectNothingLost(before, await contentsOf(there))
  unpackEarlierRelease(there, { keysOnly: true })
  await expectClean(there)
})

const person = ["--id", "tham.dinh", "--name", "Lê Thị Thẩm", "--role", "REVIEWER"]
const WORKERS: Record<string, () => Promise<unknown>> = {
  user: () => run("user", ...person, "--agency", "van-phong-ubnd-tinh", "--data", data),
  import: () => {
    const file = join(folder, "ba-thu-tuc.csv")
    writeFileSync(file, [ROWS_CSV.headings, ...ROWS_CSV.rows, ""].join("\r\n"))
    return run("import", file, "--data", data)
  },
  start: async () => {
    const office = await openOffice({ DATA_DIR: data })
    await prepareFirstStart(office.runtime, () => {})
    await office.close()
    return { code: 0 }
  },
}

for (const [command, work] of Object.entries(WORKERS)) {
  test(`${command} loses nothing of a store of an earlier release, which is whole afterwards`, async () => {
    const before = await contentsOf(data)
    expect(await work()).toMatchObject({ code: 0 })
    expectNothingLost(before, await contentsOf(data))
    await expectClean()
  })

  test(`${command} gives a still older store the tables that came since`, async () => {
    const { connection, close } = await openStore({ dataDir: data })
    await connection.collection<{ _id: string }>("reference").deleteMany({
      _id: { $in: ["levelTargets", "documentTemplates", "searchTerms"] },
    })
    await close()
    expect(await work()).toMatchObject({ code: 0 })
    const tables = (await rowsOf(data))["reference"]?.map(({ _id }) => _id)
    expect(tables).toEqual(expect.arrayContaining(["levelTargets", "documentTemplates", "searchTerms"]))
    await expectClean()
  })
}

test("the embedded store alone serves a store of an earlier release", async () => {
  const before = await contentsOf(data)
  const served = spawn(process.execPath, ["scripts/store.ts", "--data", data])
  try {
    const lines = createInterface(served.stdout)
    for await (const line of lines) if (line.startsWith("mongodb://")) break
    await expectClean()
  } finally {
    served.kill("SIGTERM")
    await new Promise((resolve) => served.once("exit", resolve))
  }
  expect(await contentsOf(data)).toEqual(before)
})

test("what an earlier release left half done goes on: a refused record, the edition that waits for it, a job in bulk", async () => {
  const before = await contentsOf(data)
  const office = await openOffice({ DATA_DIR: data })
  try {
    const { runtime } = office
    await prepareFirstStart(runtime, () => {})
    const { messages } = await findMessages({ editionId: "2022-2", status: "rejected" })
    const admin = TRAINING_USERS.find(({ id }) => id === "quantri")
    const [refused] = messages
    if (!refused || !admin) throw new Error("no refused record, or nobody to send it again")
    const actor = actorOn(admin, dayOf(runtime.clock.now()))
    await resendMessage(runtime, { messageId: refused.id, reason: "Cổng đã sửa lỗi.", actor })
    await runtime.duty.runNow()
    await runtime.bulkWork.runNow()
  } finally {
    await office.close()
  }
  expectNothingLost(before, await contentsOf(data))
  const { campaigns, "bulk-jobs": jobs } = await rowsOf(data)
  const published = { machineVersion: CAMPAIGN_SNAPSHOTS.version, value: "published" }
  expect(campaigns?.find(({ _id }) => _id === "2022-2")).toMatchObject({ workflow: published })
  expect(jobs).toMatchObject([{ state: "DONE" }])
  await expectClean()
}, 60_000)

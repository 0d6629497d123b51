import { generateKeyPairSync } from "node:crypto"
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { auditHash, getAuditHead, readAuditLog } from "#models/audit/audit-entry.repository.server.ts"
import { AuditEntryModel, AuditHeadModel } from "#models/audit/audit-entry.schema.server.ts"
import { type AuditEntry, CHAIN_START } from "#models/audit/audit-entry.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import {
  findLastCheckpoint,
  LogCheckpointModel,
} from "#models/log-checkpoint/log-checkpoint.repository.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { takeTo } from "#test/setup/stages.ts"
import { aToken } from "#test/workflows/document-verification/forgeries/made-up-cms.ts"
import { aList } from "#test/workflows/document-verification/forgeries/made-up-words.ts"
import { aCertificate, anIssuer, derOf } from "#test/workflows/signatures/made-up-certificates.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { writeCheckpointFiles } from "#workflows/log-checkpoint/checkpoint-files.server.ts"
import { statementOf } from "#workflows/log-checkpoint/checkpoint-text.server.ts"
import { proofFault, proveEntry, readEntryProof } from "#workflows/log-checkpoint/entry-proof.server.ts"
import { readGiven } from "#workflows/log-checkpoint/given-checkpoints.server.ts"
import { keepCheckpoints, takeCheckpoint } from "#workflows/log-checkpoint/take-checkpoint.server.ts"
import { verifyLog } from "#workflows/log-checkpoint/verify-log.server.ts"

const { privateKey, publicKey } = generateKeyPairSync("ed25519")
const at = officeForEach({ stage: "appraising" })
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "moc-"))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const keeping = () => ({
  clock: at.d.clock,
  key: privateKey,
  stamp: null,
  folder,
  logger: { error: (_details: object, message: string) => expect.fail(message) },
})
const keep = () => keepCheckpoints(keeping())
const nextDay = () => at.clock.set(new Date(at.clock.now().getTime() + 86_400_000))
const verdict = async () => verifyLog(await readGiven([folder], publicKey))

/** What an operator of the database can do: write the log anew, numbered and chained so that nothing in the store contradicts it. */
async function rewrite(change: (log: AuditEntry[]) => AuditEntry[]): Promise<void> {
  const log: AuditEntry[] = []
  for await (const batch of readAuditLog()) log.push(...batch)
  let previousHash = CHAIN_START
  const rewritten = change(log).map((entry, index) => {
    const anew = { ...entry, sequence: index + 1, previousHash, hash: "" }
    anew.hash = auditHash(anew)
    previousHash = anew.hash
    return anew
  })
  await AuditEntryModel.collection.deleteMany({})
  await AuditEntryModel.collection.insertMany(
    rewritten.map(({ sequence, ...entry }) => ({ _id: sequence, ...entry })) as never[],
  )
  await AuditHeadModel.updateOne({}, { $set: { sequence: rewritten.length, hash: previousHash } })
}

const chainFindings = async () => (await verifyStore()).findings.filter(({ check }) => check === "Nhật ký")

test("a log nobody touched is as its checkpoints say, and what came after them is said to be covered by none", async () => {
  await keep()
  const { sequence } = await getAuditHead()
  nextDay()
  await keep()
  await takeTo(at, "consolidated")
  const { faults, covered, entries } = await verdict()
  expect(faults).toEqual([])
  expect(covered).toBe(sequence)
  expect(entries).toBe((await getAuditHead()).sequence)
  expect(entries).toBeGreaterThan(covered)
})

test.each([
  {
    act: "changes what an entry says",
    change: (log: AuditEntry[]) =>
      log.map((one, index) => (index === 4 ? { ...one, byName: "Người khác" } : one)),
    found: /^Mục 5 đã bị sửa sau khi lập mốc; nay ghi: .*Người khác/u,
  },
  {
    act: "takes entries out",
    change: (log: AuditEntry[]) => log.filter((_, index) => index < 6 || index > 8),
    found: /^Các mục 7–9 đã bị xóa khỏi nhật ký/u,
  },
  {
    act: "puts one in",
    change: (log: AuditEntry[]) => [
      ...log.slice(0, 3),
      { ...(log[3] as AuditEntry), byName: "Bịa đặt", at: "2023-03-01T00:00:00.000Z" },
      ...log.slice(3),
    ],
    found: /^1 mục đã được chèn vào trước mục 4 .*Bịa đặt/u,
  },
  {
    act: "cuts its end off",
    change: (log: AuditEntry[]) => log.slice(0, -2),
    found: /bị xóa khỏi nhật ký/u,
  },
])(
  "an operator who $act and chains the log anew is found by the checkpoints, at the place",
  async ({ change, found }) => {
    await keep()
    await rewrite(change)
    expect(await chainFindings()).toEqual([])
    const { faults } = await verdict()
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(found)
  },
)

test("a rewritten log that is signed anew with the office's key contradicts the checkpoint kept elsewhere", async () => {
  await keep()
  const elsewhere = join(folder, "noi-khac")
  const [name = ""] = await readdir(folder)
  await writeFile(`${elsewhere}.checkpoint`, await readFile(join(folder, name)))
  await rm(join(folder, name))
  await rewrite((log) => log.filter((_, index) => index !== 4))
  await LogCheckpointModel.collection.deleteMany({})
  await takeCheckpoint(keeping(), "DAILY", null)
  await writeCheckpointFiles(folder)
  const { faults } = await verdict()
  expect(faults.join("\n")).toContain("trùng khoảng với mốc trước")
  expect(faults.join("\n")).toContain("Mục 5 đã bị xóa")
})

test("a file that was changed, or signed by another key, is refused by name", async () => {
  await keep()
  const [name = ""] = await readdir(folder)
  const text = await readFile(join(folder, name), "utf8")
  await writeFile(
    join(folder, name),
    text.replace(/^leaf .(.*)$/mu, "leaf 0$1").replace(/reason DAILY/u, "reason ISSUED"),
  )
  expect((await verdict()).faults[0]).toContain(`${name}: Chữ ký của mốc nhật ký không đúng`)
  await writeFile(join(folder, name), text)
  const other = generateKeyPairSync("ed25519").publicKey
  expect((await readGiven([folder], other)).faults[0]).toContain("Chữ ký của mốc nhật ký không đúng")
})

test("the time of a stamp counts while its authority is known and not revoked, and is said not to otherwise", async () => {
  await keep()
  const [name = ""] = await readdir(folder)
  const statement = statementOf(await readFile(join(folder, name), "utf8"))
  const root = await anIssuer("CA công vụ")
  const tsa = await aCertificate("Dấu thời gian", { by: root, purposes: ["1.3.6.1.5.5.7.3.8"] })
  const token = await aToken(tsa, new Date("2023-05-12T10:00:00+07:00"), Buffer.from(statement))
  await writeFile(join(folder, `${name}.tst`), Buffer.from(token.toBER()))
  const said = async (certificates: Uint8Array[], ...revocationLists: Uint8Array[]) =>
    (await readGiven([folder], publicKey, { certificates, revocationLists })).checkpoints[0]?.stamp
  const revoked = await aList({ by: root, revoked: [tsa] })
  expect(await said([derOf(root)])).toBe("dấu thời gian 10:00 12/05/2023")
  expect(await said([derOf(root)], revoked)).toMatch(
    /chứng thư của «Dấu thời gian» .* đã bị thu hồi ngày 01\/05\/2023 .* không được tính/u,
  )
  expect(await said([derOf(await anIssuer("CA khác"))])).toContain(
    "nơi cấp không thuộc danh sách tin cậy nên giờ này không được tính",
  )
})

test("a checkpoint that is missing between two others is asked for", async () => {
  for (const stage of ["consolidated", "contentChecked", "formChecked"] as const) {
    await keep()
    nextDay()
    await takeTo(at, stage)
  }
  const names = (await readdir(folder)).sort()
  expect(names).toHaveLength(3)
  await rm(join(folder, names[1] ?? ""))
  expect((await verdict()).faults[0]).toContain("thiếu tệp mốc của các mục")
})

test("one is taken a day while there is something new, and at once when a decision was issued; that one stands in the next", async () => {
  await keep()
  await keep()
  expect(await readdir(folder)).toHaveLength(1)
  await takeTo(at, "sealed")
  await keep()
  expect((await findLastCheckpoint())?.reason).toBe("DAILY")
  await takeTo(at, "issued")
  await keep()
  expect((await findLastCheckpoint())?.reason).toBe("ISSUED")
  expect(await readdir(folder)).toHaveLength(3)
  const edition = await getFrozenEdition(`${at.campaignId}/1`)
  const first = (await readGiven([folder], publicKey)).checkpoints[0]?.statement
  expect(edition?.logCheckpoint).toEqual({ entries: first?.entries, digest: first?.digest })
})

test("an entry is proved against a checkpoint alone, and a changed copy of it is not", async () => {
  await keep()
  const proof = readEntryProof(JSON.stringify(await proveEntry(5, publicKey)))
  const statement = (await readGiven([folder], publicKey)).checkpoints[0]?.statement
  if (!statement) throw new Error("no checkpoint")
  expect(proofFault(proof, statement)).toBeNull()
  expect(proofFault({ ...proof, entry: { ...proof.entry, byName: "Người khác" } }, statement)).toContain(
    "không dẫn tới mã gốc",
  )
  expect(proofFault({ ...proof, entry: { ...proof.entry, sequence: 6 } }, statement)).toContain(
    "không dẫn tới mã gốc",
  )
  await takeTo(at, "consolidated")
  expect((await refusalOf(proveEntry((await getAuditHead()).sequence, publicKey))).message).toContain(
    "chưa thuộc mốc nhật ký nào",
  )
})

test("an office that died before its file was written writes it when it is back; what stands in the folder is never written over", async () => {
  await takeCheckpoint(keeping(), "DAILY", null)
  expect(await readdir(folder)).toEqual([])
  await keep()
  const [name = ""] = await readdir(folder)
  expect((await verdict()).faults).toEqual([])
  nextDay()
  await takeTo(at, "consolidated")
  const last = await findLastCheckpoint()
  const next = await takeCheckpoint(keeping(), "DAILY", last)
  const path = join(folder, `nhat-ky-${String(next?.entries).padStart(9, "0")}.checkpoint`)
  await writeFile(path, "khác")
  expect((await refusalOf(writeCheckpointFiles(folder))).message).toContain("không ghi đè")
  expect(await readFile(path, "utf8")).toBe("khác")
  expect((await readFile(join(folder, name), "utf8")).length).toBeGreaterThan(100)
})

test("two processes that go on from one checkpoint keep one, and a log with a gap is not signed", async () => {
  const both = await Promise.all([
    takeCheckpoint(keeping(), "DAILY", null),
    takeCheckpoint(keeping(), "DAILY", null),
  ])
  expect(both.filter(Boolean)).toHaveLength(1)
  const last = await findLastCheckpoint()
  await takeTo(at, "consolidated")
  await AuditEntryModel.collection.deleteOne({ _id: (last?.entries ?? 0) + 1 } as never)
  expect((await refusalOf(takeCheckpoint(keeping(), "DAILY", last))).message).toContain(
    `Nhật ký thiếu mục ${(last?.entries ?? 0) + 1}`,
  )
})

import { createHash, createPublicKey, verify } from "node:crypto"
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as entryProof } from "#app/routes/_van-phong.nhat-ky_.$sequence.bang-chung.ts"
import { loader as checkpoints } from "#app/routes/_van-phong.nhat-ky_.moc/route.tsx"
import { loader as checkpointFile } from "#app/routes/_van-phong.nhat-ky_.moc_.$entries.ts"
import { AuditEntryModel } from "#models/audit/audit-entry.schema.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { runScriptIn } from "#test/setup/run-script.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

const data = mkdtempSync(join(tmpdir(), "moc-nhat-ky-"))
let office: OpenOffice
let cookie: string

beforeAll(async () => {
  office = await openOffice({ DATA_DIR: data })
  await openSmallOffice(office.runtime.store, { stage: "appraising" })
  cookie = await office.signedIn({ role: "ADMIN" })
  await office.runtime.duty.runNow()
}, 120_000)
afterAll(async () => {
  await office.close()
  rmSync(data, { recursive: true, force: true })
})

type Loader = (args: never) => Promise<unknown>
const ask = (path: string, params: Record<string, string> = {}) => ({
  ...office.ask(path, { cookie }),
  params,
})
const textOf = async (loader: Loader, params: Record<string, string>) => {
  const answer = (await loader(ask("/nhat-ky", params) as never)) as Response
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer()).toString("utf8")
}
const page = () => checkpoints(ask("/nhat-ky/moc"))
const sha256 = (...parts: (Uint8Array | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest()

/** A verifier of signed notes and of RFC 9162 trees that knows nothing of ours. */
function noteOf(text: string, verifier: string): { entries: number; root: Buffer; leaves: Buffer[] } {
  const raw = Buffer.from(/^\S+?\+[0-9a-f]{8}\+(\S+)$/.exec(verifier)?.[1] ?? "", "base64")
  const key = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: raw.subarray(1).toString("base64url") },
    format: "jwk",
  })
  const [body = "", signed = ""] = text.split("\n\n")
  const signature = Buffer.from(/^— \S+ (\S+)$/m.exec(signed)?.[1] ?? "", "base64")
  expect(verify(null, Buffer.from(`${body}\n`), key, signature.subarray(4))).toBe(true)
  const lines = body.split("\n")
  return {
    entries: Number(lines[1]),
    root: Buffer.from(lines[2] ?? "", "base64"),
    leaves: lines.flatMap((line) => (line.startsWith("leaf ") ? [Buffer.from(line.slice(5), "hex")] : [])),
  }
}

function treeOf(leaves: Buffer[]): Buffer {
  const [only] = leaves
  if (leaves.length === 1 && only) return sha256(Buffer.from([0]), only)
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return sha256(Buffer.from([1]), treeOf(leaves.slice(0, split)), treeOf(leaves.slice(split)))
}

test("the newest checkpoint is downloaded and checked by a program that knows only the published key", async () => {
  const { lines, verifier, covered } = await page()
  const [newest] = lines
  expect(newest).toMatchObject({ isWritten: true, reason: "DAILY", entries: covered })
  const note = noteOf(await textOf(checkpointFile, { entries: String(covered) }), verifier)
  expect(note.entries).toBe(covered)
  expect(note.leaves).toHaveLength(covered)
  expect(treeOf(note.leaves).equals(note.root)).toBe(true)
  expect(readdirSync(join(data, "checkpoints"))).toEqual([
    `nhat-ky-${String(covered).padStart(9, "0")}.checkpoint`,
  ])
})

test("the command finds the log as the checkpoints say, follows the proof of one entry, and says where an operator changed one", async () => {
  const run = (...args: string[]) =>
    runScriptIn({ MONGODB_URI: undefined, TRAINING_MODE: "true", DATA_DIR: data }, "verify-log", ...args)
  const { verifier } = await page()
  expect(await run("--key", verifier)).toMatchObject({
    code: 0,
    output: expect.stringContaining("Đúng như các mốc đã ký."),
  })
  const proof = join(data, "muc-3.json")
  writeFileSync(proof, await textOf(entryProof, { sequence: "3" }))
  expect(await run("--entry", proof)).toMatchObject({ code: 0, output: expect.stringContaining("Mục 3: ") })

  await AuditEntryModel.collection.updateOne({ _id: 3 } as never, { $set: { byName: "Người khác" } })
  const changed = await run(join(data, "checkpoints"), "--key", verifier)
  expect(changed.code).toBe(1)
  expect(changed.output).toMatch(/SAI {2}Mục 3 đã bị sửa sau khi lập mốc; nay ghi: .*Người khác/u)
  await expect(textOf(entryProof, { sequence: "3" })).rejects.toThrow()
}, 60_000)

test("what cannot be asked ends with 2 and says what to do", async () => {
  const empty = join(data, "trong")
  const run = (...args: string[]) =>
    runScriptIn({ MONGODB_URI: undefined, TRAINING_MODE: "true", DATA_DIR: empty }, "verify-log", ...args)
  expect(await run()).toMatchObject({ code: 2, output: expect.stringContaining("Cách dùng") })
  expect(await run(join(data, "checkpoints"))).toMatchObject({
    code: 2,
    output: expect.stringContaining("Đưa khóa công khai bằng --key"),
  })
  expect(await run(join(data, "khong-co"), "--key", "x+00000000+AA==")).toMatchObject({
    code: 2,
    output: expect.stringContaining("phải là khóa Ed25519"),
  })
  expect(existsSync(empty)).toBe(false)
}, 60_000)

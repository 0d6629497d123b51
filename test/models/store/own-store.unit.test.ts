import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { startOwnStore } from "#models/store/start-embedded.server.ts"

test("a folder that cannot be used is a refusal in words for people", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kho-"))
  writeFileSync(join(folder, "file"), "")
  await expect(startOwnStore({ dataDir: join(folder, "file", "data") })).rejects.toMatchObject({
    code: "RULE_BROKEN",
    message: expect.stringContaining("Không mở được dữ liệu"),
  })
  rmSync(folder, { recursive: true })
})

const DIES = `
  const { startOwnStore } = await import("#models/store/start-embedded.server.ts")
  const { default: mongoose } = await import("mongoose")
  const { uri } = await startOwnStore({ dataDir: null, heapMegabytes: 60 })
  const { connection } = await mongoose.connect(uri, { retryReads: false })
  await connection.collection("rows").insertOne({})
  const list = { $map: { input: { $range: [0, 2_000_000] }, in: { a: "$$this", b: ["$$this"] } } }
  connection.collection("rows").aggregate([{ $project: { list } }]).toArray().catch(() => {})
  await new Promise((resolve) => setTimeout(resolve, 50_000))
`

test("an office whose store died under it ends, and says to people what happened and what to do", () => {
  const child = spawnSync(process.execPath, ["--input-type=module", "-e", DIES], { encoding: "utf8" })
  expect(child.stderr).toMatch(
    /^Kho dữ liệu nhúng đã dừng giữa chừng.*memory limit.*\n.*npm run verify:store/,
  )
  expect(child.status).toBe(1)
}, 60_000)

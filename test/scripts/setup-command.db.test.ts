import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { runScriptIn } from "#test/setup/run-script.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "thiet-lap-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ENV = { TRAINING_MODE: undefined, MONGODB_URI: undefined }
const setup = (code: string, env: Record<string, string | undefined> = ENV) =>
  runScriptIn(
    env,
    "setup",
    "--province",
    code,
    "--admin",
    "quan.tri",
    "--name",
    "Trần Văn Quản",
    "--data",
    folder,
  )

test("a province is set up from an empty folder, and works outside training from then on", async () => {
  const done = await setup("48")
  expect(done.output).toMatch(/thành phố Đà Nẵng: 94 xã[\s\S]*Mật khẩu .*: \S{20}\n/)
  expect(done.code).toBe(0)
  const other = await setup("68")
  expect(other).toMatchObject({ code: 1, output: expect.stringContaining("mã 48") })
  const user = ["--id", "van.thu", "--name", "Hồ Thị Văn", "--role", "RECORDS_CLERK"]
  const training = await runScriptIn(
    { ...ENV, TRAINING_MODE: "true" },
    "user",
    ...user,
    "--agency",
    "so-tu-phap",
    "--data",
    folder,
  )
  expect(training.output).toContain("kho làm việc thật")
})

test("an unknown code, a missing name or a word for training is refused before anything is made", async () => {
  expect(await setup("67")).toMatchObject({ code: 1, output: expect.stringContaining("68 Lâm Đồng") })
  const bare = await runScriptIn(ENV, "setup", "--province", "48", "--data", folder)
  expect(bare).toMatchObject({ code: 1, output: expect.stringContaining("Cách dùng") })
  expect((await setup("48", { ...ENV, TRAINING_MODE: "true" })).output).toContain("TRAINING_MODE=false")
})

import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { openStore } from "#models/store/connection.server.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { runScriptIn } from "#test/setup/run-script.ts"
import { openTestStore } from "#test/setup/store.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kho-cua-ai-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A store as an earlier version left it: filled, and without a mark that says for what. */
const FILLED = {
  training: async () => {
    await saveUnitDirectory(UNIT_DIRECTORY)
    await seedUsers()
    await saveReference("seeded", [{ scenario: "training" }])
  },
  production: async () => {
    await saveUnitDirectory(UNIT_DIRECTORY)
    await saveReference("seeded", [{ scenario: "reference" }])
  },
}

const NEW_USER = ["--id", "tham.dinh", "--name", "Lê Thị Thẩm", "--role", "REVIEWER"]
const COMMANDS: [string, string[]][] = [
  ["user", [...NEW_USER, "--agency", "van-phong-ubnd-tinh"]],
  ["import", ["seeds/reference/procedures.csv"]],
]

const REFUSED = {
  training: /kho tập huấn[\s\S]*DATA_DIR[\s\S]*MONGODB_URI[\s\S]*TRAINING_MODE=true/,
  production: /kho làm việc thật[\s\S]*TRAINING_MODE=false[\s\S]*DATA_DIR[\s\S]*MONGODB_URI/,
}

for (const [command, args] of COMMANDS)
  for (const kind of ["training", "production"] as const)
    test(`npm run ${command} leaves a ${kind} store alone in the other mode, and says what to do`, async () => {
      const store = await openStore({ dataDir: folder })
      await FILLED[kind]()
      await store.close()
      const TRAINING_MODE = String(kind === "production")
      const wrong = await runScriptIn(
        { TRAINING_MODE, MONGODB_URI: undefined },
        command,
        ...args,
        "--data",
        folder,
      )
      expect(wrong.output).toMatch(REFUSED[kind])
      expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining(folder) })
    })

test("the same holds for a database MONGODB_URI names, whose address (and password) is not printed", async () => {
  const store = await openTestStore()
  try {
    await FILLED.training()
    const at = new URL(store.uri)
    at.pathname = `/${store.connection.name}`
    const env = { MONGODB_URI: at.href, DATA_DIR: folder, TRAINING_MODE: undefined }
    const [[command, args] = ["", []]] = COMMANDS
    const wrong = await runScriptIn(env, command, ...args)
    expect(wrong).toMatchObject({ code: 1, output: expect.stringMatching(REFUSED.training) })
    expect(wrong.output).toContain(store.connection.name)
    expect(wrong.output).not.toContain("mongodb://")
    expect(await findUsers(["tham.dinh"])).toEqual([])
    const right = await runScriptIn({ ...env, TRAINING_MODE: "true" }, command, ...args)
    expect(right).toMatchObject({ code: 0 })
  } finally {
    await store.close()
  }
})

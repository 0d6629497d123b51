import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { openStore } from "#models/store/connection.server.ts"
import { runScriptIn } from "#test/setup/run-script.ts"
import { openTestStore } from "#test/setup/store.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "khong-co-kho-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = (name: string, ...args: string[]) => runScriptIn({ MONGODB_URI: undefined }, name, ...args)

/** Each command that only reads, with what it needs besides the store. */
const READERS: [string, () => string[]][] = [
  ["verify-store", () => []],
  ["backup", () => [join(folder, "ban-sao")]],
]

for (const [command, args] of READERS) {
  test(`${command} says that a mistyped folder holds no store, and does not make one`, async () => {
    const mistyped = join(folder, "khong-co")
    const answer = await run(command, ...args(), "--data", mistyped)
    expect(answer).toMatchObject({ code: 1 })
    expect(answer.output).toMatch(/không có kho dữ liệu[\s\S]*--data/)
    expect(answer.output).toContain(mistyped)
    expect(answer.output).not.toContain("toàn vẹn")
    expect(readdirSync(folder)).toEqual([])
  })

  test(`${command} leaves a folder of other things as it was`, async () => {
    const other = join(folder, "viec-khac")
    mkdirSync(other)
    writeFileSync(join(other, "ghi-chu.txt"), "không phải kho")
    expect(await run(command, ...args(), "--data", other)).toMatchObject({ code: 1 })
    expect(readdirSync(other)).toEqual(["ghi-chu.txt"])
    expect(await run(command, ...args(), "--data", join(other, "ghi-chu.txt"))).toMatchObject({ code: 1 })
    expect(readdirSync(folder)).toEqual(["viec-khac"])
  })

  test(`${command} says that an empty database holds no store, and puts nothing into it`, async () => {
    const store = await openTestStore({ asItIs: true })
    try {
      const at = new URL(store.uri)
      at.pathname = `/${store.connection.name}`
      const answer = await runScriptIn({ MONGODB_URI: at.href, DATA_DIR: folder }, command, ...args())
      expect(answer).toMatchObject({ code: 1 })
      expect(answer.output).toMatch(/không có kho dữ liệu[\s\S]*MONGODB_URI/)
      expect(await store.connection.db?.listCollections().toArray()).toEqual([])
      expect(readdirSync(folder)).toEqual([])
    } finally {
      await store.close()
    }
  })

  test(`${command} says that a store nobody has worked on is empty`, async () => {
    const data = join(folder, "kho")
    const store = await openStore({ dataDir: data })
    await store.connection.createCollection("users")
    await store.close()
    const answer = await run(command, ...args(), "--data", data)
    expect(answer).toMatchObject({ code: 1, output: expect.stringContaining("kho còn trống") })
  })

  test(`${command} still reads a store that is there`, async () => {
    const data = join(folder, "kho")
    const store = await openStore({ dataDir: data })
    await store.connection.db?.collection("rows").insertOne({ a: 1 })
    await store.close()
    const before = readdirSync(data)
    expect(await run(command, ...args(), "--data", data)).toMatchObject({ code: 0 })
    expect(readdirSync(data)).toEqual(before)
  })
}

test("restore makes no store when its source is missing or is no backup", async () => {
  const data = join(folder, "kho")
  const missing = await run("restore", join(folder, "khong-co"), "--data", data)
  expect(missing).toMatchObject({ code: 1, output: expect.stringContaining("Không tìm thấy tệp") })
  const other = join(folder, "khong-phai")
  writeFileSync(other, "không phải bản sao lưu")
  const wrong = await run("restore", other, "--data", data)
  expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining("không phải bản sao lưu") })
  expect(existsSync(data)).toBe(false)
})

test("an import makes no store when none of its files can be opened", async () => {
  const data = join(folder, "kho")
  const answer = await run("import", join(folder, "mot.csv"), join(folder, "hai.csv"), "--data", data)
  expect(answer).toMatchObject({ code: 1, output: expect.stringMatching(/mot\.csv[\s\S]*hai\.csv/) })
  expect(existsSync(data)).toBe(false)
})

test("a rehearsal of a file that cannot be opened leaves the last rehearsal's store", async () => {
  const kept = join(folder, "store", "store.sqlite")
  mkdirSync(join(folder, "store"))
  writeFileSync(kept, "")
  const answer = await run("rehearse", join(folder, "mot.csv"), "--year", "2023", "--out", folder)
  expect(answer).toMatchObject({ code: 1, output: expect.stringContaining("mot.csv") })
  expect(existsSync(kept)).toBe(true)
})

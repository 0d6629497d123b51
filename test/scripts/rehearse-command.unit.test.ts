import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runScript } from "#test/setup/run-script.ts"

let out: string
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), "dien-tap-"))
})
afterAll(() => rmSync(out, { recursive: true, force: true }))

const rehearse = (...args: string[]) =>
  runScript("rehearse", "--procedures", "seeds/reference/procedures.csv", "--out", out, ...args)

test("a province of today is rehearsed in no year before there was one", async () => {
  const refused = await rehearse("--year", "2023", "--province", "68")
  expect(refused).toMatchObject({ code: 2, output: expect.stringContaining("01/7/2025") })
  expect(existsSync(join(out, "store"))).toBe(false)
})

test("a province nobody knows is refused, and those there are are named", async () => {
  const refused = await rehearse("--year", "2027", "--province", "67")
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining("68 Lâm Đồng") })
})

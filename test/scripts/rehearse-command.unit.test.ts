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

test.each([
  [["--scenario", "nam-yen-a"], "Không có kịch bản «nam-yen-a». Kịch bản có: busy-year, eight-quarters."],
  [["--scenario", "busy-year", "--year", "2023"], "--scenario không đi cùng --year"],
  [["--scenario", "busy-year", "--procedures", "khong-co.csv"], "khong-co.csv: không mở được tệp"],
  [["--scenario", "busy-year", "--seed", "một"], "--seed một"],
  [["--scenario", "busy-year", "--communes", "5"], "--communes chỉ dùng với"],
  [["--scenario", "eight-quarters", "--communes", "vài"], "--communes vài"],
])("a scenario that cannot be played is refused with what to do: %s", async (asked, says) => {
  const folder = join(out, "kich-ban")
  const refused = await runScript("rehearse", "--out", folder, ...asked)
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining(says) })
  expect(existsSync(folder)).toBe(false)
})

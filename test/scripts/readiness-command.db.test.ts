import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { runScriptIn } from "#test/setup/run-script.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "san-sang-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ENV = {
  TRAINING_MODE: undefined,
  MONGODB_URI: undefined,
  PUBLIC_URL: undefined,
  TRUSTED_CERTIFICATES: undefined,
}
const readiness = (...args: string[]) => runScriptIn(ENV, "readiness", "--data", folder, ...args)
const kindsIn = (file: string): string[] => {
  const { missing } = JSON.parse(readFileSync(file, "utf8")) as { missing: { kind: string }[] }
  return [...new Set(missing.map(({ kind }) => kind))]
}

test("an empty folder lacks everything, and stays empty", async () => {
  const json = join(folder, "ra.json")
  expect(await readiness("--date", "2027-05-12", "--json", json)).toMatchObject({ code: 1 })
  expect(kindsIn(json)).toEqual(
    expect.arrayContaining([
      "province",
      "regime",
      "issuer",
      "holidays",
      "portal",
      "signatory",
      "person",
      "fieldLead",
      "authority",
    ]),
  )
  expect(JSON.parse(readFileSync(json, "utf8"))).toMatchObject({ date: "2027-05-12" })
  expect(readdirSync(folder)).toEqual(["ra.json"])
})

test("a province set up lacks people, signatories, portals and procedures, no longer law, issuer and days off", async () => {
  const json = join(folder, "ra.json")
  await runScriptIn(
    ENV,
    "setup",
    "--province",
    "48",
    "--admin",
    "quan.tri",
    "--name",
    "Trần Văn Quản",
    "--data",
    folder,
  )
  expect(await readiness("--date", "2027-05-12", "--json", json)).toMatchObject({ code: 1 })
  const kinds = kindsIn(json)
  expect(kinds).toEqual(expect.arrayContaining(["person", "signatory", "portal", "procedures", "unitCode"]))
  for (const kind of ["province", "regime", "issuer", "template", "holidays", "fieldLead"])
    expect(kinds).not.toContain(kind)
})

test("what cannot be told is told apart: a day that is none, an option nobody knows", async () => {
  expect(await readiness("--date", "2027-02-30")).toMatchObject({
    code: 2,
    output: expect.stringContaining("không có thật"),
  })
  expect(await readiness("--la", "lạ")).toMatchObject({
    code: 2,
    output: expect.stringContaining("Cách dùng"),
  })
  expect(existsSync(join(folder, "store.sqlite"))).toBe(false)
})

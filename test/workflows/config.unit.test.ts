import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, expect, test } from "vitest"
import { readConfig } from "#workflows/config.server.ts"
import { keptSessionSecret } from "#workflows/identity/session-secret.server.ts"

const dataDir = mkdtempSync(join(tmpdir(), "config-"))
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

test("an empty environment runs the training scenario on the embedded store", () => {
  const config = readConfig({ DATA_DIR: dataDir, PORT: "" })
  expect(config).toMatchObject({ port: 3000, mongodbUri: null, trainingMode: true, secureCookies: false })
})

test("a real database means the system runs for real", () => {
  const config = readConfig({
    DATA_DIR: dataDir,
    MONGODB_URI: "mongodb://db/danhmuc",
    NODE_ENV: "production",
  })
  expect(config).toMatchObject({ trainingMode: false, secureCookies: true })
})

test("every bad field is named at once", () => {
  const read = () =>
    readConfig({ DATA_DIR: dataDir, PORT: "ba nghìn", MONGODB_URI: "localhost", SESSION_SECRET: "x" })
  expect(read).toThrow(/PORT[\s\S]*MONGODB_URI[\s\S]*SESSION_SECRET/)
})

test("training is for this machine only unless HOST says otherwise; an office is reached from everywhere", () => {
  const hostIn = (env: Record<string, string>) => readConfig({ DATA_DIR: dataDir, ...env }).host
  expect(hostIn({})).toBe("127.0.0.1")
  expect(hostIn({ HOST: "0.0.0.0" })).toBe("0.0.0.0")
  expect(hostIn({ TRAINING_MODE: "false" })).toBeNull()
  expect(hostIn({ MONGODB_URI: "mongodb://db/danhmuc" })).toBeNull()
  for (const host of ["192.168.1.5", "::1", "may-chu.ubnd", "localhost"])
    expect(hostIn({ TRAINING_MODE: "false", HOST: host })).toBe(host)
  for (const bad of ["http://localhost", "localhost:3000", "127.0.0.1/8", "hai từ"])
    expect(() => hostIn({ HOST: bad })).toThrow(/HOST: phải là địa chỉ IP hoặc tên máy/)
})

test("the store's memory is given in MiB, and too little is refused", () => {
  const withCache = (megabytes: string) => readConfig({ DATA_DIR: dataDir, STORE_CACHE_MB: megabytes })
  expect(withCache("").storeCacheBytes).toBe(512 * 1024 * 1024)
  expect(withCache("64").storeCacheBytes).toBe(64 * 1024 * 1024)
  expect(() => withCache("15")).toThrow(/STORE_CACHE_MB: ít nhất 16 MiB/)
})

test("the session secret is made once and only its owner may read it; reading the configuration makes nothing", () => {
  expect(readConfig({ DATA_DIR: dataDir }).sessionSecret).toBeNull()
  expect(existsSync(join(dataDir, "keys"))).toBe(false)
  const first = keptSessionSecret(dataDir)
  const file = join(dataDir, "keys", "session-secret")
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, "utf8").trim()).toBe(first)
  expect(keptSessionSecret(dataDir)).toBe(first)
})

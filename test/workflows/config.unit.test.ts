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
  expect(withCache("").storeCacheBytes).toBe(128 * 1024 * 1024)
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

const SIGN_ON = {
  OIDC_ISSUER: "https://sso.example.gov.vn",
  OIDC_CLIENT_ID: "danh-muc",
  OIDC_CLIENT_SECRET: "bí mật",
  OIDC_LABEL: "Cổng SSO tỉnh",
}

test("the province's own sign-on is set whole or not at all, and is asked over https outside training", () => {
  const signOnIn = (env: Record<string, string>) => readConfig({ DATA_DIR: dataDir, ...env }).signOn
  expect(signOnIn({})).toBeNull()
  expect(signOnIn(SIGN_ON)).toMatchObject({ issuer: SIGN_ON.OIDC_ISSUER, label: "Cổng SSO tỉnh" })
  for (const name of Object.keys(SIGN_ON))
    expect(() => signOnIn({ ...SIGN_ON, [name]: "" })).toThrow(new RegExp(`còn thiếu ${name}`))
  const plain = { ...SIGN_ON, OIDC_ISSUER: "http://127.0.0.1:4000" }
  expect(() => signOnIn({ ...plain, TRAINING_MODE: "false" })).toThrow(/OIDC_ISSUER phải bắt đầu bằng https/)
  expect(signOnIn(plain)).not.toBeNull()
  expect(signOnIn({ ...plain, TRAINING_MODE: "false", TEST_BED: "true" })).not.toBeNull()
  expect(() => signOnIn({ ...SIGN_ON, OIDC_ISSUER: "ldap://sso" })).toThrow(
    /OIDC_ISSUER: phải là địa chỉ http/,
  )
  expect(() => signOnIn({ ...SIGN_ON, OIDC_ISSUER: "https://sso.example/?a=b" })).toThrow(
    /OIDC_ISSUER: không kèm/,
  )
})

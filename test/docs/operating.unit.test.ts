import { execFileSync } from "node:child_process"
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { assertServable, readConfig, VARIABLES } from "#workflows/config.server.ts"

const FOLDER = join(import.meta.dirname, "../../docs/operating")
const fileOf = (name: string) => readFileSync(join(FOLDER, name), "utf8")
const SYSTEMD = "/usr/bin/systemd-analyze"

/** As a shell and systemd read it: quotes around a value are not part of it. */
const settings = (): Record<string, string> =>
  Object.fromEntries(
    fileOf("danh-muc.env")
      .split("\n")
      .filter((line) => /^[A-Z_]+=/.test(line))
      .map((line) => {
        const [, name = "", value = ""] = /^([A-Z_]+)=(.*)$/.exec(line) ?? []
        return [name, value.replace(/^'(.*)'$/, "$1")]
      }),
  )

/** The example's secrets, each exchanged for one of an office's own. */
const withOwnSecrets = (given: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      value.replace(/MAT_KHAU(?:_KHOA|_THU)?|MA_TRUY_CAP|THAY_BANG_\w+/u, `cua-rieng-${"x".repeat(32)}`),
    ]),
  )
const SECRETS = ["MONGODB_URI", "SESSION_SECRET", "SIGNING_KEYS_PASSWORD", "SMTP_URL", "PORTAL_TOKENS"]

test("an office is not served with secrets of the example, whichever of them is left in place", () => {
  const refused = (given: Record<string, string>) => () => assertServable(readConfig(given))
  expect(refused(settings())).toThrow(new RegExp(SECRETS.map((name) => `(?=.*${name})`).join(""), "u"))
  for (const name of SECRETS)
    expect(refused({ ...withOwnSecrets(settings()), [name]: settings()[name] ?? "" }), name).toThrow(
      `Chưa khởi động: ${name} còn giữ`,
    )
  const training = { ...settings(), TRAINING_MODE: "true" }
  expect(refused(training)).not.toThrow()
})

test.each([
  ["MONGODB_URI", "mongodb://root:root@db1,db2:27017/catalogue?replicaSet=rs0"],
  ["MONGODB_URI", "mongodb://admin:MAT%5FKHAU@db1/catalogue"],
  ["SMTP_URL", "smtp://admin:admin@thu.example.gov.vn:587"],
  ["PORTAL_TOKENS", '{"cong-tinh": "cong-tinh"}'],
])("an office is not served with a default of %s: %s", (name, value) => {
  const given = { ...withOwnSecrets(settings()), [name]: value }
  expect(() => assertServable(readConfig(given))).toThrow(`Chưa khởi động: ${name} còn giữ`)
})

test("the example settings are ones the system reads, and with secrets of its own an office may be served with them", () => {
  expect(Object.keys(settings()).filter((name) => !VARIABLES.includes(name))).toEqual([])
  const config = readConfig(settings())
  expect(config).toMatchObject({ trainingMode: false, secureCookies: true, trustProxy: 1 })
  expect(config.portalTokens).toEqual({ "cong-quoc-gia": "MA_TRUY_CAP" })
  expect(() => assertServable(readConfig(withOwnSecrets(settings())))).not.toThrow()
})

test("the guide names every file beside it, and says that they are untried", () => {
  const guide = fileOf("README.md")
  for (const name of readdirSync(FOLDER))
    if (name !== "README.md") expect(guide, name).toContain(`\`${name}\``)
  expect(guide).toContain("chưa chạy thử")
})

test.runIf(existsSync(SYSTEMD))(
  "systemd reads the units without a remark but that nothing is installed here",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "don-vi-"))
    try {
      const units = readdirSync(FOLDER).filter((name) => /\.(service|timer)$/.test(name))
      const copies = units.map((name) => join(folder, name.replace("@", "@3001")))
      for (const [index, name] of units.entries()) copyFileSync(join(FOLDER, name), copies[index] ?? "")
      const said = verify(copies)
      expect(said.filter((line) => !/is not executable: No such file/.test(line))).toEqual([])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)

const verify = (units: string[]): string[] => {
  try {
    execFileSync(SYSTEMD, ["verify", ...units], { encoding: "utf8", stdio: "pipe" })
    return []
  } catch (error) {
    return String((error as { stderr?: unknown }).stderr ?? error)
      .trim()
      .split("\n")
  }
}

test.each([
  [{ TRAINING_MODE: "false" }, false],
  [{ TRAINING_MODE: "false", PUBLIC_URL: "http://danhmuc.example.gov.vn" }, false],
  [{ TRAINING_MODE: "false", PUBLIC_URL: "https://danhmuc.example.gov.vn" }, true],
  [{ TRAINING_MODE: "false", TEST_BED: "true" }, true],
  [{}, true],
])("with %o the system starts: %s", (env, starts) => {
  const start = () => assertServable(readConfig(env))
  if (starts) expect(start).not.toThrow()
  else expect(start).toThrow(/PUBLIC_URL[\s\S]*TEST_BED=true/)
})

import { expect, test } from "vitest"
import { hashPassword, isPassword } from "#workflows/identity/password.server.ts"

test("a password counts to its last letter and in its own case, however long it is", async () => {
  const long = `${"một câu rất dài ".repeat(8)}Z`
  const stored = await hashPassword(long)
  expect(await isPassword(long, stored)).toBe(true)
  for (const other of [long.slice(0, -1), `${long} `, ` ${long}`, long.toLowerCase(), long.slice(0, 72)])
    expect(await isPassword(other, stored), other).toBe(false)
})

test("passwords are kept by scrypt at a cost OWASP lists for it, with a salt of their own", async () => {
  const [algorithm, n, r, p, salt = ""] = (await hashPassword("mật khẩu")).split("$")
  expect([algorithm, n, r, p]).toEqual(["scrypt", "32768", "8", "3"])
  expect(Buffer.from(salt, "base64url")).toHaveLength(16)
})

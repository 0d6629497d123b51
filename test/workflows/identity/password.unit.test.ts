import { expect, test } from "vitest"
import { hashPassword, isPassword, UNKNOWN_USER_HASH } from "#workflows/identity/password.server.ts"

test("the right password is recognised however its accents were typed", async () => {
  const stored = await hashPassword("Mật khẩu dài")
  expect(await isPassword("Mật khẩu dài".normalize("NFD"), stored)).toBe(true)
  expect(await isPassword("Mat khau dai", stored)).toBe(false)
})

test("the same password never gives the same stored text, and the text does not contain it", async () => {
  const [one, two] = [await hashPassword("tap-huan-2023"), await hashPassword("tap-huan-2023")]
  expect(one).not.toBe(two)
  expect(one).not.toContain("tap-huan-2023")
})

test("hashes written with other parameters stay readable", async () => {
  const { scryptSync } = await import("node:crypto")
  const key = scryptSync("cũ".normalize("NFC"), "muoi", 16, { N: 1024, r: 8, p: 1 })
  const stored = `scrypt$1024$8$1$${Buffer.from("muoi").toString("base64url")}$${key.toString("base64url")}`
  expect(await isPassword("cũ", stored)).toBe(true)
})

test("nothing opens the hash of an unknown user, nor a damaged one", async () => {
  expect(await isPassword("", UNKNOWN_USER_HASH)).toBe(false)
  expect(await isPassword("x", "plain$x")).toBe(false)
  expect(await isPassword("x", "")).toBe(false)
})

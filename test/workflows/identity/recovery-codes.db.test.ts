import { afterAll, beforeAll, expect, test } from "vitest"
import { sha256 } from "#models/shared/digest.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { hashKeptCodes } from "#workflows/identity/hash-kept-codes.server.ts"
import { hashUnder, newSalt, saltOf } from "#workflows/identity/password.server.ts"
import { keptAs, newRecoveryCodes } from "#workflows/identity/recovery-codes.server.ts"
import { spendFactorCode } from "#workflows/identity/second-factor.server.ts"
import { aStoredUser, type OpenOffice, openOffice } from "../../app/setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const CODES = ["k3fd-x7mq-2hna", "aaaa-bbbb-cccc", "dddd-eeee-ffff"]
/** Next to free. */
const CHEAP = "scrypt$16$8$1$bXXhu5Fp"
/** As releases before this one kept a code. */
const asBefore = (userId: string, code: string) => sha256(`${userId}:${code.replaceAll("-", "")}`)
const aKeyHolder = (id: string) =>
  aStoredUser({
    id,
    recovery: CODES.map((code) => asBefore(id, code)),
    secondFactor: {
      secret: "v1.a.b.c",
      since: new Date(0),
      lastStep: 0,
      recovery: [asBefore(id, "mmmm-nnnn-pppp")],
    },
  })
const spend = (userId: string, code: string) =>
  spendFactorCode(office.runtime, { userId, code }, async () => {})

test("codes for a lost device are kept by scrypt, all ten under one salt of that person", async () => {
  const { codes, kept } = await newRecoveryCodes("mat.may")
  const [first = ""] = kept
  const [algorithm, n, r, p, salt = ""] = first.split("$")
  expect([algorithm, n, r, p]).toEqual(["scrypt", "32768", "8", "1"])
  expect(Buffer.from(salt, "base64url")).toHaveLength(16)
  expect(newSalt()).not.toBe(saltOf(first))
  expect(new Set(kept.map(saltOf)).size).toBe(1)
  expect(new Set(kept).size).toBe(10)
  expect(kept[3]).toBe(await hashUnder(saltOf(first), asBefore("mat.may", codes[3] ?? "")))
}, 120_000)

test("whoever tries a code pays for one hash of each salt, and for none with what a telephone shows", async () => {
  const { codes, kept } = await newRecoveryCodes("mat.may", CHEAP)
  expect(await keptAs({ userId: "mat.may", code: codes[2]?.toUpperCase() ?? "" }, kept)).toEqual([
    asBefore("mat.may", codes[2] ?? ""),
    kept[2],
  ])
  expect(await keptAs({ userId: "mat.may", code: "123 456" }, kept)).toEqual([])
})

test("a code kept by an earlier release opens until it is used", async () => {
  await aKeyHolder("ban.truoc")
  await spend("ban.truoc", "K3FD X7MQ 2HNA")
  expect((await refusalOf(spend("ban.truoc", CODES[0] ?? ""))).message).toContain("đã dùng")
  expect((await findUser("ban.truoc"))?.recovery).toHaveLength(2)
})

test("at the next start what an earlier release kept is put under scrypt, and the codes stay good, each once", async () => {
  await aKeyHolder("len.doi")
  await hashKeptCodes(office.runtime).done
  const user = await findUser("len.doi")
  const kept = [...(user?.recovery ?? []), ...(user?.secondFactor?.recovery ?? [])]
  expect(kept.filter((one) => one.startsWith("scrypt$32768$8$1$"))).toHaveLength(4)
  expect(new Set(kept.map(saltOf)).size).toBe(1)
  await hashKeptCodes(office.runtime).done
  expect(await findUser("len.doi")).toEqual(user)
  for (const code of [CODES[1] ?? "", "mmmm-nnnn-pppp"]) {
    await spend("len.doi", code)
    expect((await refusalOf(spend("len.doi", code))).message).toContain("đã dùng")
  }
  const left = await findUser("len.doi")
  expect([left?.recovery?.length, left?.secondFactor?.recovery.length]).toEqual([2, 0])
}, 120_000)

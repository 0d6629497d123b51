import { afterAll, beforeAll, expect, test } from "vitest"
import { fixedClock } from "#models/shared/clock.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { SignInSessionModel } from "#models/user/sign-in-session.schema.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { changeOwnPassword } from "#workflows/identity/change-password.server.ts"
import { signIn, userOfSession } from "#workflows/identity/sign-in.server.ts"
import { aStoredUser, type OpenOffice, openOffice } from "../../app/setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const PASSWORD = "đúng mật khẩu"
const CHOSEN = "cá kho riềng buổi sáng thứ bảy"
const enter = async (userId: string, password = PASSWORD) =>
  (await signIn(office.runtime, { userId, password, address: "203.0.113.5", previousSessionId: null }))
    .sessionId

test("who does not know the password in use changes nothing", async () => {
  const { id: userId, passwordHash } = await aStoredUser({ id: "nguoi.giu" })
  const input = { userId, current: "đoán", chosen: CHOSEN, sessionId: await enter(userId) }
  expect((await refusalOf(changeOwnPassword(office.runtime, input))).message).toContain(
    "đang dùng không đúng",
  )
  expect((await findUser(userId))?.passwordHash).toBe(passwordHash)
})

test("a password of fewer than twelve letters is not taken", async () => {
  const { id: userId } = await aStoredUser({ id: "nguoi.voi" })
  const input = { userId, current: PASSWORD, chosen: "ghế mây voi", sessionId: await enter(userId) }
  expect((await refusalOf(changeOwnPassword(office.runtime, input))).message).toContain("12 ký tự")
})

test("a new password ends every other session of its owner, and nobody else's", async () => {
  const { id: userId } = await aStoredUser({ id: "nguoi.doi" })
  await aStoredUser({ id: "nguoi.ben" })
  const [here, there, beside] = [await enter(userId), await enter(userId), await enter("nguoi.ben")]
  await changeOwnPassword(office.runtime, { userId, current: PASSWORD, chosen: CHOSEN, sessionId: here })
  const users = await Promise.all([here, there, beside].map((one) => userOfSession(office.runtime, one)))
  expect(users).toEqual([userId, null, "nguoi.ben"])
  await refusalOf(enter(userId))
  expect(await userOfSession(office.runtime, await enter(userId, CHOSEN))).toBe(userId)
})

test("a password of one's own opens the office ten years later as well", async () => {
  const { id: userId } = await aStoredUser({ id: "nguoi.cu" })
  const realClock = fixedClock(new Date("2036-03-02T08:00:00+07:00"))
  const d = { ...office.runtime, realClock, clock: realClock }
  const input = { userId, password: PASSWORD, address: "203.0.113.6", previousSessionId: null }
  const { sessionId } = await signIn(d, input)
  expect(await userOfSession(d, sessionId)).toBe(userId)
})

test("a session is named by 256 bits nobody can foretell, and the store keeps their digest alone", async () => {
  const { id: userId } = await aStoredUser({ id: "nguoi.moi" })
  const [one, two] = [await enter(userId), await enter(userId)]
  for (const id of [one, two]) expect(Buffer.from(id, "base64url")).toHaveLength(32)
  expect(one).not.toBe(two)
  const stored = await SignInSessionModel.find({ userId }).lean()
  expect(stored.map(({ _id }) => _id).sort()).toEqual([sha256(one), sha256(two)].sort())
  expect(JSON.stringify(stored)).not.toContain(one)
})

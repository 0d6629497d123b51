import { afterAll, beforeAll, expect, test } from "vitest"
import { fixedClock } from "#models/shared/clock.ts"
import { ABSOLUTE_MS, actorOf, IDLE_MS, signIn, userOfSession } from "#workflows/identity/sign-in.server.ts"
import { aStoredUser, type OpenOffice, openOffice } from "../../app/setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice()
  await aStoredUser()
})
afterAll(() => office.close())

const START = new Date("2026-03-02T08:00:00+07:00")
const after = (ms: number) => new Date(START.getTime() + ms)

const aSession = async () => {
  const realClock = fixedClock(START)
  const input = { userId: "chuyenvien.thu", password: "đúng mật khẩu", address: "x", previousSessionId: null }
  const { sessionId } = await signIn(
    { realClock, trainingMode: true, store: office.runtime.store, reference: office.runtime.reference },
    input,
  )
  return { realClock, sessionId, ask: () => userOfSession({ realClock }, sessionId) }
}

test("a session ends after two hours of silence", async () => {
  const { realClock, ask } = await aSession()
  realClock.set(after(IDLE_MS - 1000))
  expect(await ask()).toBe("chuyenvien.thu")
  realClock.set(after(2 * IDLE_MS))
  expect(await ask()).toBeNull()
})

test("a session that is used all day ends after twelve hours all the same", async () => {
  const { realClock, ask } = await aSession()
  for (let ms = 0; ms < ABSOLUTE_MS; ms += IDLE_MS / 2) {
    realClock.set(after(ms))
    expect(await ask()).toBe("chuyenvien.thu")
  }
  realClock.set(after(ABSOLUTE_MS))
  expect(await ask()).toBeNull()
})

test("a role counts only on the days it is held", async () => {
  const held = { role: "REVIEWER" as const, agencyId: "van-phong-ubnd-tinh" }
  await aStoredUser({
    id: "thamdinh.tam",
    assignments: [{ ...held, validFrom: "2023-03-01", validTo: "2023-05-31" }],
  })
  const on = async (day: string) => (await actorOf({ trainingMode: true }, "thamdinh.tam", day))?.assignments
  expect(await on("2023-02-28")).toEqual([])
  expect(await on("2023-05-31")).toEqual([held])
  expect(await on("2023-06-01")).toEqual([])
})

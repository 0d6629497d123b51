import { afterAll, beforeAll, expect, test } from "vitest"
import { fixedClock } from "#models/shared/clock.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { confirmSecondFactor, offerSecondFactor } from "#workflows/identity/second-factor.server.ts"
import { aStoredUser, type OpenOffice, openOffice } from "../../app/setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice()
  await aStoredUser({ id: "nguoi.cai" })
})
afterAll(() => office.close())

test("a secret has 160 bits, and no two are alike", () => {
  const [one, two] = [0, 1].map(() =>
    offerSecondFactor(office.runtime, "nguoi.cai").secret.replace(/\s/g, ""),
  )
  expect(one).toMatch(/^[A-Z2-7]{32}$/)
  expect(one).not.toBe(two)
})

test("an offer is taken for half an hour", async () => {
  const start = new Date("2026-03-02T08:00:00+07:00")
  const { offer } = offerSecondFactor({ ...office.runtime, realClock: fixedClock(start) }, "nguoi.cai")
  const saidAfter = async (minutes: number) => {
    const realClock = fixedClock(new Date(start.getTime() + minutes * 60_000))
    const input = { userId: "nguoi.cai", offer, code: "không phải mã", sessionId: "x" }
    return (await refusalOf(confirmSecondFactor({ ...office.runtime, realClock }, input))).message
  }
  expect(await saidAfter(29)).toContain("Mã không đúng")
  expect(await saidAfter(31)).toContain("hết hạn")
})

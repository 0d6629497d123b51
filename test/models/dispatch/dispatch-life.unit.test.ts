import fc from "fast-check"
import { expect, test } from "vitest"
import { aNewDispatch, type Dispatch } from "#models/dispatch/dispatch.ts"
import { afterTry, begun, lost, type Outcome } from "#models/dispatch/dispatch-life.ts"

const START = new Date("2023-03-31T01:00:00Z")
const HOUR = 3_600_000
const mail = (): Dispatch =>
  aNewDispatch(
    {
      id: "mail:1",
      channel: "MAIL",
      receiver: "thu",
      content: { subject: "", text: "", html: "", messageId: "<1@x>" },
    },
    START,
  )

const anOutcome: fc.Arbitrary<Outcome | "LOST"> = fc.oneof(
  fc.constant("LOST" as const),
  fc.constant<Outcome>({ is: "UNKNOWN", address: "a@b.vn", message: "" }),
  fc.boolean().map((isOutage): Outcome => ({ is: "LATER", address: "a@b.vn", message: "", isOutage })),
  fc.constant<Outcome>({ is: "DELIVERED", address: "a@b.vn", receipt: "250" }),
  fc.constant<Outcome>({ is: "REFUSED", address: "a@b.vn", message: "" }),
)

test("whatever happens, a mail reaches nobody more than twice, comes to an end, and then stays there", () => {
  fc.assert(
    fc.property(
      fc.array(anOutcome, { maxLength: 60 }),
      fc.integer({ min: 1, max: 30 }),
      (outcomes, hours) => {
        let one = mail()
        let at = START
        let maybeArrived = 0
        for (const outcome of outcomes) {
          if (one.nextAttemptAt === null) break
          one = begun(one)
          const isOut = outcome === "LOST" || outcome.is === "UNKNOWN" || outcome.is === "DELIVERED"
          if (isOut) maybeArrived += 1
          one = outcome === "LOST" ? lost(one, at) : afterTry(one, outcome, at, 30_000)
          at = new Date(at.getTime() + hours * HOUR)
        }
        expect(maybeArrived).toBeLessThanOrEqual(2)
        expect(one.nextAttemptAt === null).toBe(one.endedAt !== null)
        if (one.nextAttemptAt === null) expect(["WAITING", "SENDING"]).not.toContain(one.state)
      },
    ),
  )
})

test("what is never taken is given up after three days, not sooner", () => {
  let one = mail()
  let at = START
  while (one.nextAttemptAt !== null) {
    one = afterTry(begun(one), { is: "LATER", address: null, message: "", isOutage: true }, at, HOUR)
    at = one.nextAttemptAt ?? at
  }
  expect(one.state).toBe("GIVEN_UP")
  expect(at.getTime() - START.getTime()).toBe(72 * HOUR)
})

test("days on which nothing was tried do not count: a first try on the fourth day is not the last", () => {
  const later = { is: "LATER", address: null, message: "", isOutage: true } as const
  const fourth = new Date(START.getTime() + 96 * HOUR)
  const once = afterTry(begun(mail()), later, fourth, HOUR)
  const twice = afterTry(begun(once), later, fourth, HOUR)
  expect([once.state, twice.state]).toEqual(["WAITING", "WAITING"])
  expect(afterTry(begun(twice), later, fourth, HOUR).state).toBe("GIVEN_UP")
})

import { expect, test } from "vitest"
import type { FailureClass } from "#models/outbox/failure.ts"
import { afterFailure, type Circuit, CLOSED, isOpenAt } from "#workflows/delivery/circuit.ts"
import { hasGivenUp, waitBeforeRetry } from "#workflows/delivery/retry.ts"

const AT = new Date("2023-06-02T08:15:00+07:00")
const longest = () => 1
const fail = (circuit: Circuit, failure: FailureClass, retryAfterSeconds: number | null = null) =>
  afterFailure(circuit, { failure, message: failure, retryAfterSeconds }, AT, longest)
const pauseOf = ({ openUntil }: Circuit) => openUntil && (openUntil.getTime() - AT.getTime()) / 1000

test("waits double from half a minute to an hour, with jitter over the whole of it", () => {
  const seconds = [1, 2, 3, 7, 8, 10].map((number) => waitBeforeRetry(number, longest) / 1000)
  expect(seconds).toEqual([30, 60, 120, 1920, 3600, 3600])
  expect(waitBeforeRetry(3, () => 0)).toBe(0)
  expect(waitBeforeRetry(3, () => 0.5)).toBe(60_000)
})

test("five faults in a row pause a portal, longer each time; data errors never do", () => {
  let circuit = CLOSED
  for (let n = 1; n < 5; n += 1) circuit = fail(circuit, n % 2 ? "TRANSPORT" : "REMOTE")
  expect(isOpenAt(circuit, AT)).toBe(false)
  circuit = fail(circuit, "REMOTE")
  expect([isOpenAt(circuit, AT), pauseOf(circuit)]).toEqual([true, 30])
  expect(pauseOf(fail(circuit, "REMOTE"))).toBe(60)
  let data = CLOSED
  for (let n = 0; n < 20; n += 1) data = fail(data, "DATA")
  expect(data.openUntil).toBeNull()
})

test("a refused session or caller pauses the portal for people, a throttle as long as it asks", () => {
  expect(pauseOf(fail(CLOSED, "ACCESS"))).toBe(3600)
  expect(pauseOf(fail(CLOSED, "SESSION"))).toBe(3600)
  expect(pauseOf(fail(CLOSED, "THROTTLE", 7))).toBe(7)
  expect(pauseOf(fail(CLOSED, "THROTTLE"))).toBe(30)
  expect(pauseOf(fail(fail(CLOSED, "ACCESS"), "THROTTLE", 7))).toBe(3600)
})

test("ten tries or look-ups are enough, or a day in which there were three", () => {
  const tried = (attempts: number, checks: number, hours: number) =>
    hasGivenUp(
      { attempts, checks, firstAttemptAt: new Date(AT.getTime() - hours * 3_600_000).toISOString() },
      AT.toISOString(),
    )
  expect([tried(9, 9, 23), tried(10, 0, 1), tried(1, 10, 1)]).toEqual([false, true, true])
  expect([tried(3, 0, 23), tried(3, 0, 24), tried(1, 2, 24)]).toEqual([false, true, true])
  expect([tried(1, 0, 24), tried(1, 1, 72)]).toEqual([false, false])
  expect(hasGivenUp({ attempts: 0, checks: 3, firstAttemptAt: null }, AT.toISOString())).toBe(false)
})

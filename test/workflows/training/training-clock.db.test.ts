import { setImmediate } from "node:timers/promises"
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest"
import { fixedClock } from "#models/shared/clock.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findTrainingInstant } from "#models/training-clock/training-clock.repository.server.ts"
import { moveTrainingClock } from "#workflows/training/move-training-clock.server.ts"
import { openTrainingClock, type TrainingClock } from "#workflows/training/training-clock.server.ts"
import { type OpenOffice, openOffice } from "../../app/setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const actor: Actor = {
  id: "quantri",
  name: "Quản trị",
  assignments: [{ role: "ADMIN", agencyId: "van-phong" }],
}
const shown = (clock: TrainingClock) => clock.now().toISOString()

/** A clock on the office's store, at least where the one before it stopped. */
const aClock = async () => {
  const realClock = fixedClock("2026-01-05T00:00:00Z")
  return { realClock, clock: await openTrainingClock(realClock) }
}

test("the training date starts on the Monday the review opens", () => {
  const started = office.runtime.clock.now().getTime() - Date.parse("2023-03-06T08:00:00+07:00")
  expect(started).toBeGreaterThanOrEqual(0)
  expect(started).toBeLessThan(60_000)
})

test("time flows, a day forward keeps the hour, and what is due runs after the move", async () => {
  const { realClock, clock } = await aClock()
  const before = clock.now()
  realClock.set("2026-01-05T00:10:00Z")
  expect(clock.now().getTime() - before.getTime()).toBe(600_000)
  const seen: string[] = []
  clock.afterMove(async ({ to }) => void seen.push(to.toISOString()))
  const { from, to } = await clock.moveForward({ by: "DAY", actor })
  expect(to.getTime() - from.getTime()).toBe(86_400_000)
  expect(seen).toEqual([to.toISOString()])
  await clock.close()
})

test("the training date never goes back", async () => {
  const { clock } = await aClock()
  const to = new Date(clock.now().getTime() - 1)
  await expect(clock.moveForward({ by: "TO", to, actor })).rejects.toMatchObject({ code: "RULE_BROKEN" })
  await expect(clock.moveForward({ by: "TO", to: new Date(Number.NaN), actor })).rejects.toThrow()
  await clock.close()
})

test("after a restart the clock goes on from where it stopped, and after a crash not from earlier", async () => {
  const first = await aClock()
  await first.clock.moveForward({ by: "DAY", actor })
  const crashedAt = first.clock.now()
  const second = await aClock()
  expect(second.clock.now().getTime()).toBeGreaterThanOrEqual(crashedAt.getTime())
  const stoppedAt = shown(second.clock)
  await second.clock.close()
  expect((await findTrainingInstant())?.toISOString()).toBe(stoppedAt)
  const third = await aClock()
  expect(shown(third.clock)).toBe(stoppedAt)
  await third.clock.close()
  // It never died, and would go on writing into whatever store is open next.
  await first.clock.close()
})

test("what a clock reserves by itself while it is being moved does not put the stored instant back", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] })
  onTestFinished(() => void vi.useRealTimers())
  const { clock } = await aClock()
  const moved = clock.moveForward({ by: "DAY", actor })
  await setImmediate()
  vi.advanceTimersByTime(60_000)
  const { to } = await moved
  await setImmediate()
  expect((await findTrainingInstant())?.getTime()).toBeGreaterThanOrEqual(to.getTime())
  await clock.close()
})

test("two people who press at once move two days, one after the other", async () => {
  const { clock } = await aClock()
  const before = clock.now().getTime()
  await Promise.all([clock.moveForward({ by: "DAY", actor }), clock.moveForward({ by: "DAY", actor })])
  expect(clock.now().getTime() - before).toBe(2 * 86_400_000)
  await clock.close()
})

test("the next deadline is the nearest one of all that know of any", async () => {
  const { clock } = await aClock()
  const inHours = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000)
  const [near, far] = [inHours(5), inHours(50)]
  const dueSources = [async () => far, async () => null, async () => near, async () => inHours(-1)]
  const { store } = office.runtime
  const d = { store, clock, trainingClock: clock, dueSources }
  await moveTrainingClock(d, { by: "NEXT_DUE", actor })
  expect(clock.now()).toEqual(near)
  expect(await moveTrainingClock({ ...d, dueSources: [] }, { by: "NEXT_DUE", actor })).toBeNull()
  expect(clock.now()).toEqual(near)
  await clock.close()
})

test("where the system runs for real nobody moves the date", async () => {
  const d = { ...office.runtime, trainingClock: null }
  await expect(moveTrainingClock(d, { by: "DAY", actor })).rejects.toMatchObject({ code: "FORBIDDEN" })
})

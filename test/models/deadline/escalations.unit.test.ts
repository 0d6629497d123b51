import fc from "fast-check"
import { expect, test } from "vitest"
import { standingOn, stepsToFire } from "#models/deadline/escalations.ts"
import { type Escalation, escalationsOn, stepOf } from "#models/reference/escalation.ts"
import { addDays } from "#models/shared/dates.ts"

const at = (days: number, over: Partial<Escalation> = {}): Escalation => ({
  days,
  to: ["OFFICER"],
  isUrgent: days >= 0,
  validFrom: "2022-01-01",
  validTo: null,
  ...over,
})
const running = (over: object = {}) => ({
  due: "2023-03-31",
  startsOn: null,
  state: "RUNNING" as const,
  fired: [],
  ...over,
})
const fired = (days: number) => ({
  step: stepOf({ days }),
  due: "2023-03-31",
  on: "2023-03-21",
  to: 1,
})

test("reminders follow the rows of the day: what an office sets from a day on holds from then", () => {
  const rows = [at(-10, { validTo: "2023-03-15" }), at(-7, { validFrom: "2023-03-16" }), at(0)]
  expect(escalationsOn(rows, "2023-03-15").map(({ days }) => days)).toEqual([-10, 0])
  expect(escalationsOn(rows, "2023-03-16").map(({ days }) => days)).toEqual([-7, 0])
})

test("a reminder set for a day that a later one has told already says nothing new", () => {
  const told = running({ fired: [fired(-3)] })
  expect(stepsToFire(told, [at(-30), at(-3)], "2023-03-29")).toBeNull()
  expect(stepsToFire(told, [at(-30), at(-3), at(-1)], "2023-03-30")).toMatchObject({
    told: { days: -1 },
    passedOver: ["T-30"],
  })
})

test("a due day is near from the last reminder ahead of it on, and where none is set on the day itself", () => {
  expect(standingOn(running(), [at(-10), at(-3)], "2023-03-27")).toBe("AHEAD")
  expect(standingOn(running(), [at(-10), at(-3)], "2023-03-28")).toBe("NEAR")
  expect(standingOn(running(), [], "2023-03-30")).toBe("AHEAD")
  expect(standingOn(running(), [], "2023-03-31")).toBe("NEAR")
})

test("walked day by day, whatever is set, each reminder is told once, in order, and none is lost", () => {
  const offsets = fc.uniqueArray(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(offsets, fc.integer({ min: 1, max: 20 }), (days, stride) => {
      const rows = escalationsOn(
        days.map((one) => at(one)),
        "2023-03-31",
      )
      let row = running()
      const told: number[] = []
      for (
        let day = addDays(row.due, -70);
        day <= addDays(row.due, 70 + stride);
        day = addDays(day, stride)
      ) {
        const steps = stepsToFire(row, rows, day)
        if (!steps) continue
        told.push(steps.told.days)
        const noted = [...steps.passedOver, stepOf(steps.told)].map((step) => ({ ...fired(0), step }))
        row = { ...row, fired: [...row.fired, ...noted] as never }
      }
      expect(told).toEqual(told.toSorted((a, b) => a - b))
      const steps = (row.fired as { step: string }[]).map(({ step }) => step)
      expect(steps.toSorted()).toEqual(days.map((one) => stepOf({ days: one })).toSorted())
    }),
  )
})

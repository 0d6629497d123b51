import { expect, test } from "vitest"
import { chanceOf } from "#seeds/scenarios/busy-year/chance.ts"
import { courseOfReview, LATE_BATCH } from "#seeds/scenarios/busy-year/review-plan.ts"

const registrations = Array.from({ length: 2_000 }, (_, index) => ({ id: `2023-1:${index}` }))
const agencyOf = ({ id }: { id: string }) => `don-vi-${Number(id.split(":")[1]) % 30}`
const LATE = ["don-vi-3", "don-vi-17", "don-vi-21"]
const planOf = (seed: number) => courseOfReview(registrations, agencyOf, LATE, chanceOf(seed))

test("one in ten comes back twice, late units hand in last, and opinions are asked of what came in first", () => {
  const plan = planOf(1)
  const courses = [...plan.values()]
  expect(courses.filter(({ returns }) => returns === 2)).toHaveLength(200)
  for (const [id, { batch }] of plan) expect(batch === LATE_BATCH).toBe(LATE.includes(agencyOf({ id })))
  const asked = courses.filter(({ opinion }) => opinion !== "NONE")
  expect(asked).toHaveLength(60)
  expect(asked.every(({ batch, returns }) => batch === 0 && returns === 0)).toBe(true)
  expect(asked.filter(({ opinion }) => opinion === "LAPSED")).toHaveLength(30)
})

test("the same seed plans the same year, another seed another one", () => {
  expect(planOf(5)).toEqual(planOf(5))
  expect(planOf(5)).not.toEqual(planOf(6))
})

import { expect, test } from "vitest"
import { decisionOf, drawn, EDITION, rulesBrokenIn, submissionOf } from "./linted.ts"
import { ANNEXES_MUTANTS } from "./mutants-of-annexes.ts"
import { CLOSING_MUTANTS } from "./mutants-of-closing.ts"
import { HEAD_MUTANTS } from "./mutants-of-head.ts"
import { SUBMISSION_MUTANTS } from "./mutants-of-submission.ts"
import { TEXT_MUTANTS } from "./mutants-of-text.ts"
import type { ComposedMutant } from "./mutations.ts"

test.each<ComposedMutant>([...HEAD_MUTANTS, ...TEXT_MUTANTS, ...CLOSING_MUTANTS, ...ANNEXES_MUTANTS])(
  "a decision with %s breaks %s",
  async (_what, rule, mutate) => {
    expect(await rulesBrokenIn(await drawn(mutate(decisionOf())))).toContain(rule)
  },
)

test.each<ComposedMutant>(SUBMISSION_MUTANTS)("a Tờ trình with %s breaks %s", async (_what, rule, mutate) => {
  expect(await rulesBrokenIn(await drawn(mutate(submissionOf())))).toContain(rule)
})

test("totals attached that are not those of the rows attached break totals.attached-totals", async () => {
  const lying = { ...EDITION, totals: { ...EDITION.totals, entries: EDITION.totals.entries + 1 } }
  expect(await rulesBrokenIn(await drawn(decisionOf(), lying))).toEqual(["totals.attached-totals"])
})

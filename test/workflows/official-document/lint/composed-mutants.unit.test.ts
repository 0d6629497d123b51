import { expect, test } from "vitest"
import { decisionOf, drawn, rulesBrokenIn } from "./linted.ts"
import { ANNEXES_MUTANTS } from "./mutants-of-annexes.ts"
import { CLOSING_MUTANTS } from "./mutants-of-closing.ts"
import { HEAD_MUTANTS } from "./mutants-of-head.ts"
import { TEXT_MUTANTS } from "./mutants-of-text.ts"
import type { ComposedMutant } from "./mutations.ts"

test.each<ComposedMutant>([...HEAD_MUTANTS, ...TEXT_MUTANTS, ...CLOSING_MUTANTS, ...ANNEXES_MUTANTS])(
  "%s breaks %s",
  async (_what, rule, mutate) => {
    expect(await rulesBrokenIn(await drawn(mutate(decisionOf())))).toContain(rule)
  },
)

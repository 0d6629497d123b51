import fc from "fast-check"
import { expect, test } from "vitest"
import { CRITERION_ANSWERS, type LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import { PARTIAL_REASONS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { REGIME_A_WITH_CIRCULAR as REGIME_A } from "#seeds/reference/regimes/regime-a-with-circular.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { compareRegimes } from "#workflows/regimes/compare-regimes.ts"
import { regimeEffects } from "#workflows/regimes/regime-effects.ts"

const proposal = (over: Partial<Proposal> = {}): Proposal => ({
  level: "FULL",
  answers: REGIME_A.criteria.map(({ letter }) => ({ letter, value: "MET", note: "" })),
  partialReason: null,
  citation: "",
  overruleReason: "",
  note: "",
  ...over,
})

const partial = proposal({
  level: "PARTIAL",
  answers: proposal().answers.map((one) => (one.letter === "e" ? { ...one, value: "NOT_MET" } : one)),
  partialReason: "PHYSICAL_PRESENCE",
})

test("the new decree adds the signature as a criterion and puts the burden on a partial service", () => {
  const differences = compareRegimes(REGIME_A, REGIME_B)
  expect(differences.filter(({ change, kind }) => change === "ADDED" && kind === "CRITERION")).toMatchObject([
    { key: "h" },
  ])
  expect(differences).toContainEqual({
    kind: "DEFAULT_LEVEL",
    key: "",
    change: "CHANGED",
    fields: [{ field: "level", before: null, after: "FULL" }],
  })
  expect(differences.filter(({ kind }) => kind === "OUTCOME" || kind === "LEVELS")).toEqual([])
})

test("the comparison read the other way removes what was added", () => {
  const mirrored = compareRegimes(REGIME_B, REGIME_A).filter(({ change }) => change === "REMOVED")
  const added = compareRegimes(REGIME_A, REGIME_B).filter(({ change }) => change === "ADDED")
  expect(mirrored.map(({ kind, key }) => [kind, key])).toEqual(added.map(({ kind, key }) => [kind, key]))
})

test("a full service of the old decree waits for the answer to the new criterion", () => {
  expect(regimeEffects([{ id: "one", proposal: proposal() }], REGIME_A, REGIME_B)).toEqual([
    { id: "one", before: "FULL", after: "PARTIAL", causes: [{ kind: "CRITERION_NEW", letter: "h" }] },
  ])
})

test("a reason that is no longer allowed, and a citation now asked for, are named", () => {
  const lenient: LegalRegime = {
    ...REGIME_A,
    partialReasons: REGIME_A.partialReasons.map((one) => ({ ...one, citationRequired: false })),
  }
  const causes = (before: LegalRegime, after: LegalRegime) =>
    regimeEffects([{ id: "one", proposal: partial }], before, after).flatMap((effect) => effect.causes)
  expect(causes(REGIME_A, { ...REGIME_A, partialReasons: [] })).toEqual([
    { kind: "REASON_NOT_ALLOWED", reason: "PHYSICAL_PRESENCE" },
  ])
  expect(causes(lenient, REGIME_A)).toEqual([{ kind: "CITATION_REQUIRED", reason: "PHYSICAL_PRESENCE" }])
})

test("a criterion that is gone, or may no longer be left out, is named with its letter", () => {
  const without = { ...REGIME_A, criteria: REGIME_A.criteria.filter(({ letter }) => letter !== "e") }
  expect(regimeEffects([{ id: "one", proposal: partial }], REGIME_A, without)).toEqual([
    { id: "one", before: "PARTIAL", after: "FULL", causes: [{ kind: "CRITERION_GONE", letter: "e" }] },
  ])
  const strict = { ...REGIME_A, criteria: REGIME_A.criteria.map((one) => ({ ...one, mayNotApply: false })) }
  const free = proposal({
    answers: proposal().answers.map((one) =>
      one.letter === "đ" ? { ...one, value: "NOT_APPLICABLE" } : one,
    ),
  })
  expect(regimeEffects([{ id: "one", proposal: free }], REGIME_A, strict)).toEqual([
    { id: "one", before: "FULL", after: "PARTIAL", causes: [{ kind: "MUST_APPLY_NOW", letter: "đ" }] },
  ])
})

test("a pack against itself differs in nothing and affects nothing", () => {
  const answers = fc.array(
    fc.record({
      letter: fc.constantFrom("a", "b", "c", "d", "đ", "e", "g", "h", "z"),
      value: fc.constantFrom(...CRITERION_ANSWERS),
      note: fc.constant(""),
    }),
  )
  const anyProposal = fc.record({
    level: fc.constantFrom(...SERVICE_LEVELS),
    answers,
    partialReason: fc.constantFrom(null, ...PARTIAL_REASONS),
    citation: fc.constantFrom("", "28/2009/QH12"),
  })
  fc.assert(
    fc.property(fc.constantFrom(...LEGAL_REGIMES), anyProposal, (regime, given) => {
      expect(compareRegimes(regime, structuredClone(regime))).toEqual([])
      const services = [{ id: "one", proposal: proposal(given) }]
      expect(regimeEffects(services, regime, structuredClone(regime))).toEqual([])
    }),
  )
})

import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { CRITERION_ANSWERS, type LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { SERVICE_LEVEL_RANK, type ServiceLevel } from "#models/shared/levels.ts"
import { REGIME_A_WITH_CIRCULAR as REGIME_A } from "#seeds/reference/regimes/regime-a-with-circular.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { levelFromAnswers } from "#workflows/classification/level-from-answers.ts"

type Given = "MET" | "NOT_MET" | "NOT_APPLICABLE" | "UNANSWERED"
type Row = [letter: string, given: Given, level: ServiceLevel]

/** TT 01/2023/TT-VPCP Điều 13, every other criterion being met: without a or b nothing, without c information, else a part. */
const COMMON: Row[] = [
  ["a", "MET", "FULL"],
  ["a", "NOT_MET", "NOT_PROVIDED"],
  ["a", "NOT_APPLICABLE", "NOT_PROVIDED"],
  ["a", "UNANSWERED", "NOT_PROVIDED"],
  ["b", "MET", "FULL"],
  ["b", "NOT_MET", "NOT_PROVIDED"],
  ["b", "NOT_APPLICABLE", "NOT_PROVIDED"],
  ["b", "UNANSWERED", "NOT_PROVIDED"],
  ["c", "MET", "FULL"],
  ["c", "NOT_MET", "INFORMATION_ONLY"],
  ["c", "NOT_APPLICABLE", "INFORMATION_ONLY"],
  ["c", "UNANSWERED", "INFORMATION_ONLY"],
  ["d", "MET", "FULL"],
  ["d", "NOT_MET", "PARTIAL"],
  ["d", "NOT_APPLICABLE", "PARTIAL"],
  ["d", "UNANSWERED", "PARTIAL"],
  ["đ", "MET", "FULL"],
  ["đ", "NOT_MET", "PARTIAL"],
  ["đ", "NOT_APPLICABLE", "FULL"],
  ["đ", "UNANSWERED", "PARTIAL"],
  ["e", "MET", "FULL"],
  ["e", "NOT_MET", "PARTIAL"],
  ["e", "NOT_APPLICABLE", "PARTIAL"],
  ["e", "UNANSWERED", "PARTIAL"],
  ["g", "MET", "FULL"],
  ["g", "NOT_MET", "PARTIAL"],
  ["g", "NOT_APPLICABLE", "PARTIAL"],
  ["g", "UNANSWERED", "PARTIAL"],
]
/** NĐ 224/2026/NĐ-CP Điều 15(1)(e): the signature is a point of its own, and none may be required. */
const ONLY_B: Row[] = [
  ["h", "MET", "FULL"],
  ["h", "NOT_MET", "PARTIAL"],
  ["h", "NOT_APPLICABLE", "FULL"],
  ["h", "UNANSWERED", "PARTIAL"],
]

const answersWith = (regime: LegalRegime, letter: string, given: Given) =>
  regime.criteria
    .map((criterion) => ({
      letter: criterion.letter,
      value: criterion.letter === letter ? given : ("MET" as const),
    }))
    .filter(
      (answer): answer is { letter: string; value: Exclude<Given, "UNANSWERED"> } =>
        answer.value !== "UNANSWERED",
    )

describe.each([
  ["A", REGIME_A, COMMON],
  ["B", REGIME_B, [...COMMON, ...ONLY_B]],
] as const)("regime %s", (_, regime, rows) => {
  test("the table speaks of every criterion", () => {
    expect([...new Set(rows.map(([letter]) => letter))]).toEqual(regime.criteria.map((one) => one.letter))
  })

  test.each(rows)(
    "criterion %s answered %s, the others met, makes the service %s",
    (letter, given, level) => {
      expect(levelFromAnswers(answersWith(regime, letter, given), regime)).toBe(level)
    },
  )

  test("every combination of answers gives the level the decree's words give", () => {
    const letters = regime.criteria.map((one) => one.letter)
    for (let code = 0; code < 3 ** letters.length; code += 1) {
      const answers = letters.map((letter, place) => ({
        letter,
        value: CRITERION_ANSWERS[Math.floor(code / 3 ** place) % 3] ?? "MET",
      }))
      const holds = (letter: string) => {
        const value = answers.find((answer) => answer.letter === letter)?.value
        return value === "MET" || (value === "NOT_APPLICABLE" && (letter === "đ" || letter === "h"))
      }
      const level = letters.every(holds)
        ? "FULL"
        : !holds("a") || !holds("b")
          ? "NOT_PROVIDED"
          : holds("c")
            ? "PARTIAL"
            : "INFORMATION_ONLY"
      expect(levelFromAnswers(answers, regime), JSON.stringify(answers)).toBe(level)
    }
  })

  test("meeting one more criterion never lowers the level", () => {
    const letters = regime.criteria.map((one) => one.letter)
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...CRITERION_ANSWERS), {
          minLength: letters.length,
          maxLength: letters.length,
        }),
        fc.constantFrom(...letters),
        (values, raised) => {
          const before = letters.map((letter, i) => ({ letter, value: values[i] ?? ("NOT_MET" as const) }))
          const after = before.map((one) => (one.letter === raised ? { ...one, value: "MET" as const } : one))
          const rank = (answers: typeof before) => SERVICE_LEVEL_RANK[levelFromAnswers(answers, regime)]
          expect(rank(after)).toBeGreaterThanOrEqual(rank(before))
        },
      ),
      { seed: 20230306, numRuns: 500 },
    )
  })
})

import fc from "fast-check"
import { expect, test } from "vitest"
import { lacksArticle, packClauseCitation } from "#models/legal-basis/citation.ts"
import { LegalAct } from "#models/legal-basis/legal-act.ts"
import { CRITERION_ANSWERS, type LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { Suggestion } from "#models/registration/registration.ts"
import { PARTIAL_REASONS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { REGIME_A_WITH_CIRCULAR as REGIME_A } from "#seeds/reference/regimes/regime-a-with-circular.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { classify } from "#workflows/classification/classify.ts"
import { levelFromAnswers } from "#workflows/classification/level-from-answers.ts"
import { proposalFaults } from "#workflows/classification/proposal-faults.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { aProcedure } from "./a-procedure.ts"

const suggested = (sketch = {}, regime = REGIME_A): Suggestion =>
  classify({ procedure: aProcedure(sketch), snapshotHash: "h" }, regime)

const faultFields = (proposal: Proposal, suggestion: Suggestion, regime: LegalRegime = REGIME_A) =>
  proposalFaults(proposal, suggestion, regime).map((issue) => issue.field)

const answering = (
  proposal: Proposal,
  letter: string,
  value: "MET" | "NOT_MET" | "NOT_APPLICABLE",
): Proposal => ({
  ...proposal,
  answers: proposal.answers.map((answer) => (answer.letter === letter ? { ...answer, value } : answer)),
})

const BARRED = { steps: "Cơ quan tiến hành kiểm tra thực địa rồi cấp giấy phép." }

/** The suggestion taken as it is, with the article an officer adds where the record names none. */
const asSuggested = (suggestion: Suggestion): Proposal => ({
  ...proposalConfirming(suggestion),
  citation: suggestion.level === "PARTIAL" ? "khoản 1 Điều 18 Luật Hộ tịch số 60/2014/QH13" : "",
})

test("a suggestion taken as it is may be submitted, full or partial, once its article is named", () => {
  for (const sketch of [{}, BARRED, { channels: ["IN_PERSON" as const] }]) {
    const suggestion = suggested(sketch)
    expect(proposalFaults(asSuggested(suggestion), suggestion, REGIME_A)).toEqual([])
  }
})

test("an act without its article, an article without its act, and a decision that announces are no citation", () => {
  const suggestion = suggested(BARRED, REGIME_B)
  const citing = (citation: string, more = {}) =>
    proposalFaults({ ...asSuggested(suggestion), citation }, suggestion, REGIME_B, more)
  expect(citing("Luật Hộ tịch số 60/2014/QH13")[0]?.message).toContain("chưa nêu điều, khoản")
  expect(citing("Luật Hộ tịch, Điều 18")[0]?.message).toContain("chưa nêu số, ký hiệu")
  expect(citing("Điều 1 Quyết định số 1872/QĐ-BTP")[0]?.message).toContain("công bố thủ tục")
  expect(citing("Điều 14 Nghị định số 224/2026/NĐ-CP")[0]?.message).toContain("chuyên ngành")
  const packClause = packClauseCitation("NĐ 224/2026/NĐ-CP Điều 14", "Luật Hộ tịch số 60/2014/QH13")
  const proposal = { ...asSuggested(suggestion), citation: packClause }
  expect(proposalFaults(proposal, suggestion, REGIME_B).map(({ field }) => field)).toEqual(["citation"])
  expect(proposalFaults(proposal, suggestion, REGIME_B, { takesPackClause: true })).toEqual([])
})

test("a proactive level is taken only under a law that has it, as it names it, and for an online service", () => {
  const under = (regime: LegalRegime, proactiveLevel: number | null, sketch = {}) => {
    const suggestion = suggested(sketch, regime)
    return faultFields({ ...asSuggested(suggestion), proactiveLevel }, suggestion, regime)
  }
  for (const level of [1, 2, 3, 4, null]) expect(under(REGIME_B, level)).toEqual([])
  expect(under(REGIME_B, 5)).toEqual(["proactiveLevel"])
  expect(under(REGIME_A, 2)).toEqual(["proactiveLevel"])
  const suggestion = suggested({}, REGIME_B)
  const offline = { ...proposalConfirming(suggestion), level: "INFORMATION_ONLY" as const }
  expect(faultFields({ ...offline, proactiveLevel: 1 }, suggestion, REGIME_B)).toContain("proactiveLevel")
})

test("an act is cited only if the register holds it and it is in force that day", () => {
  const suggestion = suggested(BARRED)
  const land2013 = LegalAct.parse({
    number: "45/2013/QH13",
    name: "Luật Đất đai số 45/2013/QH13",
    validFrom: "2014-07-01",
    validTo: "2024-07-31",
    replacedBy: "31/2024/QH15",
    origin: "TABLE",
  })
  const land2024 = LegalAct.parse({
    number: "31/2024/QH15",
    name: "Luật Đất đai số 31/2024/QH15",
    origin: "RECORD",
  })
  const acts = new Map([land2013, land2024].map((act) => [act.number, act]))
  const faults = (citation: string, day: string) =>
    proposalFaults({ ...asSuggested(suggestion), citation }, suggestion, REGIME_A, {
      register: { day, find: (number) => acts.get(number) },
    }).map(({ message }) => message)
  expect(faults(`Điều 95 ${land2013.name}`, "2023-03-09")).toEqual([])
  expect(faults(`Điều 95 ${land2013.name}`, "2024-08-01")).toEqual([
    expect.stringContaining("hết hiệu lực sau ngày 31/07/2024; thay bằng văn bản số 31/2024/QH15"),
  ])
  expect(faults(`Điều 132 ${land2024.name}`, "2023-03-09")).toEqual([
    expect.stringContaining("chưa có hiệu lực"),
  ])
  expect(faults(`Điều 132 ${land2024.name}`, "2024-08-01")).toEqual([])
  expect(faults("Điều 1 Luật Không có số 9/2020/QH14", "2024-08-01")).toEqual([
    expect.stringContaining("chưa có trong sổ căn cứ pháp lý"),
  ])
})

test("a partial service needs a citation, and the law's name is asked for in Vietnamese", () => {
  const suggestion = suggested({ ...BARRED, legalBases: [] })
  const [issue] = proposalFaults(proposalConfirming(suggestion), suggestion, REGIME_A)
  expect(issue).toEqual({ field: "citation", message: expect.stringContaining("pháp luật chuyên ngành") })
})

test("blanks are no citation", () => {
  const suggestion = suggested(BARRED)
  expect(faultFields({ ...proposalConfirming(suggestion), citation: "   " }, suggestion)).toEqual([
    "citation",
  ])
})

test("a partial service needs a reason from the regime's list", () => {
  const suggestion = suggested(BARRED)
  const proposal = asSuggested(suggestion)
  expect(faultFields({ ...proposal, partialReason: null }, suggestion)).toEqual(["partialReason"])
  const narrower = {
    ...REGIME_A,
    partialReasons: REGIME_A.partialReasons.filter((one) => one.reason === "PHYSICAL_PRESENCE"),
  }
  expect(faultFields(proposal, suggestion, narrower)).toEqual(["partialReason"])
})

test("only a partial service carries a reason", () => {
  const suggestion = suggested()
  const proposal = { ...asSuggested(suggestion), partialReason: "PHYSICAL_PRESENCE" as const }
  expect(faultFields(proposal, suggestion)).toEqual(["partialReason"])
})

test("a full service with an unmet criterion is refused, naming the criterion", () => {
  const suggestion = suggested()
  const proposal = answering(asSuggested(suggestion), "g", "NOT_MET")
  const issues = proposalFaults(proposal, suggestion, REGIME_A)
  expect(issues).toEqual([{ field: "level", message: expect.stringMatching(/chưa đạt: g\./u) }])
})

test("the level must be the one the answers lead to", () => {
  const suggestion = suggested(BARRED)
  const proposal = answering(asSuggested(suggestion), "e", "MET")
  expect(faultFields(proposal, suggestion)).toEqual(["level"])
})

test("information only needs an unmet c, not provided an unmet a or b", () => {
  const suggestion = suggested()
  const blank = { ...asSuggested(suggestion), overruleReason: "Chưa có biểu mẫu" }
  const informing = { ...answering(blank, "c", "NOT_MET"), level: "INFORMATION_ONLY" as const }
  expect(faultFields(informing, suggestion)).toEqual([])
  expect(faultFields({ ...informing, level: "NOT_PROVIDED" }, suggestion)).toEqual(["level"])
  const withheld = { ...answering(blank, "b", "NOT_MET"), level: "NOT_PROVIDED" as const }
  expect(faultFields(withheld, suggestion)).toEqual([])
})

test("every criterion is answered once", () => {
  const suggestion = suggested()
  const proposal = asSuggested(suggestion)
  const [first] = proposal.answers
  if (!first) throw new Error("no answers")
  expect(faultFields({ ...proposal, answers: [...proposal.answers, first] }, suggestion)).toEqual([
    "answers.a",
  ])
  expect(faultFields({ ...proposal, answers: proposal.answers.slice(0, -1) }, suggestion)).toEqual([
    "answers.g",
    "level",
  ])
  const foreign = { letter: "z", value: "MET" as const, note: "" }
  expect(faultFields({ ...proposal, answers: [...proposal.answers, foreign] }, suggestion)).toEqual([
    "answers.z",
  ])
})

test("not applicable is an answer for payment, never for the dossier", () => {
  const suggestion = suggested()
  const proposal = asSuggested(suggestion)
  expect(faultFields(answering(proposal, "đ", "NOT_APPLICABLE"), suggestion)).toEqual([])
  expect(faultFields(answering(proposal, "d", "NOT_APPLICABLE"), suggestion)).toEqual(["answers.d", "level"])
})

test("deciding otherwise than suggested needs a reason", () => {
  const suggestion = suggested()
  const partial: Proposal = {
    ...answering(asSuggested(suggestion), "e", "NOT_MET"),
    level: "PARTIAL",
    partialReason: "PHYSICAL_PRESENCE",
    citation: "Điều 18 Luật Hộ tịch số 60/2014/QH13",
  }
  expect(faultFields(partial, suggestion)).toEqual(["overruleReason"])
  expect(faultFields({ ...partial, overruleReason: "Phải ký vào sổ hộ tịch" }, suggestion)).toEqual([])
})

const anyProposal = (regime: LegalRegime) =>
  fc.record({
    level: fc.constantFrom(...SERVICE_LEVELS),
    answers: fc.array(
      fc.record({
        letter: fc.constantFrom(...regime.criteria.map((one) => one.letter), "z"),
        value: fc.constantFrom(...CRITERION_ANSWERS),
        note: fc.constant(""),
      }),
      { maxLength: 10 },
    ),
    whole: fc.array(fc.constantFrom("MET" as const, "MET" as const, "MET" as const, ...CRITERION_ANSWERS), {
      minLength: regime.criteria.length,
      maxLength: regime.criteria.length,
    }),
    useWhole: fc.boolean(),
    agree: fc.boolean(),
    partialReason: fc.constantFrom(null, ...PARTIAL_REASONS),
    citation: fc.constantFrom(
      "",
      "  ",
      "Luật Hộ tịch số 60/2014/QH13",
      "Điều 18 Luật Hộ tịch số 60/2014/QH13",
    ),
    overruleReason: fc.constantFrom("", "Có căn cứ khác"),
  })

test.each(LEGAL_REGIMES.map((regime) => [regime.id, regime] as const))(
  "under %s nothing passes that is partial without allowed reason and citation, or full with an unmet criterion",
  (_, full) => {
    const regime = { ...full, partialReasons: full.partialReasons.slice(0, 2) }
    const suggestion = suggested({}, regime)
    const passed = { FULL: 0, PARTIAL: 0 }
    fc.assert(
      fc.property(anyProposal(regime), (given) => {
        const answers = given.useWhole
          ? regime.criteria.map((one, i) => ({
              letter: one.letter,
              value: given.whole[i] ?? ("MET" as const),
              note: "",
            }))
          : given.answers
        const level = given.agree ? levelFromAnswers(answers, regime) : given.level
        const proposal: Proposal = { ...given, answers, level, note: "" }
        if (proposalFaults(proposal, suggestion, regime).length > 0) return
        expect(answers.map((one) => one.letter).sort()).toEqual(
          regime.criteria.map((one) => one.letter).sort(),
        )
        if (level === "PARTIAL") {
          passed.PARTIAL += 1
          expect(regime.partialReasons.map((one) => one.reason)).toContain(proposal.partialReason)
          expect(lacksArticle(proposal.citation)).toBe(false)
        }
        if (level === "FULL") {
          passed.FULL += 1
          for (const { letter, value } of answers)
            if (value !== "MET")
              expect([value, regime.criteria.find((one) => one.letter === letter)?.mayNotApply]).toEqual([
                "NOT_APPLICABLE",
                true,
              ])
        }
      }),
      { seed: 20230306, numRuns: 4000 },
    )
    expect(passed.FULL).toBeGreaterThan(0)
    expect(passed.PARTIAL).toBeGreaterThan(0)
  },
)

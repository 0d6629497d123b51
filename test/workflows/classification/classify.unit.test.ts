import { expect, test } from "vitest"
import { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { LevelEvidence } from "#models/registration/level-evidence.ts"
import { canonicalJson } from "#models/shared/digest.server.ts"
import { REGIME_A_WITH_CIRCULAR as REGIME_A } from "#seeds/reference/regimes/regime-a-with-circular.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { classify } from "#workflows/classification/classify.ts"
import { aProcedure, type ProcedureSketch, REST, tenOthers } from "./a-procedure.ts"

const suggest = (sketch: ProcedureSketch = {}, regime = REGIME_A, evidence: LevelEvidence | null = null) =>
  classify({ procedure: aProcedure(sketch), snapshotHash: "h", evidence }, regime)
const ALL = tenOthers(10)
const NONE = tenOthers(0)

test("a service that meets everything and says so is full, and surely", () => {
  expect(suggest({}, REGIME_A, ALL)).toMatchObject({
    regimeId: "tt-01-2023",
    snapshotHash: "h",
    level: "FULL",
    sure: true,
    partialReason: null,
    gaps: [],
  })
})

test("a full suggestion that rests on the record's silence asks for a look", () => {
  const suggestion = suggest({ steps: "Cơ quan giải quyết hồ sơ và cấp giấy phép." })
  expect(suggestion).toMatchObject({ level: "FULL", sure: false })
})

test("a course told step by step that asks nobody to come says so", () => {
  const told = (count: number) => {
    const procedure = aProcedure()
    const steps = Array.from({ length: count }, (_, i) => ({
      name: `Bước ${i + 1}`,
      text: "Cơ quan giải quyết hồ sơ.",
    }))
    const cases = procedure.cases.map((one) => ({ ...one, steps }))
    return classify({ procedure: { ...procedure, cases }, snapshotHash: "h" }, REGIME_A)
  }
  const factsOf = (count: number) => told(count).reasons.find((one) => one.criterion === "e")?.factIds
  expect(factsOf(3)).toEqual(["steps.told"])
  expect(factsOf(2)).toEqual([])
})

test.each([
  ["Văn phòng công chứng lập 01 bộ hồ sơ.", false],
  ["Hồ sơ đăng ký trực tuyến có giá trị pháp lý như hồ sơ bằng bản giấy.", false],
  ["Khi chưa hoàn thiện hạ tầng thì nộp hồ sơ bản giấy.", false],
  ["Kèm bản sao được chứng thực của quyết định.", true],
])("«%s» hints at papers: %s", (steps, hints) => {
  const facts = suggest({ steps }).facts.map((fact) => fact.id)
  expect(facts.includes("original-hint.words")).toBe(hints)
})

test.each([
  ["Hai bên phải có mặt tại cơ quan.", "e", "PHYSICAL_PRESENCE"],
  ["Cơ quan kiểm tra thực địa.", "e", "ON_SITE_VERIFICATION"],
  ["Người nộp xuất trình bản chính giấy tờ.", "d", "PHYSICAL_PRESENCE"],
  ["Tổ chức nộp lại giấy phép cũ.", "d", "TECHNICAL_LIMITATION"],
] as const)("«%s» makes the service partial for a reason of the list", (steps, letter, reason) => {
  const suggestion = suggest({ steps: `${steps}${REST}` }, REGIME_A, NONE)
  expect(suggestion).toMatchObject({
    level: "PARTIAL",
    sure: true,
    partialReason: reason,
    citation: "Luật Hộ tịch số 60/2014/QH13",
  })
  const why = suggestion.reasons.find((one) => one.criterion === letter)
  expect(why).toMatchObject({
    answer: "NOT_MET",
    article: expect.stringContaining("TT 01/2023/TT-VPCP Điều 13(1)"),
  })
  const facts = suggestion.facts.filter((fact) => why?.factIds.includes(fact.id))
  expect(facts.length).toBeGreaterThan(0)
  for (const fact of facts) expect(steps).toContain(fact.quote)
})

test("without an online channel there is only information", () => {
  expect(suggest({ channels: ["IN_PERSON", "POST"] }, REGIME_A, NONE)).toMatchObject({
    level: "INFORMATION_ONLY",
    sure: true,
  })
})

test("a channel list and words that contradict each other ask for a look", () => {
  const steps = "Công dân nộp hồ sơ trực tuyến trên Cổng dịch vụ công."
  expect(suggest({ channels: ["IN_PERSON"], steps })).toMatchObject({
    level: "INFORMATION_ONLY",
    sure: false,
  })
})

test("what is not public is not provided", () => {
  expect(suggest({ state: "NOT_PUBLIC" }).level).toBe("NOT_PROVIDED")
})

test("no fee makes the payment criterion not applicable", () => {
  expect(suggest().answers.find((answer) => answer.letter === "đ")?.value).toBe("NOT_APPLICABLE")
})

test("fees nobody writes of are read as none under both regimes, and not surely", () => {
  for (const regime of [REGIME_A, REGIME_B]) {
    const suggestion = suggest({ fees: [] }, regime)
    expect(suggestion).toMatchObject({ level: "FULL", sure: false, partialReason: null })
    expect(suggestion.answers.find(({ letter }) => letter === "đ")?.value).toBe("NOT_APPLICABLE")
  }
})

test("where the record does not tell how results come, regime A wants proof of full and regime B proof against it", () => {
  const steps = "Công dân nộp hồ sơ trực tuyến trên Cổng dịch vụ công."
  const silent: ProcedureSketch = { channels: ["IN_PERSON"], steps }
  const answers = [REGIME_A, REGIME_B].map(
    (regime) => suggest(silent, regime).answers.find(({ letter }) => letter === "g")?.value,
  )
  expect(answers).toEqual(["NOT_MET", "MET"])
})

test("a stated barrier bars under both regimes", () => {
  const steps = "Hai bên phải có mặt tại cơ quan."
  expect([REGIME_A, REGIME_B].map((regime) => suggest({ steps }, regime).level)).toEqual([
    "PARTIAL",
    "PARTIAL",
  ])
})

test("gaps say in Vietnamese what is wanting for full", () => {
  const fees = [{ kind: "FEE" as const, amount: 50_000, text: "" }]
  const steps = "Cơ quan giải quyết hồ sơ."
  expect(suggest({ fees, steps }).gaps).toEqual([
    expect.stringMatching(/^Để trở thành toàn trình: cần .*thanh toán/u),
  ])
})

test("the nation's flags change nothing", () => {
  const flags = (isFullProcess: boolean) => ({
    isFullProcess,
    isOfflineOnly: !isFullProcess,
    nonTerritorial: false,
  })
  const steps = "Cơ quan tổ chức thẩm định."
  expect(suggest({ steps, flags: flags(true) })).toEqual(suggest({ steps, flags: flags(false) }))
})

test("code and name of the procedure change nothing", () => {
  const renamed = suggest({ code: "2.999999", name: "Đăng ký kết hôn" })
  expect(renamed).toEqual(suggest())
})

test("the same record gives the same suggestion, byte for byte, in any order of asking", () => {
  const sketches: ProcedureSketch[] = [{}, { steps: "Cơ quan kiểm tra thực địa." }, { fees: [] }]
  const once = sketches.map((sketch) => canonicalJson(suggest(sketch)))
  const again = [...sketches].reverse().map((sketch) => canonicalJson(suggest(sketch)))
  expect(again.reverse()).toEqual(once)
})

test("every answer names its criterion, article and facts that are listed", () => {
  const suggestion = suggest(
    { steps: "Người nộp xuất trình bản chính. Cơ quan kiểm tra thực địa." },
    REGIME_B,
  )
  expect(suggestion.reasons.map((one) => one.criterion)).toEqual(REGIME_B.criteria.map((one) => one.letter))
  const known = new Set(suggestion.facts.map((fact) => fact.id))
  for (const reason of suggestion.reasons) {
    expect(reason.article).not.toBe("")
    expect(reason.explanation).not.toBe("")
    for (const id of reason.factIds) expect(known).toContain(id)
  }
})

test("a criterion nobody can read from a record is left to the officer", () => {
  const regime = LegalRegime.parse({
    ...REGIME_A,
    criteria: [
      ...REGIME_A.criteria,
      { letter: "i", text: "Tiêu chí khác", article: "Điều 1", mayNotApply: false },
    ],
  })
  expect(suggest({}, regime)).toMatchObject({ level: "PARTIAL", sure: false })
})

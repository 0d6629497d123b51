import { expect, test } from "vitest"
import type { LevelEvidence } from "#models/registration/level-evidence.ts"
import { REGIME_A_WITH_CIRCULAR as REGIME_A } from "#seeds/reference/regimes/regime-a-with-circular.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { classify } from "#workflows/classification/classify.ts"
import { aProcedure, type ProcedureSketch, REST, tenOthers } from "./a-procedure.ts"

const BOTH = [REGIME_A, REGIME_B]
const suggest = (sketch: ProcedureSketch, evidence: LevelEvidence | null, regime = REGIME_A) =>
  classify({ procedure: aProcedure(sketch), snapshotHash: "", evidence }, regime)
const duty = { steps: `Hai bên phải có mặt tại cơ quan.${REST}` }
const few = (full: number): LevelEvidence => ({
  voices: [{ kind: "FIELD", named: "Hộ tịch", of: 3, full }],
  share: full / 3,
})

test("a stated duty is not overruled by likeness, but the suggestion is not sure", () => {
  for (const regime of BOTH) {
    const suggestion = suggest(duty, tenOthers(10), regime)
    expect(suggestion).toMatchObject({ level: "PARTIAL", sure: false })
    expect(suggestion.answers).toEqual(suggest(duty, null, regime).answers)
  }
})

test("rules and like procedures that point the same way are sure; nobody to ask is not", () => {
  for (const regime of BOTH) {
    expect(suggest({}, tenOthers(10), regime)).toMatchObject({ level: "FULL", sure: true })
    expect(suggest(duty, tenOthers(0), regime)).toMatchObject({ level: "PARTIAL", sure: true })
    expect(suggest({}, null, regime)).toMatchObject({ level: "FULL", sure: false })
    expect(suggest({}, tenOthers(5), regime)).toMatchObject({ level: "FULL", sure: false })
  }
})

test("where the record is silent, like procedures decide which way it is read, with the criterion answered and looked at", () => {
  for (const regime of BOTH) {
    const suggestion = suggest({}, few(0), regime)
    expect(suggestion).toMatchObject({ level: "PARTIAL", sure: false, partialReason: "TECHNICAL_LIMITATION" })
    const unmet = suggestion.reasons.filter(({ answer }) => answer === "NOT_MET")
    expect(unmet).toHaveLength(1)
    expect(unmet[0]?.explanation).toContain("cán bộ xác nhận")
  }
})

test("words that can be read two ways are never settled by likeness", () => {
  const steps = `Sở tổ chức họp Hội đồng, tổ chức thẩm định trong 10 ngày.${REST}`
  for (const evidence of [tenOthers(10), tenOthers(0)])
    for (const regime of BOTH) expect(suggest({ steps }, evidence, regime).sure).toBe(false)
})

test("what is not written at all is settled only by five others that are nine in ten alike", () => {
  const silent = { fees: [] }
  expect(suggest(silent, tenOthers(10)).sure).toBe(true)
  expect(suggest(silent, tenOthers(8)).sure).toBe(false)
  expect(suggest(silent, few(3)).sure).toBe(false)
})

test.each([
  ["a course in a line", "Nộp hồ sơ trực tuyến."],
  ["a text that breaks off", `Người nộp gửi hồ sơ.${REST} Sau đó cơ quan…`],
  ["a text that ends in the middle", `Người nộp gửi hồ sơ.${REST} Cơ quan báo cáo và`],
  ["a text that tells elsewhere", `Trình tự xem tại phụ lục kèm theo.${REST}`],
])("%s is never sure", (_, steps) => {
  expect(suggest({ steps }, tenOthers(10)).sure).toBe(false)
  expect(suggest({ steps: `Hai bên phải có mặt. ${steps}` }, tenOthers(0)).sure).toBe(false)
})

test("likeness is never a reason: no explanation speaks of other procedures", () => {
  for (const evidence of [tenOthers(0), tenOthers(10), few(0)])
    for (const { explanation } of suggest({ fees: [] }, evidence).reasons)
      expect(explanation).not.toMatch(/tương tự|quyết định công bố|thủ tục khác/u)
})

import fc from "fast-check"
import { expect, test } from "vitest"
import { voiceInWords } from "#models/registration/level-evidence.ts"
import { evidenceFinder, type Marked } from "#workflows/evidence/level-evidence.ts"

const one = (number: number, given: Partial<Marked> = {}): Marked => ({
  code: `1.${String(number).padStart(6, "0")}`,
  name: `Thủ tục ${number}`,
  announcer: "Bộ Tài chính",
  field: { code: "G12-01", name: "Hải quan" },
  decision: "1234/QĐ-BTC",
  fullProcess: true,
  ...given,
})
const many = (count: number, given: Partial<Marked> = {}) =>
  Array.from({ length: count }, (_, i) => one(i, given))

test("the others of a decision are counted, the procedure itself left out", () => {
  const others = [...many(14), one(14, { fullProcess: false })]
  const evidence = evidenceFinder([...others, one(99, { fullProcess: false })])(one(99))
  const [decision] = evidence?.voices ?? []
  expect(decision).toEqual({ kind: "DECISION", named: "1234/QĐ-BTC", of: 15, full: 14 })
  expect(decision && voiceInWords(decision)).toBe(
    "14 trên 15 thủ tục cùng quyết định công bố 1234/QĐ-BTC: toàn trình",
  )
})

test("a procedure's own mark never changes its evidence", () => {
  const list = fc.array(
    fc.record({
      decision: fc.constantFrom("1/QĐ-A", "2/QĐ-A", ""),
      field: fc.constantFrom({ code: "F1", name: "Một" }, { code: "F2", name: "Hai" }),
      announcer: fc.constantFrom("Bộ A", "Bộ B"),
      fullProcess: fc.constantFrom(true, false, null),
    }),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(list, fc.nat(), (given, at) => {
      const all = given.map((some, i) => one(i, some))
      const own = all[at % all.length]
      if (!own) return
      const asked = [true, false, null].map((fullProcess) =>
        evidenceFinder(all.map((some) => (some === own ? { ...some, fullProcess } : some)))(own),
      )
      expect(asked[1]).toEqual(asked[0])
      expect(asked[2]).toEqual(asked[0])
    }),
  )
})

test("an unknown mark is no voice, and nobody at all is null", () => {
  expect(evidenceFinder(many(3, { fullProcess: null }))(one(99))).toBeNull()
  expect(evidenceFinder([])(one(1))).toBeNull()
})

test("many of one decision weigh more than few", () => {
  const share = (count: number) => evidenceFinder(many(count))(one(99))?.share ?? 0
  expect(share(10)).toBeGreaterThan(share(1))
  expect(share(10)).toBeLessThanOrEqual(1)
})

test("where no decision and no field speaks, the nearest by name do", () => {
  const others = many(4, { decision: "9/QĐ-X", announcer: "Bộ X", field: { code: "X", name: "X" } })
  const asked = one(99, {
    name: "Thủ tục 2",
    decision: "",
    announcer: "Bộ Y",
    field: { code: "Y", name: "Y" },
  })
  const evidence = evidenceFinder([...others, { ...asked, fullProcess: null }])(asked)
  expect(evidence?.voices.map(({ kind }) => kind)).toEqual(["NEIGHBOURS"])
})

import { expect, test } from "vitest"
import { LegalRegime, preambleBasesOn, regimeInForceOn } from "#models/legal-regime/legal-regime.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { REGIME_A } from "#seeds/reference/regimes/regime-a.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"

test.each([
  ["2022-08-15", "nd-42-2022"],
  ["2023-03-06", "nd-42-2022"],
  ["2026-06-30", "nd-42-2022"],
  ["2026-07-01", "nd-224-2026"],
  ["2031-01-01", "nd-224-2026"],
])("on %s the regime %s is in force", (day, id) => {
  expect(regimeInForceOn(LEGAL_REGIMES, day).id).toBe(id)
})

test("before 15/8/2022 no pack is in force, and the message names the day", () => {
  expect(() => regimeInForceOn(LEGAL_REGIMES, "2022-08-14")).toThrow(/2022-08-14/)
})

test("only payment, and under regime B the signature, may not apply", () => {
  const lettersOf = (regime: LegalRegime) =>
    regime.criteria.filter((criterion) => criterion.mayNotApply).map((criterion) => criterion.letter)
  expect(lettersOf(REGIME_A)).toEqual(["đ"])
  expect(lettersOf(REGIME_B)).toEqual(["đ", "h"])
})

test("every reason for partial asks for a citation in both packs", () => {
  for (const regime of LEGAL_REGIMES)
    expect(regime.partialReasons.every((reason) => reason.citationRequired)).toBe(true)
})

test("a decision of early May 2023 cannot rest on the circular in force from 25/5/2023", () => {
  const basesOn = (day: string) => preambleBasesOn(REGIME_A, day).join("\n")
  expect(basesOn("2023-05-10")).not.toContain("01/2023/TT-VPCP")
  expect(basesOn("2023-05-25")).toContain("01/2023/TT-VPCP")
})

test("bases follow the law of their day", () => {
  const before = preambleBasesOn(REGIME_A, "2023-05-30")
  expect(before[0]).toBe("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015")
  expect(before.some((text) => text.includes("61/2018"))).toBe(true)
  const after = preambleBasesOn(REGIME_A, "2026-05-30")
  expect(after[0]).toBe("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025")
  expect(after.some((text) => text.includes("61/2018") || text.includes("122/KH-UBND"))).toBe(false)
  expect(preambleBasesOn(REGIME_B, "2026-09-01").some((text) => text.includes("224/2026"))).toBe(true)
})

test("bases start with «Căn cứ» and end without punctuation", () => {
  for (const basis of LEGAL_REGIMES.flatMap((regime) => regime.preambleBases))
    expect(basis.text).toMatch(/^Căn cứ \S.*[\p{L}\d]$/u)
})

test.each([
  ["a letter twice", { criteria: [...REGIME_A.criteria, REGIME_A.criteria[0]] }, "criteria"],
  ["an outcome on an unknown letter", { outcomes: [{ level: "PARTIAL", needs: ["x"] }] }, "outcomes.0.needs"],
  ["an outcome at a level it does not know", { levels: ["FULL", "PARTIAL"] }, "outcomes.1.level"],
  ["an end before its start", { validTo: "2020-01-01" }, "validTo"],
  ["no criteria", { criteria: [] }, "criteria"],
  ["a day that does not exist", { validFrom: "2022-02-30" }, "validFrom"],
])("a pack with %s is refused", (_, change, path) => {
  const parsed = LegalRegime.safeParse({ ...REGIME_A, ...change })
  expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toContain(path)
})

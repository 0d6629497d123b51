import { expect, test } from "vitest"
import { LegalRegime, preambleBasesOn, regimeInForceOn } from "#models/legal-regime/legal-regime.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { REGIME_A } from "#seeds/reference/regimes/regime-a.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"

test.each([
  ["2022-08-15", "nd-42-2022"],
  ["2023-03-06", "nd-42-2022"],
  ["2023-05-24", "nd-42-2022"],
  ["2023-05-25", "tt-01-2023"],
  ["2026-06-30", "tt-01-2023"],
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
  const after = preambleBasesOn(regimeInForceOn(LEGAL_REGIMES, "2026-05-30"), "2026-05-30")
  expect(after[0]).toBe("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025")
  expect(after.some((text) => text.includes("61/2018") || text.includes("122/KH-UBND"))).toBe(false)
  expect(preambleBasesOn(REGIME_B, "2026-09-01").some((text) => text.includes("224/2026"))).toBe(true)
})

test("the review of March 2023 ran under the decree alone: no criterion, reason or basis of its day names the circular", () => {
  const { criteria, partialReasons, outcomes } = regimeInForceOn(LEGAL_REGIMES, "2023-03-06")
  expect(JSON.stringify([criteria, partialReasons])).not.toContain("01/2023")
  // Any online service that is not toàn trình is một phần (Điều 11(1)(b)).
  expect(outcomes[0]).toEqual({ level: "PARTIAL", needs: ["a", "c"] })
  expect(criteria.map(({ letter }) => letter)).toEqual(
    regimeInForceOn(LEGAL_REGIMES, "2023-05-25").criteria.map(({ letter }) => letter),
  )
})

test("under the digital law bases are laws with their numbers, and decrees are named whole", () => {
  const bases = preambleBasesOn(REGIME_B, "2027-05-10")
  for (const text of bases.filter((one) => one.startsWith("Căn cứ Luật")))
    expect(text).toMatch(/số \d+\/\d{4}\/QH\d+$/u)
  expect(bases).toContain("Căn cứ Luật Giao dịch điện tử số 20/2023/QH15")
  expect(bases.find((one) => one.includes("310/2026"))).toMatch(/68\/2024.*69\/2024.*118\/2025/u)
  expect(bases.join("\n")).not.toMatch(/42\/2022|122\/KH|Đắk Nông/u)
  const inDoubt = REGIME_B.preambleBases.filter(({ unverified }) => unverified)
  expect(inDoubt.map(({ text }) => /số (\S+)/u.exec(text)?.[1])).toEqual(["02/2017/TT-VPCP"])
  expect(REGIME_B.proactiveLevels.map(({ level }) => level)).toEqual([1, 2, 3, 4])
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

import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import type { ServiceLevel } from "#models/shared/levels.ts"
import { REGIME_A_WITH_CIRCULAR as REGIME_A } from "#seeds/reference/regimes/regime-a-with-circular.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { classify } from "#workflows/classification/classify.ts"
import { readNationalRecord } from "#workflows/register/read-national.ts"
import { isWhole } from "#workflows/register/register-row.ts"

const CASES = join(import.meta.dirname, "../../../../shared/cases/classify/kinds.jsonl")
const here = existsSync(CASES)
if (!here) console.warn("Made-up records of each kind are not beside the project: their tests are skipped.")

const lines = here ? readFileSync(CASES, "utf8").trim().split("\n") : []
const rows = lines.map((text, index) => readNationalRecord({ line: index + 1, text }))

const suggestionsOf = (code: string) =>
  [REGIME_A, REGIME_B].map((regime) => {
    const row = rows.filter(isWhole).find(({ procedure }) => procedure.code === code)
    if (!row) throw new Error(`${code} is not in the file`)
    return classify({ procedure: row.procedure, snapshotHash: "" }, regime)
  })

type Expected = { levels: ServiceLevel[]; sure?: false; answers?: Record<string, string> }

/** What an official expects of each; where both levels will do, the suggestion may only not be sure of itself. */
const EXPECTED: [string, string, Expected][] = [
  ["1.900001", "everything online", { levels: ["FULL"] }],
  ["1.900002", "fees that are not written", { levels: ["FULL"], answers: { đ: "NOT_APPLICABLE" } }],
  ["1.900003", "two silences", { levels: ["FULL", "PARTIAL"], sure: false }],
  ["1.900005", "a check at a desk", { levels: ["FULL"] }],
  ["1.900007", "minutes that close a check at a desk", { levels: ["FULL"] }],
  ["1.900009", "a map extract that is signed, not measured", { levels: ["FULL"] }],
  ["1.900010", "goods that are shown", { levels: ["PARTIAL"], answers: { e: "NOT_MET", d: "MET" } }],
  ["1.900012", "ways to hand papers in", { levels: ["FULL"] }],
  ["1.900014", "a slip that goes by e-mail", { levels: ["FULL"], sure: false }],
  ["1.900015", "a fee row without amount", { levels: ["FULL"], answers: { đ: "NOT_APPLICABLE" } }],
]

test.skipIf(!here).each(EXPECTED)("%s: %s", (code, _, { levels, sure, answers }) => {
  for (const suggestion of suggestionsOf(code)) {
    expect(levels).toContain(suggestion.level)
    if (sure === false) expect(suggestion.sure).toBe(false)
    const given = Object.fromEntries(suggestion.answers.map(({ letter, value }) => [letter, value]))
    expect(given).toMatchObject(answers ?? {})
  }
})

test.skipIf(!here)("a fee nobody writes an amount of is not known, never none", () => {
  for (const code of ["1.900002", "1.900015"])
    for (const { facts } of suggestionsOf(code)) {
      expect(facts.map(({ id }) => id)).toContain("fee.unstated")
      expect(facts.map(({ value }) => value)).not.toContain("Không thu phí, lệ phí")
    }
})

test.skipIf(!here)("the result is not told where only a slip is sent", () => {
  for (const { facts, reasons } of suggestionsOf("1.900014")) {
    expect(facts.map(({ id }) => id)).not.toContain("result.remote")
    expect(reasons.find(({ criterion }) => criterion === "g")?.explanation).toContain("không nói")
  }
})

test.skipIf(!here)("every record of the file is expected here or belongs to the tests of scope", () => {
  const OF_SCOPE = ["6.900001", "1.900103", "1.900104-Xoa"]
  const known = [...EXPECTED.map(([code]) => code), ...OF_SCOPE]
  expect(lines.map((text) => JSON.parse(text).code).filter((code) => !known.includes(code))).toEqual([])
})

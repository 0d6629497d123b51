import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { readLabels } from "#seeds/read-labels.server.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { DUTIES, halvesOf, measureLabels } from "#workflows/classification/labels/measure.server.ts"
import { labelTable } from "#workflows/classification/labels/table.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"
import { aProcedure } from "../a-procedure.ts"

const REAL = join(import.meta.dirname, "../../../../../shared/data/procedures/national-portal.jsonl.gz")
const REGIME = LEGAL_REGIMES[1]
if (!existsSync(REAL))
  console.warn("The labelled records are not beside the project: their tests are skipped.")

describe.skipIf(!existsSync(REAL))("the rules against the hand-made labels", async () => {
  const procedures = existsSync(REAL)
    ? completeRows((await readRegisterFile(readFileSync(REAL))).rows)
        .filter(isWhole)
        .map(({ procedure }) => procedure)
    : []
  const labels = readLabels()

  test.each(LEGAL_REGIMES)("under $name the level is right of 93 in 100, tuned on or not", (regime) => {
    const { tuned, heldOut } = halvesOf(labels)
    for (const half of [labels, tuned, heldOut]) {
      const { level, records } = measureLabels(half, procedures, regime)
      expect(records).toBe(new Set(half.map(({ code }) => code)).size)
      expect(level.share).toBeGreaterThanOrEqual(0.93)
    }
  })

  test("each fact that alone makes a service một phần is right in 97 of 100, tuned on or not", () => {
    if (!REGIME) throw new Error("no regime")
    const { heldOut } = halvesOf(labels)
    for (const [half, name] of [
      [labels, "Mọi nhãn"],
      [heldOut, "Nhãn chưa dùng để chỉnh"],
    ] as const) {
      const report = measureLabels(half, procedures, REGIME)
      console.log(`${name}\n${labelTable(report).join("\n")}`)
      const precision = Object.fromEntries(report.facts.map((fact) => [fact.name, fact.precision]))
      for (const duty of [...DUTIES, "not-online", "no-fee"])
        expect(precision[duty], `${name}: ${duty}`).toBeGreaterThanOrEqual(0.97)
      const recall = Object.fromEntries(report.facts.map((fact) => [fact.name, fact.recall]))
      for (const [duty, least] of Object.entries({ presence: 0.7, onsite: 0.65, original: 0.6 }))
        expect(recall[duty], `${name}: ${duty}`).toBeGreaterThanOrEqual(least)
    }
  })
})

test("records without labels are left out, and nothing to divide by is no number", () => {
  if (!REGIME) throw new Error("no regime")
  const { records, level } = measureLabels(readLabels(), [aProcedure({ code: "9.999999" })], REGIME)
  expect(records).toBe(0)
  expect(level.share).toBeNaN()
})

test("the halves share no record and hold them all", () => {
  const labels = readLabels()
  const { tuned, heldOut } = halvesOf(labels)
  const codes = (some: typeof labels) => new Set(some.map(({ code }) => code))
  expect([...codes(tuned)].filter((code) => codes(heldOut).has(code))).toEqual([])
  expect(tuned.length + heldOut.length).toBe(labels.length)
})

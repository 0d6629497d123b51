import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { EightQuartersSummary } from "#seeds/scenarios/eight-quarters/eight-quarters.server.ts"
import { runScript } from "#test/setup/run-script.ts"

let out: string
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), "tam-quy-"))
})
afterAll(() => rmSync(out, { recursive: true, force: true }))

test("two years of reports of every commune of the province end whole, no message lost", async () => {
  const ran = await runScript("rehearse", "--scenario", "eight-quarters", "--seed", "1", "--out", out)
  expect(ran).toMatchObject({ code: 0 })
  const summary: EightQuartersSummary = JSON.parse(readFileSync(join(out, "summary.json"), "utf8"))
  expect(summary).toMatchObject({ storeClean: true, findings: [], communes: null })
  expect(summary.notices).toMatchObject({ lost: 0, doubled: 0 })
  expect(summary.quarters).toHaveLength(8)
  for (const one of summary.quarters) {
    expect(one.opened, one.quarter).toBeGreaterThan(90)
    expect(one.submitted + one.missing, one.quarter).toBe(one.opened)
    expect(one.consolidated, one.quarter).toBe(true)
  }
}, 1_800_000)

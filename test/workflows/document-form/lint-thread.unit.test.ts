import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { lintDocument } from "#workflows/document-form/lint-document.server.ts"
import { LINT_RULES } from "#workflows/document-form/rules/all-rules.ts"
import { decisionOf, drawn } from "./linted.ts"

test("a decision of 2,000 rows is read in seconds, and the server answers meanwhile", {
  timeout: 120_000,
}, async () => {
  const large = aFrozenEdition({ rows: 2000 })
  const bytes = await drawn(decisionOf(large), large)
  let answers = 0
  const clock = setInterval(() => {
    answers += 1
  }, 20)
  const from = performance.now()
  const report = await lintDocument(bytes)
  const took = performance.now() - from
  clearInterval(clock)
  expect(report).toMatchObject({ ok: true, findings: [] })
  expect(took).toBeLessThan(60_000)
  expect(answers).toBeGreaterThan(took / 20 / 4)
})

test("documents are read one after the other, and an unreadable one does not stop the next", async () => {
  const good = await drawn(decisionOf())
  const [first, broken, second] = await Promise.allSettled([
    lintDocument(good),
    lintDocument(new TextEncoder().encode("không phải PDF")),
    lintDocument(good),
  ])
  expect(broken).toMatchObject({ status: "rejected", reason: { code: "INVALID_INPUT" } })
  expect(first).toMatchObject({ status: "fulfilled", value: { ok: true } })
  expect(second).toEqual(first)
})

test("every rule is broken by at least one of the documents with a fault", () => {
  const faults = readdirSync(import.meta.dirname)
    .filter((name) => name.includes("mutants"))
    .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
    .join("\n")
  expect(LINT_RULES.map(({ id }) => id).filter((id) => !faults.includes(id))).toEqual([])
})

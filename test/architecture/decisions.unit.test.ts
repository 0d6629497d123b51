import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

const records = readdirSync("docs/decisions").sort()

test("decision records are numbered without a gap, and each is short and says what was weighed", () => {
  expect(records.length).toBeGreaterThan(0)
  for (const [index, name] of records.entries()) {
    const number = String(index + 1).padStart(4, "0")
    expect(name).toMatch(new RegExp(`^${number}-[a-z0-9-]+\\.md$`))
    const lines = readFileSync(`docs/decisions/${name}`, "utf8").trimEnd().split("\n")
    expect(lines[0], name).toMatch(new RegExp(`^# ${number}\\. `))
    expect(lines.length, name).toBeLessThanOrEqual(25)
    expect(lines[2], name).toMatch(/^(Accepted|Superseded by \d{4},) /)
    const parts = lines.flatMap((line) => /^\*\*(.+?)\.\*\* /.exec(line)?.[1] ?? [])
    expect(parts, name).toEqual(["Context", "Decision", "Consequences", "What was weighed"])
  }
})

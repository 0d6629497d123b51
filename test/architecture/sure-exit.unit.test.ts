import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

const FIRST = 'import "./sure-exit.ts"'

test("whatever tells its process to end has let nothing be compiled beside it", () => {
  // The server ends by itself; the bench measures what is compiled as anybody's is.
  const others = ["command-line.ts", "start.ts", "bench.ts", "test-mongodb.ts"]
  const ending = readdirSync("scripts")
    .filter((name) => name.endsWith(".ts") && !others.includes(name))
    .map((name) => ({ name, text: readFileSync(`scripts/${name}`, "utf8") }))
    .filter(({ text }) => /process\.exit\(|from "\.\/command-line\.ts"/.test(text))
  expect(ending.length).toBeGreaterThan(10)
  for (const { name, text } of ending) expect(text.match(/^import .*$/m)?.[0], name).toBe(FIRST)
})

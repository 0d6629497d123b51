import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

test("no command tells its process to end: each ends by itself", () => {
  const telling = readdirSync("scripts", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && name !== "ending.ts")
    .filter((name) => readFileSync(`scripts/${name}`, "utf8").includes("process.exit("))
  expect(telling).toEqual([])
})

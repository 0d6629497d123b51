import { readdirSync, readFileSync } from "node:fs"
import { parseEnv } from "node:util"
import { expect, test } from "vitest"
import { readConfig, VARIABLES } from "#workflows/config.server.ts"
import packageJson from "../../package.json" with { type: "json" }

/** What reads the settings, or hands all of them to the process that serves. */
const ASKS = /readConfig\(|process\.env(\.|\[")(MONGODB_URI|TRUSTED_CERTIFICATES)|execve\([^\n]*process\.env/
/** It is handed what the process that serves was told. */
const STARTED_BY_ANOTHER = "first-start.ts"

const example = parseEnv(readFileSync(".env.example", "utf8")) as Record<string, string>

test("the example names every variable that is read, and none that is not", () => {
  expect(Object.keys(example).sort()).toEqual([...VARIABLES].sort())
})

test("the example as it stands is what runs without any settings: training, on this machine, without network", () => {
  expect(readConfig(example)).toEqual(readConfig({}))
  expect(readConfig(example)).toMatchObject({
    trainingMode: true,
    host: "127.0.0.1",
    mongodbUri: null,
    timestampUrl: null,
  })
})

test("every command that asks the environment reads .env first, and no settings of anybody's are kept", () => {
  const asking = readdirSync("scripts")
    .filter((name) => name.endsWith(".ts") && !["read-dotenv.ts", STARTED_BY_ANOTHER].includes(name))
    .filter((name) => ASKS.test(readFileSync(`scripts/${name}`, "utf8")))
  expect(asking).toEqual(expect.arrayContaining(["start.ts", "verify-store.ts"]))
  const commands = Object.values(packageJson.scripts).filter((line) =>
    asking.some((name) => new RegExp(`scripts/${name}( |$)`).test(line)),
  )
  expect(commands.length).toBeGreaterThanOrEqual(asking.length)
  for (const line of commands) expect(line).toContain("node --import ./scripts/read-dotenv.ts ")
  expect(readFileSync(".gitignore", "utf8").split("\n")).toContain(".env")
})

import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const ROOT = join(import.meta.dirname, "../..")
/** What runs while an office is served; commands talk to whoever types them. */
const FILES = [
  ...globSync("{app,models,workflows}/**/*.{ts,tsx}", {
    cwd: ROOT,
    exclude: ["models/store/embedded/test/**"],
  }),
  "scripts/start.ts",
  "scripts/first-start.ts",
]
const using = (words: RegExp): string[] =>
  FILES.filter((path) => words.test(readFileSync(join(ROOT, path), "utf8"))).sort()
const PAGE = readFileSync(join(ROOT, "docs/security-controls.md"), "utf8")

test("what an office logs goes to its store and to standard output alone: nothing else speaks, and nothing sends logs elsewhere", () => {
  expect(FILES.length).toBeGreaterThan(500)
  expect(using(/\bconsole\s*\.|\bconsole\s*\[/u)).toEqual([])
  expect(using(/process\s*\.\s*(?:stdout|stderr)|node:syslog|\bfs\.writeSync\((?:1|2)\b/u)).toEqual([
    "app/server/serve.server.ts",
    "models/store/start-embedded.server.ts",
    "scripts/first-start.ts",
    "scripts/start.ts",
  ])
  // The one logger, of which every other is a part: it writes to standard output where it is given no other place.
  expect(using(/\bpino\(/u)).toEqual(["workflows/runtime.server.ts"])
  expect(using(/pino\.(?:transport|destination|multistream|final)|\btransport:/u)).toEqual([])
})

test("nothing of what runs while an office is served writes files but its store, its keys, checkpoints and backups", () => {
  expect(using(/\b(?:appendFile|writeFile|createWriteStream)(?:Sync)?\b/u)).toEqual([
    "models/store/backup/backup-file.server.ts",
    "models/store/embedded/folder.server.ts",
    "models/store/embedded/salvage.server.ts",
    "workflows/gateways/signing/training-keys.server.ts",
    "workflows/identity/session-secret.server.ts",
    "workflows/log-checkpoint/checkpoint-files.server.ts",
    "workflows/log-checkpoint/checkpoint-key.server.ts",
  ])
})

test("entries of the office's log come into the store by one door", () => {
  expect(
    using(/AuditEntryModel\s*\.\s*(?:create|insertMany|insertOne|bulkWrite|updateOne|replaceOne)/u),
  ).toEqual(["models/audit/audit-entry.repository.server.ts"])
})

test("the inventory of logs names those places", () => {
  const inventory = PAGE.split("## What is logged\n")[1]?.split("\n## ")[0] ?? ""
  for (const place of [
    "`auditEntries`",
    "`CHECKPOINT_DIR`",
    "standard output, one JSON object",
    "standard output and error, in words",
  ])
    expect(inventory).toContain(place)
})

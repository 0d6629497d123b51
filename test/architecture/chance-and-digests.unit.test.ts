import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const ROOT = join(import.meta.dirname, "../..")
const FILES = globSync("{app,models,workflows,scripts}/**/*.{ts,tsx}", {
  cwd: ROOT,
  exclude: ["models/store/embedded/test/**"],
})
const using = (words: RegExp): string[] =>
  FILES.filter((path) => words.test(readFileSync(join(ROOT, path), "utf8"))).sort()

test("chance that can be foretold makes nothing that must not be guessed", () => {
  expect(FILES.length).toBeGreaterThan(500)
  expect(using(/Math\.random/)).toEqual([
    // Names of windows of one browser, how long to wait before asking again, and what a query draws by lot.
    "app/routes/_van-phong.dang-ky.$registrationId/typed-in-browser.ts",
    "models/store/embedded/query/stages/index.ts",
    "workflows/delivery/run-deliveries.server.ts",
    "workflows/notices/run-dispatches.server.ts",
  ])
})

test("digests to which others can be made stand only where a format asks for them and nothing rests on them", () => {
  expect(using(/createHash\(\s*["'](?:md5|sha1)["']/i)).toEqual([
    // A number for a collection, the check sum PDF wants of an attachment, when it is written and when it is read, and which key
    // answers on revocation, named so beside a signature that holds.
    "models/store/embedded/commands/catalog.ts",
    "workflows/document-drawing/attach-file.server.ts",
    "workflows/document-verification/drawn-form/drawn-carried.server.ts",
    "workflows/signatures/revocation-answer.server.ts",
  ])
})

test("nothing runs text as a program", () => {
  expect(using(/\beval\(|new Function\(|node:vm\b|vm\.run/)).toEqual([
    // Has the collector of garbage called before memory is measured; no part of an office.
    "scripts/bench/import/import-area.ts",
  ])
})

test("no page puts text into itself as markup", () => {
  expect(
    using(/dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write\(/),
  ).toEqual([])
})

import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { SOURCES } from "./import-rules.ts"

const ROOT = join(import.meta.dirname, "../..")
const LARGEST = 300
const MEDIAN = 70

/** Lines of every source file, smallest first. */
const sizes = SOURCES.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
)
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith(join("models", "store", "embedded", "test")))
  .map((path) => ({ path, lines: readFileSync(join(ROOT, path), "utf8").split("\n").length - 1 }))
  .sort((a, b) => a.lines - b.lines)

test(`no source file is longer than ${LARGEST} lines`, () => {
  expect(sizes.length).toBeGreaterThan(500)
  expect(sizes.filter(({ lines }) => lines > LARGEST)).toEqual([])
})

test(`half of the source files have at most ${MEDIAN} lines`, () => {
  expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThanOrEqual(MEDIAN)
})

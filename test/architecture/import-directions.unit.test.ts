import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { circlesAmongRooms, cruised, faultsIn } from "./cruise.ts"

const ROOT = join(import.meta.dirname, "../..")

test("imports go downwards, in no circle of files or rooms, and stay out of closed rooms", async () => {
  const result = await cruised(ROOT)
  expect(result.summary.totalCruised).toBeGreaterThan(500)
  expect(faultsIn(result)).toEqual([])
  expect(circlesAmongRooms(result.modules)).toEqual([])
}, 120_000)

const NOT_A_CLOCK = [join("models", "store"), join("models", "shared", "clock.ts")]

test("only the clock reads the time", () => {
  const readers = ["app", "workflows", "models"]
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => /\.tsx?$/.test(path) && !NOT_A_CLOCK.some((place) => path.startsWith(place)))
    .filter((path) => /new Date\(\)|Date\.now\(\)/.test(readFileSync(join(ROOT, path), "utf8")))
  expect(readers).toEqual([])
})

test("a store is opened through the one door that knows whose it is", () => {
  const openers = Object.keys(ALLOWED)
    .flatMap(sourcesOf)
    .filter((path) => /\bopenStore\(/.test(readFileSync(join(ROOT, path), "utf8")))
    .filter((path) => !path.startsWith(join("scripts", "bench")))
  expect(openers.sort()).toEqual([
    join("scripts", "rehearse.ts"), // A store of its own, beside what people work in.
    join("scripts", "restore.ts"), // Puts in what a store was, with its mark.
    join("workflows", "office-store.server.ts"),
  ])
})

test("every CSV file goes through the one writer", () => {
  const writers = ["app", "workflows", "models", "scripts"]
    .flatMap(sourcesOf)
    .filter((path) => importsOf(path).some((specifier) => specifier.startsWith("csv-stringify")))
  expect(writers).toEqual([join("models", "shared", "csv.ts")])
})

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

const sourcesOf = (...folders: string[]): string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => /\.tsx?$/.test(path))
const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8")

const NOT_A_CLOCK = [join("models", "store"), join("models", "shared", "clock.ts")]

test("only the clock reads the time", () => {
  const readers = sourcesOf("app", "workflows", "models")
    .filter((path) => !NOT_A_CLOCK.some((place) => path.startsWith(place)))
    .filter((path) => /new Date\(\)|Date\.now\(\)/.test(textOf(path)))
  expect(readers).toEqual([])
})

test("a store is opened through the one door that knows whose it is", () => {
  const openers = sourcesOf("app", "models", "scripts", "seeds", "workflows")
    .filter((path) => /\bopenStore\(/.test(textOf(path)))
    .filter((path) => !path.startsWith(join("scripts", "bench")))
  expect(openers.sort()).toEqual([
    join("scripts", "rehearse.ts"), // A store of its own, beside what people work in.
    join("scripts", "rehearse", "scenario.ts"), // The same.
    join("scripts", "restore.ts"), // Puts in what a store was, with its mark.
    join("workflows", "office-store.server.ts"),
  ])
})

test("every CSV file goes through the one writer", () => {
  const writers = sourcesOf("app", "workflows", "models", "scripts").filter((path) =>
    /from "csv-stringify/.test(textOf(path)),
  )
  expect(writers).toEqual([join("models", "shared", "csv.ts")])
})

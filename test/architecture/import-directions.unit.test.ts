import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { expect, test } from "vitest"

const ROOT = join(import.meta.dirname, "../..")
const ALLOWED: Record<string, readonly string[]> = {
  models: ["models"],
  workflows: ["workflows", "models"],
  app: ["app", "workflows", "models"],
  seeds: ["seeds", "workflows", "models"],
  scripts: ["scripts", "app", "seeds", "workflows", "models"],
}

const sourcesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(folder, path))

const importsOf = (path: string): string[] =>
  [...readFileSync(join(ROOT, path), "utf8").matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(
    (m) => m[1] as string,
  )

const roomOf = (path: string, specifier: string): string | null => {
  if (specifier.startsWith("#")) return specifier.slice(1).split("/")[0] as string
  if (!specifier.startsWith(".")) return null
  return relative(ROOT, join(ROOT, path, "..", specifier)).split("/")[0] as string
}

test.each(Object.keys(ALLOWED))("%s imports only from the rooms below it", (folder) => {
  const sources = sourcesOf(folder)
  expect(sources.length).toBeGreaterThan(0)
  const wrong = sources.flatMap((path) =>
    importsOf(path)
      .map((specifier) => ({ path, specifier, room: roomOf(path, specifier) }))
      .filter(({ room }) => room !== null && !ALLOWED[folder]?.includes(room) && room !== "package.json"),
  )
  expect(wrong).toEqual([])
})

const TOUCHES_THE_WORLD =
  /from "(node:(fs|net|http|https|sqlite|child_process|fs\/promises|zlib)|mongoose|express)"/

test("a file that touches disk, network, database or a secret says so in its name", () => {
  const unmarked = ["app", "workflows", "models"]
    .flatMap(sourcesOf)
    .filter((path) => !/\.server\.tsx?$/.test(path))
    .filter((path) => {
      const lines = readFileSync(join(ROOT, path), "utf8").split("\n")
      return lines.some((line) => TOUCHES_THE_WORLD.test(line) && !line.trimStart().startsWith("import type"))
    })
  expect(unmarked).toEqual([])
})

test("only the clock reads the time", () => {
  const readers = ["app", "workflows", "models"]
    .flatMap(sourcesOf)
    .filter(
      (path) => !path.startsWith(join("models", "store")) && path !== join("models", "shared", "clock.ts"),
    )
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

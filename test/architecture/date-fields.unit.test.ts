import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const APP = join(import.meta.dirname, "../../app")

/** The browser's own calendar, by hand or through a component: it speaks the browser's language, not the office's. */
const BROWSERS_OWN =
  /\btype=\{?["'`](date|datetime-local|month|week|time)["'`]|\btype:\s*["'`](date|datetime-local|month|week|time)["'`]/

test("no screen asks for a day in the language of the browser", () => {
  const drawing = readdirSync(APP, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .filter((path) => BROWSERS_OWN.test(readFileSync(join(APP, path), "utf8")))
  expect(drawing).toEqual([])
})

import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const APP = join(import.meta.dirname, "../../app")

/** Whatever draws the browser's file field, by hand or through a component, or says itself which files it takes. */
const DRAWS =
  /\btype=\{?["'`]file["'`]|\btype:\s*["'`]file["'`]|\b(FileInput|FileButton|Dropzone)\b|\baccept=/

test("every file field of the app is the one of the upload form, or that of the page that runs no scripts", () => {
  const drawing = readdirSync(APP, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .filter((path) => DRAWS.test(readFileSync(join(APP, path), "utf8")))
  expect(drawing.sort()).toEqual(["forms/upload-form.tsx", "public/verify/verify-form.tsx"])
})

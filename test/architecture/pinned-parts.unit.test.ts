import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, "../..", name), "utf8"))
type Part = { version?: string; integrity?: string; link?: boolean; optional?: boolean; inBundle?: boolean }

test("every part of others is named in one version, and its bytes by their digest", () => {
  const loose = ["package.json", "models/store/embedded/package.json"].flatMap((name) => {
    const { dependencies, devDependencies } = read(name) as Record<string, Record<string, string>>
    return Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    )
  })
  expect(loose).toEqual([])
  const parts = Object.entries((read("package-lock.json") as { packages: Record<string, Part> }).packages)
  expect(parts.length).toBeGreaterThan(500)
  const unnamed = parts.filter(
    ([place, { integrity, link, inBundle, optional }]) =>
      // Optional are those built for another kind of machine.
      place.startsWith("node_modules/") &&
      !link &&
      !inBundle &&
      !optional &&
      !integrity?.startsWith("sha512-"),
  )
  expect(unnamed.map(([place]) => place)).toEqual([])
})

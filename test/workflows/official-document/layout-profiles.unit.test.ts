import { expect, test } from "vitest"
import { layoutProfileOn } from "#workflows/official-document/layout-profiles/layout-profiles.ts"

const profile = layoutProfileOn("2023-05-08")
const { allowed, drawn } = profile

test("a document of a day before the first profile has none, and is told so", () => {
  expect(layoutProfileOn("2020-03-05").id).toBe("nd30-2020")
  expect(() => layoutProfileOn("2020-03-04")).toThrow(/Chưa có quy định trình bày .* 2020-03-04/u)
})

test("what is drawn lies within what is allowed", () => {
  for (const margins of Object.values(drawn.margins))
    for (const side of ["top", "bottom", "left", "right"] as const) {
      expect(margins[side]).toBeGreaterThanOrEqual(allowed.margins[side].min)
      expect(margins[side]).toBeLessThanOrEqual(allowed.margins[side].max)
    }
  for (const [component, size] of Object.entries(drawn.sizes)) {
    const range = allowed.sizes[component as keyof typeof drawn.sizes]
    expect(size, component).toBeGreaterThanOrEqual(range.min)
    expect(size, component).toBeLessThanOrEqual(range.max)
  }
  const { nation, motto, date } = drawn.sizes
  expect(allowed.sizeSets).toContainEqual({ nation, motto, date })
  expect(allowed.firstLineIndents).toContain(drawn.firstLineIndent)
  expect(drawn.signatureHeight).toBeGreaterThan(allowed.signatureHeight)
})

test("columns of header and closing fill the frame", () => {
  const { left, right } = drawn.margins.portrait
  const inner = allowed.paper.width - left - right
  expect(drawn.headerColumns.left + drawn.headerColumns.right).toBe(inner)
  expect(drawn.closingColumns.left + drawn.closingColumns.right).toBe(inner)
})

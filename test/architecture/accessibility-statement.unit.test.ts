import { expect, test } from "vitest"
import { LOOKED_AT } from "#app/public/accessibility/looked-at.ts"
import { screens } from "../e2e/setup/look-at-screens.ts"

test("the accessibility statement names every screen there is, and none that is no more", () => {
  const named = [...LOOKED_AT.looked.map(({ pattern }) => pattern), ...LOOKED_AT.left]
  expect([...named].sort()).toEqual(
    screens()
      .map(({ pattern }) => pattern)
      .sort(),
  )
})

test("what the statement rests on is a walk on a day and by rules it names, which met the pages of the public", () => {
  expect(LOOKED_AT.day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect(LOOKED_AT.rules).toMatch(/^WCAG 2\.2 A, AA \(axe-core \d/)
  const met = LOOKED_AT.looked.map(({ pattern }) => pattern)
  expect(met).toEqual(expect.arrayContaining(["/", "/danh-muc", "/thu-tuc/:code", "/xac-minh", "/gop-y"]))
})

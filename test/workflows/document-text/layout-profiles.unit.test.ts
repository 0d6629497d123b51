import { expect, test } from "vitest"
import { LINE_HEIGHT } from "#models/official-document/typeface.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { decisionOf, EDITION, findingsIn } from "#test/workflows/document-form/linted.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { readPdf } from "#workflows/document-form/read/read-pdf.server.ts"
import type { LayoutProfileData } from "#workflows/document-text/layout-profiles/layout-profile-data.ts"
import { layoutProfileOn } from "#workflows/document-text/layout-profiles/layout-profiles.ts"

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
  expect(LINE_HEIGHT).toBe(allowed.lineHeight)
  expect(drawn.signatureHeight).toBeGreaterThan(allowed.signatureHeight)
})

test("columns of header and closing fill the frame", () => {
  const { left, right } = drawn.margins.portrait
  const inner = allowed.paper.width - left - right
  expect(drawn.headerColumns.left + drawn.headerColumns.right).toBe(inner)
  expect(drawn.closingColumns.left + drawn.closingColumns.right).toBe(inner)
})

test("another profile draws other sizes, margins and columns, and what it draws holds from drawing to the seal", async () => {
  const other: LayoutProfileData = {
    ...profile,
    id: "thu",
    drawn: {
      ...drawn,
      margins: {
        portrait: { top: 25, bottom: 20, left: 35, right: 20 },
        landscape: { top: 20, bottom: 20, left: 30, right: 15 },
      },
      sizes: {
        ...drawn.sizes,
        nation: 12,
        motto: 13,
        date: 13,
        agency: 12,
        body: 13,
        title: 13,
        annexInfo: 13,
      },
      headerColumns: { left: 60, right: 95 },
      closingColumns: { left: 65, right: 90 },
      firstLineIndent: 12.7,
    },
  }
  const render = async (by: LayoutProfileData) =>
    (
      await renderPdf(decisionOf(), {
        createdAt: EDITION.frozenAt,
        attachments: editionAttachments(EDITION),
        profile: by,
      })
    ).bytes
  const bytes = await render(other)
  expect(await findingsIn(bytes)).toEqual([])
  expect(await render(profile)).not.toEqual(bytes)
  await withOffice(async (office) => expect(await findingsIn(await issue(office, bytes))).toEqual([]))
  const { pages } = await readPdf(bytes)
  const left = Math.min(...(pages[1]?.words ?? []).map(({ x0 }) => x0))
  expect(left).toBeCloseTo((35 * 72) / 25.4, 0)
  const sizes = new Set(pages[0]?.words.map(({ size }) => size))
  expect(sizes).toContain(12)
  expect(sizes).not.toContain(14)
})

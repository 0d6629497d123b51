import decodeQR from "qr/decode.js"
import { expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { withOffice } from "#test/setup/a-sealed-decision.ts"
import { pictureOfPage, qpdfCheck } from "#test/setup/pdf-tools.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { lintDocument } from "#workflows/document-form/lint-document.server.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"

const ADDRESS = `https://danh-muc.daknong.gov.vn/xac-minh?so=${"ab".repeat(32)}`

// With 37 to 39 and 55 to 57 rows the last page is full.
test.each([12, 37, 39, 56, 60])(
  "the code after the last of %i rows can be read off the page and breaks no rule of form",
  async (rows) => {
    const drawn = await drawDecision(aFrozenEdition({ rows }), { ...FACTS, checkedAt: ADDRESS })
    expect(await lintDocument(drawn.bytes)).toMatchObject({ ok: true, findings: [] })
    const { width, height, rgba } = pictureOfPage(drawn.bytes, drawn.pages)
    expect(decodeQR({ width, height, data: rgba })).toBe(ADDRESS)
  },
)

test("a decision with the code is signed, sealed and verified like every decision", async () => {
  const { bytes } = await drawDecision(aFrozenEdition({ rows: 12 }), { ...FACTS, checkedAt: ADDRESS })
  const sealed = await withOffice(async ({ sign, number, seal }) => seal(await number(await sign(bytes))))
  const report = await verifyDecision(sealed)
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
  qpdfCheck(sealed)
})

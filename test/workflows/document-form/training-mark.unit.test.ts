import { expect, test } from "vitest"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { readPdf } from "#workflows/document-form/read/read-pdf.server.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { linesOf } from "#workflows/pdf-reading/lines.ts"
import { drawn, findingsIn, submissionOf } from "./linted.ts"

const TRAINING = aFrozenEdition({ rows: 60, issuer: { training: true } })
const GENUINE = aFrozenEdition({ rows: 60 })

const marksIn = async (bytes: Uint8Array): Promise<number[]> => {
  const { pages } = await readPdf(bytes)
  return pages.map(
    ({ words, number }) => linesOf(words, number).filter(({ text }) => text === TRAINING_MARK).length,
  )
}

test("every page of what is made in training says so at its foot, and no page of what is genuine", async () => {
  for (const annexesApart of [false, true]) {
    const { bytes, annexes } = await drawDecision(TRAINING, { ...FACTS, annexesApart })
    for (const file of [bytes, ...annexes.map((annex) => annex.bytes)]) {
      const marks = await marksIn(file)
      expect(marks).toEqual(marks.map(() => 1))
    }
  }
  expect((await marksIn((await drawDecision(GENUINE, FACTS)).bytes)).some((count) => count > 0)).toBe(false)
  expect(await marksIn(await drawn(submissionOf(TRAINING), TRAINING))).toContain(1)
})

test("the linter knows the mark and finds nothing wrong with it; signed and sealed, the decision still verifies", async () => {
  const { bytes } = await drawDecision(TRAINING, FACTS)
  expect(await findingsIn(bytes)).toEqual([])
  await withOffice(async (office) => {
    const sealed = await issue(office, bytes)
    expect(await findingsIn(sealed)).toEqual([])
    const { checks } = await verifyDecision(sealed)
    expect(checks.filter(({ ok }) => !ok)).toEqual([])
  })
})

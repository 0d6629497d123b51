import { beforeAll, expect, test } from "vitest"
import { normaliseText } from "#models/shared/text.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DEPUTY, FACTS } from "#test/setup/a-decision.ts"
import { toWord } from "#workflows/document-drawing/word-twin.server.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"
import { layoutLines } from "#workflows/document-text/layout-lines.ts"
import { textDifferences } from "#workflows/document-text/text-differences.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"

const edition = aFrozenEdition({ rows: 60 })
const LAYOUTS: Record<string, DocumentLayout> = {
  decision: composeDecision(edition, FACTS),
  submission: composeSubmission(edition, {
    submission: null,
    signatory: { position: "CHÁNH VĂN PHÒNG", capacity: "HEAD", fullName: DEPUTY.fullName },
  }),
}
const files: Record<string, Uint8Array> = {}
beforeAll(async () => {
  for (const [name, layout] of Object.entries(LAYOUTS)) files[name] = await toWord(layout, "2023-05-12")
})

test.each(Object.keys(LAYOUTS))("the %s read back from Word says the same, row for row", async (name) => {
  const layout = LAYOUTS[name] as DocumentLayout
  const lines = await readWord(files[name] as Uint8Array)
  expect(textDifferences(layoutLines(layout), lines)).toEqual([])
  const plain = (some: string[]) => some.map(normaliseText).filter((line) => line !== "")
  expect(plain(lines)).toEqual(plain(layoutLines(layout)))
})

test("a word changed, a line struck and a row added are each found where they are", () => {
  const lines = layoutLines(LAYOUTS.decision as DocumentLayout)
  const at = lines.findIndex((line) => line.startsWith("Điều 1."))
  const edited = lines
    .map((line, index) => (index === at ? line.replace("Công bố", "Ban hành") : line))
    .filter((_, index) => index !== 2)
  edited.push("Dòng thêm")
  const differences = textDifferences(lines, edited) ?? []
  expect(differences).toHaveLength(3)
  const [struck, reworded, added] = differences
  expect(struck).toMatchObject({ before: normaliseText(lines[2] ?? ""), now: null, words: [] })
  expect(reworded?.words.filter(({ change }) => change !== "SAME").map(({ text }) => text.trim())).toEqual(
    expect.arrayContaining(["Công", "Ban"]),
  )
  expect(added).toEqual({ before: null, now: "Dòng thêm", words: [] })
})

test("two texts with nothing in common are not compared for minutes", () => {
  const some = (word: string) => Array.from({ length: 5_000 }, (_, index) => `${word} ${index}`)
  expect(textDifferences(some("dòng"), some("hàng"))).toBeNull()
})

test.each([
  ["nothing but bytes", new Uint8Array([1, 2, 3])],
  ["an empty file", new Uint8Array()],
])("%s is no Word file, said in words", async (_, bytes) => {
  await expect(readWord(bytes)).rejects.toMatchObject({ code: "INVALID_INPUT" })
})

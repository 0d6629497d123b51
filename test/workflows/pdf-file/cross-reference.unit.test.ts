import { expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { readAdditions } from "#workflows/document-verification/permitted-additions.server.ts"
import { FileShapeError } from "#workflows/pdf-file/cross-reference.server.ts"
import { readRevisions } from "#workflows/pdf-file/file-revisions.server.ts"

const drawn = async (): Promise<Buffer> =>
  Buffer.from((await drawDecision(aFrozenEdition({ rows: 5 }), FACTS)).bytes)

/** A saving that writes nothing but its own cross-reference stream, under the object number given. */
const withSaving = (file: Buffer, number: number, row: { kind: number; generation: number }): Buffer => {
  const before = /startxref\n(\d+)\n%%EOF\n$/u.exec(file.toString("latin1"))?.[1]
  const entry = Buffer.alloc(7)
  entry.writeUInt8(row.kind, 0)
  entry.writeUInt32BE(file.length, 1)
  entry.writeUInt16BE(row.generation, 5)
  const head = `${number} 0 obj\n<</Type/XRef/Size 9999/W[1 4 2]/Index[${number} 1]/Prev ${before}/Root 3 0 R/Length 7>>\nstream\n`
  const tail = `\nendstream\nendobj\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.concat([file, Buffer.from(head, "latin1"), entry, Buffer.from(tail, "latin1")])
}

test("a drawn file is one saving, and every object of it is found", async () => {
  const file = await drawn()
  const [only, ...more] = readRevisions(file)
  expect(more).toEqual([])
  for (const [number, at] of only?.objects ?? [])
    expect(file.toString("latin1", at, at + 24), `object ${number}`).toMatch(/^\d+ 0 obj\n/u)
})

test("a cross-reference that takes the number of a page hides that page: no permitted addition", async () => {
  const file = await drawn()
  const page = Number(/(\d+) 0 obj\n<<\n\/Type \/Page\n/u.exec(file.toString("latin1"))?.[1])
  const forged = withSaving(file, page, { kind: 1, generation: 0 })
  expect(await readAdditions(forged, readRevisions(forged))).toEqual([null])
})

test("entries that free an object or give it a second life are no form of ours, and add nothing that is permitted", async () => {
  const file = await drawn()
  for (const row of [
    { kind: 0, generation: 0 },
    { kind: 1, generation: 1 },
    { kind: 2, generation: 0 },
  ]) {
    const forged = withSaving(file, 9998, row)
    const revisions = readRevisions(forged)
    expect(revisions.at(-1)?.objects, JSON.stringify(row)).toBeNull()
    expect(await readAdditions(forged, revisions)).toEqual([null])
  }
})

test("a first saving in another form is refused: nothing else has drawn it", async () => {
  const file = await drawn()
  const altered = Buffer.from(file.toString("latin1").replace("/W[1 4 2]", "/W[1 4 3]"), "latin1")
  expect(() => readRevisions(altered)).toThrow(FileShapeError)
})

import { createHash } from "node:crypto"
import { beforeAll, expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import {
  derLength,
  isSignatureOver,
  isWholeChain,
  readSignature,
} from "#workflows/official-document/detached-signature.server.ts"
import { drawDecision } from "#workflows/official-document/draw-decision.server.ts"
import { readRevisions } from "#workflows/official-document/file-revisions.server.ts"
import { verifyDecision } from "#workflows/official-document/verify-decision.server.ts"
import { FACTS } from "./a-decision.ts"
import { issue, withOffice } from "./a-sealed-decision.ts"

let sealed: Buffer
beforeAll(async () => {
  const { bytes } = await drawDecision(aFrozenEdition({ rows: 5 }), FACTS)
  sealed = Buffer.from(await withOffice((office) => issue(office, bytes)))
})

const flipped = (bytes: Uint8Array, at: number, mask: number): Uint8Array => {
  const copy = new Uint8Array(bytes)
  copy[at] = (copy[at] ?? 0) ^ mask
  return copy
}

/** Where each of the two signatures' hexadecimal digits begin and end. */
const contents = (): { from: number; to: number }[] =>
  [...sealed.toString("latin1").matchAll(/\/Contents <([0-9A-Fa-f]+)>/gu)].map(({ index, 0: all }) => ({
    from: index + "/Contents <".length,
    to: index + all.length - 1,
  }))

/** First byte after each occurrence of a mark in the file's structure. */
const after = (mark: string): number[] =>
  [...sealed.toString("latin1").matchAll(new RegExp(mark, "gu"))].map(
    ({ index, 0: all }) => index + all.length,
  )

test("one flipped byte anywhere in a sealed decision is noticed", { timeout: 120_000 }, async () => {
  const revisions = readRevisions(sealed)
  const places = new Set<number>([0, 5, 7, 12, sealed.length - 1, sealed.length - 2, sealed.length - 7])
  for (const { start, end } of revisions)
    for (const at of [start, start + 3, end - 1, end - 9]) places.add(at)
  for (const { from, to } of contents()) {
    const length = derLength(Buffer.from(sealed.toString("latin1", from, to), "hex")) * 2
    // Bracket, first digits, middle and last digit of the signature, first, middle and last zero, bracket.
    for (const at of [
      from - 1,
      from,
      from + length / 2,
      from + length - 1,
      from + length,
      to - 600,
      to - 1,
      to,
    ])
      places.add(at)
  }
  const marks = [
    "/Type ?/XRef\\b",
    "/Type ?/ObjStm\\b",
    "/W ?\\[1",
    "/Index \\[",
    "/Root ",
    "/Prev ",
    "/ID \\[<",
    "startxref\\n",
    "/ByteRange \\[0 ",
    "/ByteRange \\[0 \\d+ +\\d+ +\\d+",
    "/SubFilter /",
    "/M \\(D:",
    "/EmbeddedFile",
    "/Type /Metadata",
  ]
  for (const mark of marks) {
    const found = after(mark)
    expect(found.length, mark).toBeGreaterThan(0)
    for (const at of found.slice(-3)) places.add(at)
  }
  for (let part = 1; part < 24; part += 1) places.add(Math.floor((sealed.length * part) / 24))
  expect(places.size).toBeGreaterThan(60)

  const unnoticed: number[] = []
  for (const at of places) if ((await verifyDecision(flipped(sealed, at, 1))).ok) unnoticed.push(at)
  expect(unnoticed).toEqual([])
})

test("a letter of the signature in the other case is noticed", async () => {
  for (const { from } of contents()) {
    const letter = sealed.toString("latin1", from).search(/[A-F]/u) + from
    expect((await verifyDecision(flipped(sealed, letter, 0x20))).ok).toBe(false)
  }
})

test("no byte of a signature can change without its check failing", { timeout: 60_000 }, () => {
  const [, seal] = contents()
  if (!seal) throw new Error("two signatures were expected")
  const padded = Buffer.from(sealed.toString("latin1", seal.from, seal.to), "hex")
  const signature = padded.subarray(0, derLength(padded))
  const digest = createHash("sha256")
    .update(sealed.subarray(0, seal.from - 1))
    .update(sealed.subarray(seal.to + 1))
    .digest()
  const holds = (bytes: Uint8Array): boolean => {
    try {
      const parts = readSignature(bytes)
      return (
        isSignatureOver(parts, digest) && isWholeChain(parts.certificates, new Date("2023-05-12T03:00:00Z"))
      )
    } catch {
      return false
    }
  }
  expect(holds(signature)).toBe(true)
  const unnoticed: number[] = []
  for (let at = 0; at < signature.length; at += 1)
    if (holds(flipped(signature, at, 1 << (at % 8)))) unnoticed.push(at)
  expect(unnoticed).toEqual([])
})

import { createHash, X509Certificate } from "node:crypto"
import { beforeAll, expect, test } from "vitest"
import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { aForeignSigner } from "#test/setup/a-foreign-signer.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { readRevisions } from "#workflows/pdf-file/file-revisions.server.ts"
import { findPath } from "#workflows/signatures/certificate-path.server.ts"
import { derLength } from "#workflows/signatures/detached-signature.server.ts"
import { readSignature } from "#workflows/signatures/read-signature.server.ts"

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

test("one flipped byte anywhere in a sealed decision is noticed", { timeout: 300_000 }, async () => {
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

/** The last signature of a file, what it covers, and the time it is asked for. */
const lastOf = (file: Buffer) => {
  const from = file.lastIndexOf("/Contents <") + "/Contents <".length
  const to = file.indexOf(">", from)
  const padded = Buffer.from(file.toString("latin1", from, to), "hex")
  const content = Buffer.concat([file.subarray(0, from - 1), file.subarray(to + 1)])
  return { signature: padded.subarray(0, derLength(padded)), content }
}

const holds = async (
  bytes: Uint8Array,
  content: Uint8Array,
  at: Date,
  authorities: Uint8Array[],
): Promise<boolean> => {
  const signature = await readSignature(bytes, (digest) => createHash(digest).update(content).digest()).catch(
    () => null,
  )
  if (signature === null || signature.faults.length > 0) return false
  const { own, brought } = signature
  return isWhole({ own, brought, at, anchors: authorities })
}
const isWhole = (asked: Omit<Parameters<typeof findPath>[0], "purpose">): boolean => {
  try {
    return findPath({ ...asked, purpose: "DOCUMENT" }).faults.length === 0
  } catch {
    return false
  }
}

const unnoticedIn = async (file: Buffer, at: Date, authorities: Uint8Array[] = []): Promise<number[]> => {
  const { signature, content } = lastOf(file)
  expect(await holds(signature, content, at, authorities)).toBe(true)
  const unnoticed: number[] = []
  for (let place = 0; place < signature.length; place += 1)
    for (const mask of [1, 1 << (place % 8)])
      if (await holds(flipped(signature, place, mask), content, at, authorities)) unnoticed.push(place)
  return unnoticed
}

test("no byte of a signature can change without its check failing", { timeout: 300_000 }, async () => {
  expect(await unnoticedIn(sealed, new Date("2023-05-12T03:00:00Z"))).toEqual([])
})

test("nor can one by other software", { timeout: 300_000 }, async () => {
  const { bytes } = await drawDecision(aFrozenEdition({ rows: 1, partialEvery: 0 }), FACTS)
  const signer = aForeignSigner("Đinh Thị Bích Vân")
  const signed = Buffer.from(signer.sign(bytes, "-sign", SIGNATURE_FIELDS.personal.name))
  signer.close()
  const authority = new Uint8Array(new X509Certificate(signer.authority).raw)
  expect(await unnoticedIn(signed, new Date(), [authority])).toEqual([])
})

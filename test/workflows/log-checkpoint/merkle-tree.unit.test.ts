import { createHash } from "node:crypto"
import fc from "fast-check"
import { expect, test } from "vitest"
import {
  EMPTY_RANGE,
  extendRange,
  inclusionPath,
  rootOf,
  rootOverPath,
} from "#workflows/log-checkpoint/merkle-tree.ts"

const sha256 = (...parts: Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest()

/** RFC 9162, 2.1.1, as it is written there. */
function definition(digests: Buffer[]): Buffer {
  if (digests.length === 0) return sha256()
  const [only] = digests
  if (digests.length === 1 && only) return sha256(Buffer.from([0]), only)
  let k = 1
  while (k * 2 < digests.length) k *= 2
  return sha256(Buffer.from([1]), definition(digests.slice(0, k)), definition(digests.slice(k)))
}

const digests = fc.array(
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  {
    maxLength: 70,
  },
)
const hex = (all: Buffer[]) => all.map((one) => one.toString("hex"))

test("the root of a log is the one the standard defines, however many steps it grew in", () => {
  fc.assert(
    fc.property(digests, fc.nat(), (all, cut) => {
      const at = all.length === 0 ? 0 : cut % (all.length + 1)
      const grown = extendRange(extendRange(EMPTY_RANGE, hex(all.slice(0, at))), hex(all.slice(at)))
      expect(rootOf(grown)).toBe(definition(all).toString("hex"))
      expect(grown.leaves).toBe(all.length)
    }),
  )
})

test("every entry's path leads to the root, and no other entry, place or length does", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1e9), { minLength: 1, maxLength: 40 }), fc.nat(), (numbers, pick) => {
      const all = numbers.map((number) => createHash("sha256").update(String(number)).digest("hex"))
      const root = rootOf(extendRange(EMPTY_RANGE, all))
      const index = pick % all.length
      const path = inclusionPath(index, all)
      expect(rootOverPath(all[index] ?? "", index, all.length, path)).toBe(root)
      for (const [other, digest] of all.entries())
        if (other !== index) {
          expect(rootOverPath(digest, index, all.length, path)).not.toBe(root)
          expect(rootOverPath(all[index] ?? "", other, all.length, path)).not.toBe(root)
        }
      expect(rootOverPath(all[index] ?? "", index, all.length, [...path, root])).toBeNull()
    }),
  )
})

import { createHash } from "node:crypto"

/**
 * The tree of RFC 9162 (2.1) over the digests of the log's entries: a leaf is SHA-256(0x00 ‖ digest), a node SHA-256(0x01 ‖ left ‖ right).
 * All digests are lower-case hex.
 */
const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

const hashOf = (...parts: Uint8Array[]): string => {
  const hash = createHash("sha256")
  for (const part of parts) hash.update(part)
  return hash.digest("hex")
}
const leafOf = (digest: string): string => hashOf(LEAF, Buffer.from(digest, "hex"))
const nodeOf = (left: string, right: string): string =>
  hashOf(NODE, Buffer.from(left, "hex"), Buffer.from(right, "hex"))

/** Roots of the complete subtrees of a tree that grows, largest first, and how many leaves they hold. */
export type TreeRange = { leaves: number; roots: readonly string[] }
export const EMPTY_RANGE: TreeRange = { leaves: 0, roots: [] }

/** The range after some more leaves. */
export const extendRange = (range: TreeRange, digests: readonly string[]): TreeRange => {
  const roots = [...range.roots]
  let leaves = range.leaves
  for (const digest of digests) {
    let root = leafOf(digest)
    // Every complete subtree on the right joins with one of its size, as ones of a binary number carry.
    for (let rest = leaves; rest % 2 === 1; rest = (rest - 1) / 2) root = nodeOf(roots.pop() ?? "", root)
    roots.push(root)
    leaves += 1
  }
  return { leaves, roots }
}

/** The root over all leaves of a range; of none, the digest of nothing. */
export const rootOf = ({ roots }: TreeRange): string =>
  roots.length === 0 ? hashOf() : roots.reduceRight((right, left) => nodeOf(left, right))

/** The nodes that lead from one leaf (from 0) to the root over `digests`, nearest first (RFC 9162, 2.1.3.1). */
export const inclusionPath = (index: number, digests: readonly string[]): string[] => {
  if (digests.length <= 1) return []
  const split = splitOf(digests.length)
  const left = digests.slice(0, split)
  const right = digests.slice(split)
  return index < split
    ? [...inclusionPath(index, left), treeRoot(right)]
    : [...inclusionPath(index - split, right), treeRoot(left)]
}

/** The root a path leads to from a leaf (from 0) of a tree of so many; null when it is no path of such a tree. */
export const rootOverPath = (
  digest: string,
  index: number,
  leaves: number,
  path: readonly string[],
): string | null => {
  const climb = (at: number, size: number, used: number): string | null => {
    if (size === 1) return used === 0 ? leafOf(digest) : null
    const beside = path[used - 1]
    if (beside === undefined) return null
    const split = splitOf(size)
    const below = at < split ? climb(at, split, used - 1) : climb(at - split, size - split, used - 1)
    if (below === null) return null
    return at < split ? nodeOf(below, beside) : nodeOf(beside, below)
  }
  return index >= 0 && index < leaves ? climb(index, leaves, path.length) : null
}

const treeRoot = (digests: readonly string[]): string => rootOf(extendRange(EMPTY_RANGE, digests))

/** The largest power of two smaller than `size`. */
const splitOf = (size: number): number => 2 ** Math.floor(Math.log2(size - 1))

import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { CheckpointStatement } from "./checkpoint-text.server.ts"
import { entryDigest } from "./entry-digest.server.ts"
import { EMPTY_RANGE, extendRange, rootOf, type TreeRange } from "./merkle-tree.ts"

/** One difference between what checkpoints say and what the log holds; `sequence`: the entry's number as the checkpoints count. */
type LogDifference = {
  kind: "CHANGED" | "REMOVED" | "INSERTED"
  sequence: number
  count: number
  message: string
}

export type LogComparison = {
  /** Entries the checkpoints cover, and those the log holds. */
  covered: number
  entries: number
  /** Checkpoints that do not follow from those before them. */
  inconsistent: string[]
  /** In order; the first is where somebody first laid hand on the log. */
  differences: LogDifference[]
}

/**
 * Whether each checkpoint follows from the one before it, by its own leaves and roots, without asking the log.
 * @param checkpoints by entries, none missing between them; where some are missing, the gap is said
 */
const inconsistencies = (checkpoints: readonly CheckpointStatement[]): string[] => {
  const faults: string[] = []
  let range: TreeRange | null = EMPTY_RANGE
  let before: CheckpointStatement | null = null
  for (const one of checkpoints) {
    const name = `Mốc ${formatNumber(one.entries)} mục (${formatInstant(one.at)})`
    const expected: number = before?.entries ?? 0
    if (one.previousEntries !== expected) {
      faults.push(
        one.previousEntries > expected
          ? `${name}: thiếu tệp mốc của các mục ${formatNumber(expected + 1)}–${formatNumber(one.previousEntries)}. Đưa đủ các tệp.`
          : `${name}: trùng khoảng với mốc trước, nhưng không phải một mốc. Có hai nhật ký khác nhau đã được ký.`,
      )
      range = null
    } else if (before && one.previousDigest !== before.digest)
      faults.push(`${name}: không nối tiếp mốc trước (${formatNumber(before.entries)} mục).`)
    range = range && extendRange(range, one.leaves)
    if (range && rootOf(range) !== one.root)
      faults.push(`${name}: mã gốc không khớp với các mục mà các mốc đã ghi.`)
    before = one
  }
  return faults
}

/** Differences named; whoever rewrote more is found out by the first. */
const NAMED = 20

/**
 * Compares the log with what the checkpoints say of it, entry by entry.
 * @param log the entries as they stand, in order
 */
export const compareLog = async (
  checkpoints: readonly CheckpointStatement[],
  log: AsyncIterable<AuditEntry[]>,
): Promise<LogComparison> => {
  const first = checkpoints[0]?.previousEntries ?? 0
  const covered = checkpoints.at(-1)?.entries ?? 0
  const stated: (string | undefined)[] = []
  for (const { previousEntries, leaves } of checkpoints)
    for (const [index, leaf] of leaves.entries()) stated[previousEntries - first + index] = leaf
  const held: string[] = []
  const described = new Map<number, string>()
  let entries = 0
  for await (const batch of log)
    for (const entry of batch) {
      entries += 1
      if (entries <= first) continue
      const digest = entryDigest(entry)
      if (digest !== stated[held.length]) described.set(held.length, inWords(entry))
      held.push(digest)
    }
  return {
    covered,
    entries,
    inconsistent: inconsistencies(checkpoints),
    differences: differencesOf(stated, held, (index) => described.get(index) ?? "").map((difference) => ({
      ...difference,
      sequence: difference.sequence + first,
    })),
  }
}

const inWords = ({ at, byName, by, type, subject }: AuditEntry): string =>
  `${formatInstant(new Date(at))}, ${byName || by}, ${type} ${subject.kind}:${subject.id}`

/** Walks both lists side by side; the shorter way back to agreement says what was done. */
function differencesOf(
  stated: readonly (string | undefined)[],
  held: readonly string[],
  describe: (index: number) => string,
): LogDifference[] {
  const inStated = placesOf(stated)
  const inHeld = placesOf(held)
  const found: LogDifference[] = []
  let i = 0
  let j = 0
  while (i < stated.length && found.length < NAMED) {
    const wanted = stated[i]
    const there = held[j]
    // Not covered by the files given.
    if (wanted === undefined || wanted === there) {
      i += 1
      j += 1
      continue
    }
    const removed = there === undefined ? stated.length - i : ahead(inStated, there, i)
    const inserted = ahead(inHeld, wanted, j)
    if (removed !== null && (inserted === null || removed <= inserted)) {
      found.push(difference("REMOVED", i, removed, ""))
      i += removed
    } else if (inserted !== null) {
      found.push(difference("INSERTED", i, inserted, describe(j)))
      j += inserted
    } else {
      found.push(difference("CHANGED", i, 1, describe(j)))
      i += 1
      j += 1
    }
  }
  return found
}

const placesOf = (digests: readonly (string | undefined)[]): Map<string, number[]> => {
  const places = new Map<string, number[]>()
  for (const [index, digest] of digests.entries()) {
    if (digest === undefined) continue
    const known = places.get(digest)
    if (known) known.push(index)
    else places.set(digest, [index])
  }
  return places
}

/** How many places after `from` it comes next; null when it does not. */
const ahead = (places: Map<string, number[]>, digest: string, from: number): number | null => {
  const next = places.get(digest)?.find((place) => place > from)
  return next === undefined ? null : next - from
}

function difference(
  kind: LogDifference["kind"],
  index: number,
  count: number,
  described: string,
): LogDifference {
  const from = formatNumber(index + 1)
  const span = count === 1 ? `Mục ${from}` : `Các mục ${from}–${formatNumber(index + count)}`
  const message = {
    CHANGED: `Mục ${from} đã bị sửa sau khi lập mốc; nay ghi: ${described}.`,
    REMOVED: `${span} đã bị xóa khỏi nhật ký sau khi lập mốc.`,
    INSERTED: `${formatNumber(count)} mục đã được chèn vào trước mục ${from} sau khi lập mốc; mục chèn đầu tiên: ${described}.`,
  }[kind]
  return { kind, sequence: index + 1, count, message }
}

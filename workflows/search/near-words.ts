/**
 * Words of a vocabulary that a mistyped word may stand for: those the fewest slips away, at most one slip (two from six
 * letters on), `besides` itself left out. A slip is a letter added, left out, changed, or two neighbours swapped ("kahi" for "khai").
 */
export const nearWords = (
  word: string,
  vocabulary: Iterable<string>,
  { besides }: { besides?: string } = {},
): string[] => {
  // Two letters have more neighbours than can be told apart, unless what stands beside them tells.
  if (word.length < (besides === undefined ? 3 : 2) || /\d/.test(word)) return []
  let fewest = word.length >= 6 ? 2 : 1
  let found: string[] = []
  for (const candidate of vocabulary) {
    if (candidate === besides) continue
    if (Math.abs(candidate.length - word.length) > fewest) continue
    const slips = slipsBetween(word, candidate, fewest)
    if (slips > fewest) continue
    if (slips < fewest) found = []
    fewest = slips
    found.push(candidate)
  }
  return found
}

/** Words are no longer than this; three rows are kept for all comparisons, for there are thousands to a search. */
const LONGEST = 64
let [beforeLast, last, row] = [0, 1, 2].map(() => new Int32Array(LONGEST + 1)) as [
  Int32Array,
  Int32Array,
  Int32Array,
]

/** Optimal string alignment distance; more than `most` where it is more. */
function slipsBetween(a: string, b: string, most: number): number {
  if (b.length > LONGEST || a.length > LONGEST) return most + 1
  for (let j = 0; j <= b.length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    let leastOfRow = i
    for (let j = 1; j <= b.length; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (isSame ? 0 : 1))
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      )
        least = Math.min(least, at(beforeLast, j - 2) + 1)
      row[j] = least
      if (least < leastOfRow) leastOfRow = least
    }
    // A swap reaches back over one row, at the price of one.
    if (leastOfRow > most + 1) return most + 1
    ;[beforeLast, last, row] = [last, row, beforeLast]
  }
  return at(last, b.length)
}

const at = (kept: Int32Array, place: number): number => kept[place] ?? 0

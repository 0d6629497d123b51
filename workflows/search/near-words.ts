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
    const slips = slipsBetween(word, candidate)
    if (slips > fewest) continue
    if (slips < fewest) found = []
    fewest = slips
    found.push(candidate)
  }
  return found
}

/** Optimal string alignment distance. */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(beforeLast, j - 2) + 1)
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return at(last, b.length)
}

const at = (row: readonly number[], place: number): number => row[place] ?? Number.POSITIVE_INFINITY

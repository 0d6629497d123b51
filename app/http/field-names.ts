const MOST_FIELDS = 20_000
const DEEPEST = 10
const HIGHEST_INDEX = 1000
/** Places in all lists of a form together. */
const MOST_PLACES = 20_000

/**
 * Whether field names (one per value sent) can be laid out as nested values at small cost. A crafted `x.50000000` would
 * make a list of that length, which everything after walks.
 */
export const areReasonable = (fields: readonly string[]): boolean => {
  if (fields.length > MOST_FIELDS) return false
  const highest = new Map<string, number>()
  for (const name of new Set(fields)) {
    const segments = name.split(/[.[\]'"]+/, DEEPEST + 2)
    if (segments.length > DEEPEST) return false
    for (const [depth, segment] of segments.entries()) {
      const index = Number(segment || Number.NaN)
      if (index > HIGHEST_INDEX) return false
      const list = segments.slice(0, depth).join(".")
      if (index >= 0) highest.set(list, Math.max(index, highest.get(list) ?? 0))
    }
  }
  let places = 0
  for (const index of highest.values()) places += index + 1
  return places <= MOST_PLACES
}

/** Places of documents, rising. */
export type Places = Uint32Array<ArrayBuffer>

export const NOWHERE: Places = new Uint32Array(0)

/** What stands in every one; walks the shortest and looks it up in the others. */
export const inAll = (sets: readonly Places[]): Places => {
  const [shortest = NOWHERE, ...others] = [...sets].sort((one, other) => one.length - other.length)
  return others.reduce((left, set) => (left.length === 0 ? left : inBoth(left, set)), shortest)
}

function inBoth(few: Places, many: Places): Places {
  const both = new Uint32Array(few.length)
  let count = 0
  let from = 0
  for (const place of few) {
    from = firstFrom(many, place, from)
    if (from === many.length) break
    if (many[from] === place) both[count++] = place
  }
  return both.slice(0, count)
}

/** The first index from `from` on whose place is not smaller; strides that double, then halves. */
function firstFrom(set: Places, place: number, from: number): number {
  let low = from
  let step = 1
  while (low + step < set.length && (set[low + step] ?? 0) < place) {
    low += step
    step *= 2
  }
  let high = Math.min(set.length, low + step)
  while (low < high) {
    const middle = (low + high) >> 1
    if ((set[middle] ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}

/** What stands in any of them. */
export const inAny = (sets: readonly Places[]): Places => {
  const filled = sets.filter(({ length }) => length > 0)
  const [first = NOWHERE] = filled
  if (filled.length < 2) return first
  // Marked, not sorted: sets of common words are long.
  const marks = new Uint8Array(Math.max(...filled.map((set) => set.at(-1) ?? 0)) + 1)
  for (const set of filled) for (const place of set) marks[place] = 1
  const all = new Uint32Array(filled.reduce((sum, { length }) => sum + length, 0))
  let count = 0
  for (let place = 0; place < marks.length; place++) if (marks[place] === 1) all[count++] = place
  return all.slice(0, count)
}

/** Something that takes height on a page and is never cut. */
export type Unit = {
  /** Gap above, dropped at the top of a page. */
  before: number
  height: number
  keepWithNext: boolean
  /** Drawn again above the unit when it comes first on a page: a table's header row. */
  repeated?: { height: number; draw(y: number): void }
  draw(y: number): void
}

/** `tail` after the units, never on a page of its own: the last of them goes with it. */
export const withTail = (units: readonly Unit[], tail: readonly Unit[]): Unit[] => {
  const last = units.at(-1)
  if (!last || tail.length === 0) return [...units, ...tail]
  return [...units.slice(0, -1), { ...last, keepWithNext: true }, ...tail]
}

export type PlacedUnit = { unit: Unit; y: number; repeatedAt: number | null }

/**
 * Places units from the top of pages downwards. Units kept with the next move to a new page together, unless together
 * they are taller than a page. `firstTop` is where the first page begins.
 */
export const paginate = (
  units: readonly Unit[],
  page: { firstTop: number; top: number; bottom: number },
): PlacedUnit[][] => {
  const pages: PlacedUnit[][] = [[]]
  let y = page.firstTop
  let fresh = page.firstTop <= page.top
  const breakPage = () => {
    pages.push([])
    y = page.top
    fresh = true
  }
  const place = (unit: Unit) => {
    const repeated = fresh && pages.length > 1 ? unit.repeated : undefined
    const repeatedAt = repeated ? y : null
    y += repeated?.height ?? 0
    if (!fresh) y += unit.before
    pages.at(-1)?.push({ unit, y, repeatedAt })
    y += unit.height
    fresh = false
  }
  for (const chain of chainsOf(units)) {
    if (!fresh && y + heightOf(chain) > page.bottom + 0.01) {
      const [first] = chain
      const onFreshPage = heightOf(chain) - (first?.before ?? 0) + (first?.repeated?.height ?? 0)
      if (onFreshPage <= page.bottom - page.top) breakPage()
    }
    for (const unit of chain) {
      if (!fresh && y + unit.before + unit.height > page.bottom + 0.01) breakPage()
      place(unit)
    }
  }
  return pages
}

const heightOf = (chain: readonly Unit[]): number =>
  chain.reduce((sum, unit) => sum + unit.before + unit.height, 0)

function chainsOf(units: readonly Unit[]): Unit[][] {
  const chains: Unit[][] = []
  let open: Unit[] = []
  for (const unit of units) {
    open.push(unit)
    if (unit.keepWithNext) continue
    chains.push(open)
    open = []
  }
  if (open.length > 0) chains.push(open)
  return chains
}

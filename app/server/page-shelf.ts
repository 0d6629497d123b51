/**
 * Keeps what was made for an address while the state it was made in stands: another state clears the shelf. The longest unused
 * leave first once all weigh more than `limit`. What two ask for at once is made once; null, and what failed, is not kept.
 */
export const pageShelf = <T>(limit: number, weigh: (one: T) => number) => {
  const kept = new Map<string, Promise<T | null>>()
  const weights = new Map<string, number>()
  let state: string | null = null
  let weight = 0

  const drop = (address: string) => {
    kept.delete(address)
    weight -= weights.get(address) ?? 0
    weights.delete(address)
  }
  const settle = (address: string, making: Promise<T | null>, made: T | null) => {
    if (kept.get(address) !== making) return
    if (made === null) return drop(address)
    weights.set(address, weigh(made))
    weight += weigh(made)
    for (const oldest of kept.keys()) {
      if (weight <= limit) break
      drop(oldest)
    }
  }

  return {
    /** Bytes, or whatever `weigh` counts. */
    weight: () => weight,
    take(now: string, address: string, make: () => Promise<T | null>): Promise<T | null> {
      if (now !== state) {
        kept.clear()
        weights.clear()
        weight = 0
        state = now
      }
      const known = kept.get(address)
      if (known) {
        kept.delete(address)
        kept.set(address, known)
        return known
      }
      const making = make()
      kept.set(address, making)
      making.then(
        (made) => settle(address, making, made),
        () => settle(address, making, null),
      )
      return making
    },
  }
}

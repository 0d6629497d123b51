import { uniformInt } from "pure-rand/distribution/uniformInt"
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus"

/** Chance that is the same again for the same seed. */
export type Chance = {
  /** From 0 up to, not including, `below`. */
  below(below: number): number
  /** 0 ≤ x < 1. */
  share(): number
  /** So many of the items, each once; all where there are fewer. */
  some<T>(items: readonly T[], count: number): T[]
}

const MANY = 2 ** 30

export const chanceOf = (seed: number): Chance => {
  const generator = xoroshiro128plus(seed)
  const below = (limit: number) => uniformInt(generator, 0, limit - 1)
  return {
    below,
    share: () => below(MANY) / MANY,
    some(items, count) {
      const left = [...items]
      return Array.from({ length: Math.min(count, items.length) }, () =>
        left.splice(below(left.length), 1),
      ).flat()
    },
  }
}

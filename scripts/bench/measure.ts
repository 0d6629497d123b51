/** One figure of a bench: a ratio, or an amount with its unit, and the bound it has to keep, if any. */
export type Measure = {
  what: string
  value: number
  unit: "×" | "ms" | "MB" | "s"
  /** At least, or at most, so much. */
  bound?: { atLeast: number } | { atMost: number }
}

/** A set of measures, run by `npm run bench`. `tell` prints a line while it works. */
export type Bench = { title: string; run(tell: (line: string) => void): Promise<Measure[]> }

/** Whether the bound is kept; null where there is none. */
export const isKept = ({ value, bound }: Measure): boolean | null => {
  if (!bound) return null
  return "atLeast" in bound ? value >= bound.atLeast : value <= bound.atMost
}

const number = new Intl.NumberFormat("vi-VN", { maximumSignificantDigits: 3 })

export const shown = ({ what, value, unit, bound }: Measure): string => {
  const limit = bound
    ? "atLeast" in bound
      ? ` (ít nhất ${number.format(bound.atLeast)}${unit})`
      : ` (nhiều nhất ${number.format(bound.atMost)}${unit})`
    : ""
  return `${what}: ${number.format(value)} ${unit}${limit}`
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

/** Median milliseconds of `rounds` runs after `warmUp` that do not count. */
export const medianTime = async (
  work: (round: number) => unknown,
  { rounds, warmUp = 1 }: { rounds: number; warmUp?: number },
): Promise<number> => {
  const times: number[] = []
  for (let round = -warmUp; round < rounds; round++) {
    const start = performance.now()
    await work(round + warmUp)
    if (round >= 0) times.push(performance.now() - start)
  }
  return median(times)
}

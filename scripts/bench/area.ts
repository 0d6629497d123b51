/** One thing measured. Ratios compare two sides timed in the same run; absolute values say their unit. */
export type Measure = {
  /** Name in the JSON, unique in its area. */
  name: string
  /** What stands in the table, in Vietnamese. */
  title: string
  value: number
  /** `×` for a ratio, else `ms`, `giây`, `MiB`… */
  unit: string
  /** Null: shown for information. */
  target: { atLeast: number } | { atMost: number } | null
}

/** A subject of the benchmarks, run by its name on the command line. */
export type Area = {
  name: string
  title: string
  /** Measures; `say` tells the terminal what is going on. */
  run: (say: (line: string) => void) => Promise<Measure[]>
}

/** True when the measure has no target or meets it. */
export const isMet = ({ value, target }: Measure): boolean =>
  target === null || ("atLeast" in target ? value >= target.atLeast : value <= target.atMost)

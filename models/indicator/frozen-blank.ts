/** A figure that had no value when it was frozen, and why: its denominator was 0, or nobody had brought the data. */
export type FrozenBlank = {
  indicatorId: string
  name: string
  unitId: string | null
  why: "EMPTY_DENOMINATOR" | "NO_DATA"
  /** As it stood on a page: `N/A`. */
  text: string
}

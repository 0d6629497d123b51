/** A figure that had no value when it was frozen, and why: its denominator was 0, or nobody had brought the data. */
export type FrozenBlank = {
  indicatorId: string
  name: string
  unitId: string | null
  why: "EMPTY_DENOMINATOR" | "NO_DATA"
  /** As it stood on a page: `N/A`. */
  text: string
}

/** `N/A, mẫu số bằng 0`; `chưa có số liệu`. */
export const blankInWords = ({ why, text }: Pick<FrozenBlank, "why" | "text">): string =>
  why === "EMPTY_DENOMINATOR" ? `${text}, mẫu số bằng 0` : text

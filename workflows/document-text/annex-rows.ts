import { formatCount } from "#models/shared/numbers.ts"
import type { Row } from "./document-layout.ts"

/** Of the outermost groups. */
export const GROUP_LETTERS = ["A", "B", "C", "D", "E"] as const

/** A group row with its subtotal. */
export const groupRow = (depth: 0 | 1 | 2, text: string, count: number): Row => ({
  kind: "group",
  depth,
  text: `${text} (${formatCount(count)} dịch vụ công)`,
})

export const indexed = <Value>(values: Iterable<Value>): [number, Value][] =>
  [...values].map((value, index) => [index, value])

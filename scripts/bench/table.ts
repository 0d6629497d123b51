import { isMet, type Measure } from "./area.ts"

const DECIMALS = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 })

/** The measures of one area as lines of a table: what, value, target, met or not. */
export const tableOf = (measures: readonly Measure[]): string[] => {
  const rows = [
    ["Phép đo", "Kết quả", "Mục tiêu", ""],
    ...measures.map((measure) => [
      measure.title,
      `${DECIMALS.format(measure.value)} ${measure.unit}`,
      targetShown(measure),
      measure.target === null ? "" : isMet(measure) ? "đạt" : "KHÔNG ĐẠT",
    ]),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map(([title = "", value = "", target = "", verdict = ""]) =>
    [title.padEnd(widths[0] ?? 0), value.padStart(widths[1] ?? 0), target.padStart(widths[2] ?? 0), verdict]
      .join("  ")
      .trimEnd(),
  )
}

function targetShown({ target, unit }: Measure): string {
  if (target === null) return "–"
  return "atLeast" in target
    ? `≥ ${DECIMALS.format(target.atLeast)} ${unit}`
    : `≤ ${DECIMALS.format(target.atMost)} ${unit}`
}

import { formatNumber } from "#models/shared/numbers.ts"
import type { ChartTable } from "#workflows/cockpit/chart-table.ts"
import type { FormulaComparison } from "#workflows/screens/formula-comparison.server.ts"

type Part = FormulaComparison["parts"][number]

export const PART_NAMES = { NUMERATOR: "Tử số", DENOMINATOR: "Mẫu số" } as const
export const SIDE_NAMES = {
  ONLY_A: "Chỉ A đếm",
  ONLY_B: "Chỉ B đếm",
  UNLIKE: "Cả hai đếm, số khác nhau",
} as const

export const valueInWords = (value: number | null): string =>
  value === null ? "chưa có số liệu" : formatNumber(value)

/** How the numbers of a part add up, in a sentence: `A 12 = 9 cả hai + 3 chỉ A; B 14 = 9 cả hai + 5 chỉ B.` */
export const saysBetween = ({ a, b, between, alike, constants }: Part): string => {
  if (!between || !alike || !constants)
    return a === null || b === null
      ? "Một trong hai chưa có số liệu, nên chưa kể được từng dòng."
      : "Công thức nhân hoặc chia các số đếm với nhau, nên không kể được từng dòng; xem từng số đếm ở trang chỉ số."
  const [onlyA, onlyB, unlike] = between
  const sum = (side: "A" | "B", total: number | null) => {
    const [own, other, constant] =
      side === "A" ? [onlyA, unlike?.inA, constants.a] : [onlyB, unlike?.inB, constants.b]
    const terms = [
      `${formatNumber(alike.amount)} cả hai`,
      `${formatNumber((side === "A" ? own?.inA : own?.inB) ?? 0)} chỉ ${side}`,
      ...(unlike && unlike.rows.length > 0 ? [`${formatNumber(other ?? 0)} cả hai, số khác nhau`] : []),
      ...(constant === 0 ? [] : [`${formatNumber(constant)} là số trong công thức`]),
    ]
    return `${side} ${formatNumber(total ?? 0)} = ${terms.join(" + ")}`
  }
  return `${sum("A", a)}; ${sum("B", b)}.`
}

/** Every record between two formulas, as a file holds them. */
export const comparisonTable = ({ a, b, parts }: FormulaComparison, periodLabel: string): ChartTable => ({
  caption: `A: ${a.label}. B: ${b.label}. ${periodLabel}`,
  headings: ["Mã", "Tên", "Đơn vị", "Phần", "Bên", "A đếm", "B đếm"],
  rows: parts.flatMap(({ part, between }) =>
    (between ?? []).flatMap(({ side, rows }) =>
      rows.map(({ key, code, name, unitName, inA, inB }) => ({
        key: `${part} ${side} ${key}`,
        name: code || "–",
        cells: [name || key, unitName, PART_NAMES[part], SIDE_NAMES[side], String(inA), String(inB)].map(
          (text) => ({ text }),
        ),
      })),
    ),
  ),
})

import { countNamesIn, parseFormula } from "#models/indicator/formula.ts"
import { COUNT_NAMES, isCountName } from "#models/indicator/named-count.ts"

/** What is wrong with a formula, in words; null where it can be worked out. */
export const formulaFault = (text: string): string | null => {
  const parsed = parseFormula(text)
  if (!parsed.ok) return parsed.fault
  const unknown = countNamesIn(parsed.formula).find((name) => !isCountName(name))
  if (unknown === undefined) return null
  const near = COUNT_NAMES.filter((name) => name.toLowerCase().includes(unknown.toLowerCase().slice(0, 5)))
  return `Không có số đếm «${unknown}».${near.length > 0 ? ` Gần giống: ${near.slice(0, 4).join(", ")}.` : " Xem tên các số đếm ở trang Chỉ số › Số đếm."}`
}

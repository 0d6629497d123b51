const VIETNAMESE = new Intl.NumberFormat("vi-VN")

/** `1.234`, as Vietnamese pages group thousands. */
export const formatNumber = (value: number): string => VIETNAMESE.format(value)

const PERCENT = new Intl.NumberFormat("vi-VN", { style: "percent", maximumFractionDigits: 1 })

/** A share of 1 as `45,6%`. */
export const formatPercent = (share: number): string => PERCENT.format(share)

/** A count inside a decision: below ten with a leading zero, thousands with a point (`06`, `1.234`). */
export const formatCount = (value: number): string => (value < 10 ? `0${value}` : formatNumber(value))

const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"] as const
const SCALES = ["", " nghìn", " triệu", " tỷ"] as const

/**
 * Reads a whole number from 0 to 999.999.999.999 in Vietnamese words: 15 *mười lăm*, 21 *hai mươi mốt*, 24 *hai mươi tư*,
 * 105 *một trăm linh năm*, 1005 *một nghìn không trăm linh năm*.
 */
export const numberInWords = (value: number): string => {
  if (!Number.isInteger(value) || value < 0 || value > 999_999_999_999)
    throw new RangeError(`cannot put ${value} into words`)
  if (value === 0) return "không"
  const groups: number[] = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 1000)) groups.push(rest % 1000)
  return groups
    .map((group, scale) => ({ group, scale }))
    .reverse()
    .filter(({ group }) => group > 0)
    .map(({ group, scale }, index) => threeDigits(group, index > 0) + SCALES[scale])
    .join(" ")
}

function threeDigits(group: number, withLeadingZeros: boolean): string {
  const hundreds = Math.floor(group / 100)
  const tens = Math.floor((group % 100) / 10)
  const units = group % 10
  const words: string[] = []
  if (hundreds > 0 || withLeadingZeros) words.push(`${DIGITS[hundreds]} trăm`)
  if (tens === 0 && units > 0 && words.length > 0) words.push("linh")
  if (tens === 1) words.push("mười")
  if (tens > 1) words.push(`${DIGITS[tens]} mươi`)
  if (units > 0) words.push(unitWord(tens, units))
  return words.join(" ")
}

function unitWord(tens: number, units: number): string {
  if (units === 1 && tens > 1) return "mốt"
  if (units === 4 && tens > 1) return "tư"
  if (units === 5 && tens > 0) return "lăm"
  return DIGITS[units] as string
}

const NUMERALS = [
  ["C", 100],
  ["XC", 90],
  ["L", 50],
  ["XL", 40],
  ["X", 10],
  ["IX", 9],
  ["V", 5],
  ["IV", 4],
  ["I", 1],
] as const

/** 4 → `IV`, below 400. */
export const romanNumeral = (value: number): string => {
  let rest = value
  let text = ""
  for (const [numeral, worth] of NUMERALS)
    while (rest >= worth) {
      text += numeral
      rest -= worth
    }
  return text
}

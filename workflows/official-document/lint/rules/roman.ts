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
export const romanOf = (value: number): string => {
  let rest = value
  let text = ""
  for (const [numeral, worth] of NUMERALS)
    while (rest >= worth) {
      text += numeral
      rest -= worth
    }
  return text
}

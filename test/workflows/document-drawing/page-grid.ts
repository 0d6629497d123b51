import { pictureOfPage } from "#test/setup/pdf-tools.ts"

const COLUMNS = 48
const ROWS = 68

/** How dark each part of a page is, from 0 white to 9 black: a line of digits per row of parts. */
export const gridOfPage = (bytes: Uint8Array, page: number): string[] => {
  const { width, height, rgba } = pictureOfPage(bytes, page)
  const sums = Array.from({ length: ROWS }, () => new Array<number>(COLUMNS).fill(0))
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const row = sums[Math.floor((y * ROWS) / height)]
      const column = Math.floor((x * COLUMNS) / width)
      const light = (rgba[(y * width + x) * 4] ?? 255) / 255
      if (row) row[column] = (row[column] ?? 0) + 1 - light
    }
  const dots = (width * height) / (COLUMNS * ROWS)
  // Text darkens a part by a fifth or so: the scale is stretched to it.
  return sums.map((row) => row.map((sum) => Math.min(9, Math.round((sum / dots) * 27))).join(""))
}

/** Share of the parts that differ by more than a shade. */
export const differingShare = (one: readonly string[], other: readonly string[]): number => {
  const [a, b] = [one.join(""), other.join("")]
  if (a.length !== b.length) return 1
  const differing = [...a].filter((digit, index) => Math.abs(Number(digit) - Number(b[index])) > 1)
  return differing.length / a.length
}

import decodeQR from "qr/decode.js"

/** Points: no more than 26 mm. */
const EDGE = 74
/** Dots of the largest code there is with its quiet zone (ISO/IEC 18004, version 40). */
const MOST_DOTS = 185
/** A picture of one dot a module, on a square. */
const CODE =
  /q (\d{1,2}(?:\.\d+)?) 0(?:\.0+)? 0(?:\.0+)? -(\d{1,2}(?:\.\d+)?) [\d.]+ [\d.]+ cm BI\/W (\d{1,3})\/H \3\/BPC 1\/CS\/G\/F\/AHx ID ([0-9a-f]+)> EI Q/gu

/** The QR code after the last line: how many dots a side has, and its rows, one bit each and whole bytes, dark 0. */
export type DrawnCode = { dots: number; rows: Uint8Array }

/** What is drawn but the codes, and these; a picture of other measures is left where it is. */
export const takeCodes = (text: string): { plain: string; codes: DrawnCode[] } => {
  const codes: DrawnCode[] = []
  const plain = text.replace(CODE, (all, width: string, height: string, side: string, hex: string) => {
    const dots = Number(side)
    const isWhole = hex.length === dots * 2 * Math.ceil(dots / 8)
    if (width !== height || Number(width) > EDGE || dots > MOST_DOTS || !isWhole) return all
    codes.push({ dots, rows: Buffer.from(hex, "hex") })
    return ""
  })
  return { plain, codes }
}

/** What a phone reads off the code; null where it reads nothing. */
export const wordsOfCode = ({ dots, rows }: DrawnCode): string | null => {
  const data = new Uint8Array(dots * dots * 3)
  const rowBytes = Math.ceil(dots / 8)
  for (let y = 0; y < dots; y += 1)
    for (let x = 0; x < dots; x += 1) {
      const isLight = ((rows[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
      if (isLight) data.fill(255, (y * dots + x) * 3, (y * dots + x + 1) * 3)
    }
  try {
    return decodeQR({ width: dots, height: dots, data })
  } catch {
    return null
  }
}

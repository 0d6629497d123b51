import type { Face } from "./reading.ts"

const SUBSET = /^[A-Z]{6}\+/u

/** Style of an embedded font from its own name: `CZZZZZ+Tinos-BoldItalic`, `TimesNewRomanPS-BoldMT`. */
export const faceOf = (embeddedName: string): Face => {
  const name = embeddedName.replace(SUBSET, "")
  const style = name.replace(/^[^-,]*[-,]?/u, "")
  return { name, bold: /bold|black|heavy/iu.test(style), italic: /italic|oblique/iu.test(style) }
}

export const isSubsetName = (embeddedName: string): boolean => SUBSET.test(embeddedName)

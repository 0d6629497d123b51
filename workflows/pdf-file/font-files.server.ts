import { createRequire } from "node:module"
import type { FontStyle } from "#models/official-document/typeface.ts"

const require = createRequire(import.meta.url)
const fontFile = (folder: string) => require.resolve(`@expo-google-fonts/tinos/${folder}/Tinos_${folder}.ttf`)

/** Tinos: full Vietnamese at Times New Roman's widths, free to embed. */
export const FONT_FILES: Record<FontStyle, string> = {
  regular: fontFile("400Regular"),
  bold: fontFile("700Bold"),
  italic: fontFile("400Regular_Italic"),
  boldItalic: fontFile("700Bold_Italic"),
}

import { createRequire } from "node:module"
import { createCanvas, GlobalFonts, loadImage } from "@napi-rs/canvas"
import { CHART_FONTS } from "./chart-frame.tsx"

const require = createRequire(import.meta.url)
const PARTS = ["vietnamese", "latin", "latin-ext"]
const DOTS_PER_UNIT = 2

/** The page's typeface as files: a part of its letters each, under the names the pictures ask for. */
function registerFonts(): void {
  for (const [place, part] of PARTS.entries()) {
    const family = CHART_FONTS[place] ?? ""
    if (GlobalFonts.has(family)) continue
    for (const weight of [400, 600])
      GlobalFonts.registerFromPath(
        require.resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${part}-${weight}-normal.woff2`),
        family,
      )
  }
}

/** A drawn picture as a PNG, two dots to each of its units. @param svg with a `viewBox` from 0 0 */
export const toPng = async (svg: string): Promise<Uint8Array> => {
  registerFonts()
  const [, width = "0", height = "0"] = /viewBox="0 0 (\S+) (\S+)"/u.exec(svg) ?? []
  const size = [Number(width) * DOTS_PER_UNIT, Number(height) * DOTS_PER_UNIT] as const
  const image = await loadImage(
    Buffer.from(svg.replace("<svg ", `<svg width="${size[0]}" height="${size[1]}" `)),
  )
  const canvas = createCanvas(...size)
  canvas.getContext("2d").drawImage(image, 0, 0)
  return new Uint8Array(await canvas.encode("png"))
}

import { type Font, openSync } from "fontkit"
import { FONT_FILES } from "#workflows/pdf-file/font-files.server.ts"
import type { Curve, Letter, Outlines } from "./signature-pictures.ts"

type Point = [number, number]

/** Outlines of the bold face's letters. */
export const letterOutlines = (): Outlines => {
  const font = openSync(FONT_FILES.bold) as Font
  const known = new Map<string, Letter>()
  return {
    letterOf: (letter) => {
      const found = known.get(letter) ?? outlineOf(font, letter)
      known.set(letter, found)
      return found
    },
  }
}

function outlineOf(font: Font, letter: string): Letter {
  const [glyph] = font.glyphsForString(letter)
  if (!glyph) throw new Error(`the typeface has no letter ${letter}`)
  const em = font.unitsPerEm
  const curves: Curve[] = []
  let pen: Point = [0, 0]
  for (const { command, args } of glyph.path.commands) {
    const points = pairs(args.map((value) => value / em))
    if (command === "moveTo") curves.push({ operator: "m", points })
    else if (command === "lineTo") curves.push({ operator: "l", points })
    else if (command === "closePath") curves.push({ operator: "h", points: [] })
    else curves.push({ operator: "c", points: cubic(pen, points) })
    pen = points.at(-1) ?? pen
  }
  return { advance: glyph.advanceWidth / em, curves }
}

const pairs = (values: number[]): Point[] =>
  Array.from({ length: values.length / 2 }, (_, index) => [
    values[index * 2] ?? 0,
    values[index * 2 + 1] ?? 0,
  ])

/** PDF knows cubic curves only; TrueType letters are quadratic. */
function cubic(from: Point, points: Point[]): Point[] {
  const [control, to] = points
  if (points.length !== 2 || !control || !to) return points
  const towards = (end: Point): Point => [
    end[0] + (2 / 3) * (control[0] - end[0]),
    end[1] + (2 / 3) * (control[1] - end[1]),
  ]
  return [towards(from), towards(to), to]
}

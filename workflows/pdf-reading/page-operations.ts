import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs"
import type { Matrix } from "./matrix.ts"
import type { Glyph, PagePainter, PathPiece } from "./page-painter.ts"
import type { Face } from "./reading.ts"

/** The drawing operations of a page as pdf.js hands them out. */
export type Operations = { fnArray: number[]; argsArray: unknown[] }

/** Names of fields by annotation id, and faces by font id. */
export type Names = { field(annotation: string): string | null; face(font: string): Face }

type Handler = (painter: PagePainter, args: readonly unknown[], names: Names) => void

const numbers = (value: unknown): number[] => Array.from(value as ArrayLike<number>)
const matrixOf = (value: unknown): Matrix => numbers(value) as unknown as Matrix

const HANDLERS: Partial<Record<number, Handler>> = {
  [OPS.save]: (painter) => painter.save(),
  [OPS.restore]: (painter) => painter.restore(),
  [OPS.transform]: (painter, args) => painter.transform(matrixOf(args)),
  [OPS.paintFormXObjectBegin]: (painter, args) => {
    painter.save()
    if (args[0]) painter.transform(matrixOf(args[0]))
  },
  [OPS.paintFormXObjectEnd]: (painter) => painter.restore(),
  [OPS.beginAnnotation]: (painter, args, names) => {
    painter.beginAppearance(names.field(String(args[0])) ?? String(args[0]))
    if (args[2]) painter.transform(matrixOf(args[2]))
    if (args[3]) painter.transform(matrixOf(args[3]))
  },
  [OPS.endAnnotation]: (painter) => {
    painter.endAppearance()
  },
  [OPS.beginText]: (painter) => painter.beginText(),
  [OPS.endText]: (painter) => painter.endText(),
  [OPS.setFont]: (painter, args, names) => {
    const face = names.face(String(args[0]))
    painter.state.font = { face, unitsPerEm: 1000 }
    painter.state.size = Number(args[1])
  },
  [OPS.setTextMatrix]: (painter, args) => painter.setTextMatrix(matrixOf(args.length === 1 ? args[0] : args)),
  [OPS.moveText]: (painter, args) => painter.moveText(Number(args[0]), Number(args[1])),
  [OPS.setLeadingMoveText]: (painter, args) => {
    painter.state.leading = -Number(args[1])
    painter.moveText(Number(args[0]), Number(args[1]))
  },
  [OPS.nextLine]: (painter) => painter.moveText(0, -painter.state.leading),
  [OPS.setLeading]: (painter, args) => {
    painter.state.leading = -Number(args[0])
  },
  [OPS.setCharSpacing]: (painter, args) => {
    painter.state.charSpacing = Number(args[0])
  },
  [OPS.setWordSpacing]: (painter, args) => {
    painter.state.wordSpacing = Number(args[0])
  },
  [OPS.setHScale]: (painter, args) => {
    painter.state.horizontalScale = Number(args[0]) / 100
  },
  [OPS.setTextRise]: (painter, args) => {
    painter.state.rise = Number(args[0])
  },
  [OPS.setTextRenderingMode]: (painter, args) => {
    painter.state.invisibleText = [3, 7].includes(Number(args[0]))
  },
  [OPS.showText]: (painter, args) => painter.showText(args[0] as (Glyph | number)[]),
  [OPS.setFillRGBColor]: (painter, args) => {
    painter.state.fill = colourOf(args)
  },
  [OPS.setStrokeRGBColor]: (painter, args) => {
    painter.state.stroke = colourOf(args)
  },
  [OPS.setLineWidth]: (painter, args) => {
    painter.state.lineWidth = Number(args[0])
  },
  [OPS.setDash]: (painter, args) => {
    painter.state.dashed = numbers(args[0]).length > 0
  },
  [OPS.constructPath]: (painter, args) => {
    const how = PAINTED[Number(args[0])]
    const [data] = args[1] as (ArrayLike<number> | null)[]
    if (how && data) painter.paintPath(piecesOf(data), how)
  },
  [OPS.paintImageXObject]: (painter) => painter.paintImage(),
  [OPS.paintInlineImageXObject]: (painter) => painter.paintImage(),
  [OPS.paintImageMaskXObject]: (painter) => painter.paintImage(),
  [OPS.paintImageXObjectRepeat]: (painter) => painter.paintImage(),
  [OPS.paintImageMaskXObjectRepeat]: (painter) => painter.paintImage(),
  [OPS.paintImageMaskXObjectGroup]: (painter) => painter.paintImage(),
  [OPS.paintInlineImageXObjectGroup]: (painter) => painter.paintImage(),
  [OPS.paintSolidColorImageMask]: (painter) => painter.paintImage(),
  [OPS.shadingFill]: (painter) => painter.paintImage(),
}

const PAINTED: Partial<Record<number, { stroke: boolean; fill: boolean }>> = {
  [OPS.stroke]: { stroke: true, fill: false },
  [OPS.closeStroke]: { stroke: true, fill: false },
  [OPS.fill]: { stroke: false, fill: true },
  [OPS.eoFill]: { stroke: false, fill: true },
  [OPS.fillStroke]: { stroke: true, fill: true },
  [OPS.eoFillStroke]: { stroke: true, fill: true },
  [OPS.closeFillStroke]: { stroke: true, fill: true },
  [OPS.closeEOFillStroke]: { stroke: true, fill: true },
}

/** Runs through a page's operations. */
export const runOperations = (painter: PagePainter, operations: Operations, names: Names): void => {
  for (const [index, operation] of operations.fnArray.entries())
    HANDLERS[operation]?.(painter, (operations.argsArray[index] ?? []) as unknown[], names)
  painter.closeWord()
}

function colourOf(args: readonly unknown[]): string {
  const [first] = args
  if (typeof first === "string") return first.toLowerCase()
  return `#${args.map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`
}

/** Path data: 0 move, 1 line, 2 cubic and 3 quadratic curve, 4 close. */
function piecesOf(data: ArrayLike<number>): PathPiece[] {
  const pieces: PathPiece[] = []
  let piece: PathPiece | null = null
  const at = (index: number): [number, number] => [Number(data[index]), Number(data[index + 1])]
  for (let index = 0; index < data.length; ) {
    const operation = data[index]
    if (operation === 0) {
      piece = { points: [at(index + 1)], curved: false }
      pieces.push(piece)
      index += 3
    } else if (operation === 1) {
      piece?.points.push(at(index + 1))
      index += 3
    } else if (operation === 2 || operation === 3) {
      const length = operation === 2 ? 7 : 5
      if (piece) piece.curved = true
      for (let point = index + 1; point < index + length; point += 2) piece?.points.push(at(point))
      index += length
    } else {
      const [first] = piece?.points ?? []
      if (first) piece?.points.push(first)
      index += 1
    }
  }
  return pieces.filter(({ points }) => points.length > 1)
}

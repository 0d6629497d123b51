import { LINE_HEIGHT } from "#models/official-document/typeface.ts"
import type { Paragraph } from "#workflows/document-text/document-layout.ts"
import { type Canvas, drawAt, element } from "./canvas.server.ts"
import type { PageFrame } from "./layout-profile.ts"
import type { Unit } from "./paginate.ts"
import type { StructureElement } from "./structure-tree.server.ts"

/**
 * A paragraph as one unit per line. Its first two and last two lines stay together; with `keepEnd` its last lines stay
 * with what follows, as the closing block wants.
 */
export const paragraphUnits = (
  canvas: Canvas,
  frame: PageFrame,
  { kind, runs }: Paragraph,
  keepEnd: boolean,
): Unit[] => {
  const style = canvas.look.paragraphs[kind]
  const lines = canvas.type.breakLines(runs, style.size, frame.inner, style.indent)
  let parent: StructureElement | null = null
  // A heading-like line is not left at the foot of a page.
  const leads = kind === "authority" || kind === "decides" || kind === "heading"
  return lines.map((line, index) => {
    const isLast = index === lines.length - 1
    const indent = index === 0 ? style.indent : 0
    const room = frame.inner - indent
    const gaps = line.words.length - 1
    const justified = style.align === "justify" && !line.endsParagraph && gaps > 0
    const x = frame.left + indent + (style.align === "center" ? (room - line.natural) / 2 : 0)
    return {
      before: index === 0 ? style.before : 0,
      height: style.size * LINE_HEIGHT,
      keepWithNext: isLast ? keepEnd || leads : index === 0 || index === lines.length - 2,
      draw: (y) => {
        parent ??= element(canvas, canvas.root, "P")
        parent.add(() => drawAt(canvas, line, x, y, justified ? (room - line.natural) / gaps : 0))
        if (isLast) parent.end()
      },
    }
  })
}

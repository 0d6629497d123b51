import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { LINE_HEIGHT } from "#models/official-document/typeface.ts"
import type { Closing } from "#workflows/document-text/document-layout.ts"
import { recipientLines } from "#workflows/document-text/layout-lines.ts"
import { type Canvas, drawAs, drawAt, drawLinesCentred, heightOfLines, linesOf } from "./canvas.server.ts"
import { drawSignatureField } from "./form-fields.server.ts"
import { mm, type PageFrame } from "./layout-profile.ts"
import type { Unit } from "./paginate.ts"

const SIGNATURE_WIDTH = mm(52)
/** Initials stand at the right edge between the last line of text and this block. */
const INITIALS = { width: mm(18), height: mm(7), gap: 2 }

/**
 * Nơi nhận (ô 9b) level with quyền hạn, chức vụ (ô 7a), a free height for the signature (7c) and the name (7b): one unit.
 * With `signable`, fields for the person's signature and the agency's seal, which covers about a third of it on its left.
 */
export const closingUnit = (canvas: Canvas, frame: PageFrame, closing: Closing, signable: boolean): Unit => {
  const { closingColumns, sizes, signatureHeight } = canvas.look
  const right = { x: frame.left + closingColumns.left, width: closingColumns.right }
  const capacity = closing.capacity.flatMap((text) => linesOf(canvas, text, "bold", sizes.body, right.width))
  const name = linesOf(canvas, closing.fullName, "bold", sizes.body, right.width)
  const heading = linesOf(canvas, "Nơi nhận:", "boldItalic", sizes.recipientsHeading, closingColumns.left)
  const recipients = recipientLines(closing.recipients).map((text) =>
    linesOf(canvas, text, "regular", sizes.recipients, closingColumns.left),
  )
  const leftHeight = heightOfLines([...heading, ...recipients.flat()])
  const signatureAt = heightOfLines(capacity)
  const rightHeight = signatureAt + signatureHeight + heightOfLines(name)
  return {
    before: closing.initials ? INITIALS.height + 2 * INITIALS.gap : 14,
    height: Math.max(leftHeight, rightHeight),
    keepWithNext: false,
    draw: (y) => {
      drawAs(canvas, canvas.root, "P", () => drawLeft(canvas, frame, heading, y))
      let top = y + heightOfLines(heading)
      for (const lines of recipients) {
        drawAs(canvas, canvas.root, "P", () => drawLeft(canvas, frame, lines, top))
        top += heightOfLines(lines)
      }
      drawAs(canvas, canvas.root, "P", () => drawLinesCentred(canvas, capacity, right.x, right.width, y))
      if (signable && closing.initials)
        drawSignatureField(canvas, SIGNATURE_FIELDS.initial, {
          x: right.x + right.width - INITIALS.width,
          top: y - INITIALS.gap - INITIALS.height,
          width: INITIALS.width,
          height: INITIALS.height,
        })
      if (signable) drawFields(canvas, right, y + signatureAt)
      drawAs(canvas, canvas.root, "P", () =>
        drawLinesCentred(canvas, name, right.x, right.width, y + signatureAt + signatureHeight),
      )
    },
  }
}

function drawLeft(canvas: Canvas, frame: PageFrame, lines: ReturnType<typeof linesOf>, top: number): void {
  let y = top
  for (const line of lines) {
    drawAt(canvas, line, frame.left, y)
    y += line.size * LINE_HEIGHT
  }
}

function drawFields(canvas: Canvas, column: { x: number; width: number }, top: number): void {
  const { signatureHeight, sealDiameter } = canvas.look
  const signature = {
    x: column.x + (column.width - SIGNATURE_WIDTH) / 2,
    top: top + mm(2),
    width: SIGNATURE_WIDTH,
    height: signatureHeight - mm(4),
  }
  drawSignatureField(canvas, SIGNATURE_FIELDS.personal, signature)
  drawSignatureField(canvas, SIGNATURE_FIELDS.agency, {
    x: signature.x + signature.width / 3 - sealDiameter,
    top: top + (signatureHeight - sealDiameter) / 2,
    width: sealDiameter,
    height: sealDiameter,
  })
}

import encodeQR from "qr"
import { type Canvas, drawAs } from "./canvas.server.ts"
import { mm, type PageFrame } from "./layout-profile.ts"
import type { Unit } from "./paginate.ts"

/** Edge of the code with its quiet zone; wide enough for a phone to read off paper. */
const EDGE = mm(26)
/** Light modules a reader needs around the code (ISO/IEC 18004, 5.3.8). */
const QUIET = 4

/**
 * A QR code after the last line, on the left, which leads to where the document can be checked; for screen readers a figure
 * that says so. A picture of
 * one dot a module: no lines that could be taken for a table's.
 */
export const codeUnit = (canvas: Canvas, frame: PageFrame, address: string): Unit => ({
  before: 10,
  height: EDGE,
  keepWithNext: false,
  draw: (y) => {
    const rows = encodeQR(address, "raw", { ecc: "medium", border: QUIET })
    const n = (value: number) => value.toFixed(3)
    const place = [EDGE, 0, 0, -EDGE, frame.left, y + EDGE].map(n).join(" ")
    const picture = `BI/W ${rows.length}/H ${rows.length}/BPC 1/CS/G/F/AHx ID ${rows.map(hexOf).join("")}> EI`
    const box = [frame.left, frame.height - y - EDGE, frame.left + EDGE, frame.height - y].map(n).join(" ")
    drawAs(canvas, canvas.root, "Figure", () => canvas.document.addContent(`q ${place} cm ${picture} Q`), {
      alt: `Mã QR dẫn tới trang kiểm tra văn bản: ${address}`,
      attributes: `<</O/Layout/Placement/Block/BBox[${box}]>>`,
    })
  },
})

/** A row of dots, one bit each and whole bytes, dark 0. */
function hexOf(row: readonly boolean[]): string {
  const bits = row.map((isDark) => (isDark ? "0" : "1")).join("")
  return (bits.padEnd(Math.ceil(bits.length / 8) * 8, "1").match(/.{4}/g) ?? [])
    .map((four) => Number.parseInt(four, 2).toString(16))
    .join("")
}

import writeXlsxFile from "write-excel-file/node"
import { textCell } from "#models/shared/sheet-cell.ts"
import { normaliseText } from "#models/shared/text.ts"
import { withFixedZipTimes } from "./fixed-zip-times.server.ts"

/** A sheet of texts: every cell as text, so that no code loses a zero. */
export type PlainSheet = { name: string; widths: readonly number[]; rows: readonly (readonly string[])[] }

/** A workbook of such sheets, headings first in each; equal sheets give equal bytes. */
export const plainWorkbook = async (sheets: readonly PlainSheet[]): Promise<Uint8Array> => {
  const bytes = await writeXlsxFile(
    sheets.map(({ name, widths, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: widths.map((width) => ({ width })),
      data: rows.map((row, index) =>
        row.map((cell) => {
          const text = textCell(normaliseText(cell))
          return index === 0 && text ? { ...text, fontWeight: "bold" as const, wrap: true } : text
        }),
      ),
    })),
  ).toBuffer()
  return withFixedZipTimes(bytes)
}

/** Cells of a sheet, row by row; `fault` names a cell that cannot be taken as it stands. */
export type SheetCells = {
  line: number
  cells: string[]
  faults?: { column: number; reason: string }[]
}

/** A table of a file: a sheet of a workbook, a table of a Word file or a page. `name` as the file has it, or by its order. */
export type FileTable = { name: string; rows: SheetCells[] }

/** The tables of a file, and what there is to say of the file as a whole. */
export type FileTables = { tables: FileTable[]; warnings: string[] }

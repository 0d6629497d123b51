/** Cells of a sheet, row by row; `fault` names a cell that cannot be taken as it stands. */
export type SheetCells = {
  line: number
  cells: string[]
  faults?: { column: number; reason: string }[]
}

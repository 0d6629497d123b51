import type { Row, RowChange } from "#models/reference-change/reference-change.ts"
import type { InputIssue } from "#models/shared/errors.ts"
import type { ReferenceTable } from "./reference-table.ts"
import { sameRow } from "./table-change.ts"
import { readCell, rowKey } from "./table-field.ts"

export type FileRow = { line: number; row: Row }

type Shape = Pick<ReferenceTable, "fields" | "key" | "part">

/** Rows of a file's lines, and every cell, part or repeated row that cannot be taken. `part`: the part the file is for. */
export const rowsOfFile = (
  table: Shape,
  lines: readonly { line: number; cells: readonly string[] }[],
  part: string,
): { rows: FileRow[]; issues: InputIssue[] } => {
  const issues: InputIssue[] = []
  const seen = new Map<string, number>()
  const rows = lines.flatMap(({ line, cells }) => {
    const read = table.fields.map((field, index) => ({ field, cell: readCell(field, cells[index] ?? "") }))
    const faults = read.flatMap(({ field, cell }) =>
      cell.ok ? [] : [{ row: line, field: field.label, message: cell.fault }],
    )
    issues.push(...faults)
    if (faults.length > 0) return []
    const row: Row = Object.fromEntries(
      read.map(({ field, cell }) => [field.name, cell.ok ? cell.value : null]),
    )
    const key = rowKey(table.key, row)
    const [before, of] = [seen.get(key), table.part?.of(row)]
    if (before !== undefined)
      issues.push({ row: line, message: `Trùng với dòng ${before} của tệp. Giữ một dòng rồi gửi lại.` })
    if (of !== undefined && of !== part)
      issues.push({
        row: line,
        message: `Dòng này của ${table.part?.label.toLocaleLowerCase("vi")} ${of}, tệp được gửi cho ${part}. Kiểm tra lại tệp hoặc năm.`,
      })
    seen.set(key, line)
    return [{ line, row }]
  })
  return { rows, issues }
}

/** What taking a file would do to the rows that stand: new ones, differing ones and, where asked, those it does not hold. */
export const compareWithFile = (
  table: Shape,
  standing: readonly Row[],
  rows: readonly FileRow[],
  options: { part: string; removesMissing: boolean },
): (RowChange & { line: number | null })[] => {
  const byKey = new Map(standing.map((row) => [rowKey(table.key, row), row]))
  const inFile = new Set(rows.map(({ row }) => rowKey(table.key, row)))
  const done = rows.flatMap(({ line, row }) => {
    const key = rowKey(table.key, row)
    const before = byKey.get(key) ?? null
    return sameRow(table.fields, before, row) ? [] : [{ key, before, after: row, line }]
  })
  if (!options.removesMissing) return done
  const missing = [...byKey].filter(
    ([key, row]) => !inFile.has(key) && (!table.part || table.part.of(row) === options.part),
  )
  return [...done, ...missing.map(([key, before]) => ({ key, before, after: null, line: null }))]
}

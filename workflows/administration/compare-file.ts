import type { Row, RowChange } from "#models/reference-change/reference-change.ts"
import type { InputIssue } from "#models/shared/errors.ts"
import { hasSuccession, type ReferenceTable } from "./reference-table.ts"
import { sameRow } from "./table-change.ts"
import { type ReadCell, readCell, rowKey, type TableField } from "./table-field.ts"

export type FileRow = { line: number; row: Row }

type Shape = Pick<ReferenceTable, "fields" | "key" | "part" | "days">

/**
 * Rows of a file's lines, and every cell, part or repeated row that cannot be taken. A column the file lacks stays as it
 * stands; a new row has there what the row it follows has, or else what stands when nobody says anything.
 * @param standing the table as it stands
 * @param part the part the file is for
 */
export const rowsOfFile = (
  table: Shape,
  standing: readonly Row[],
  lines: readonly { line: number; cells: readonly (string | undefined)[] }[],
  part: string,
): { rows: FileRow[]; issues: InputIssue[] } => {
  const issues: InputIssue[] = []
  const seen = new Map<string, number>()
  const known = knownRows(table, standing)
  const rows = lines.flatMap(({ line, cells }) => {
    const said = table.fields.map((field, index) => readIfThere(field, cells[index]))
    const basis = known(
      Object.fromEntries(
        table.fields.map(({ name }, index) => [name, said[index]?.ok ? said[index].value : null]),
      ),
    )
    const read = table.fields.map((field, index) => ({
      field,
      cell: said[index] ?? unsaidCell(field, basis),
    }))
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

const readIfThere = (field: TableField, sent: string | undefined): ReadCell | null =>
  sent === undefined ? null : readCell(field, sent)

/** The cell of a column the file lacks. */
function unsaidCell(field: TableField, before: Row | undefined): ReadCell {
  if (before) return { ok: true, value: before[field.name] ?? null }
  if (field.kind === "FLAG") return { ok: true, value: field.whenUnsaid ?? false }
  const cell = readCell(field, "")
  return cell.ok
    ? cell
    : { ok: false, fault: `${field.label}: tệp không có cột này mà dòng này là dòng mới.` }
}

/** Finds the row a line is about, or else the latest one it follows. */
function knownRows(table: Shape, standing: readonly Row[]): (row: Row) => Row | undefined {
  const byKey = new Map(standing.map((row) => [rowKey(table.key, row), row]))
  const { days } = table
  if (!days || !hasSuccession(table)) return (row) => byKey.get(rowKey(table.key, row))
  const lasting = table.key.filter((name) => name !== days.from)
  const firstDay = (row: Row) => String(row[days.from])
  const byThing = Map.groupBy(
    [...standing].sort((one, other) => (firstDay(one) < firstDay(other) ? -1 : 1)),
    (row) => rowKey(lasting, row),
  )
  return (row) => {
    const same = byKey.get(rowKey(table.key, row))
    if (same) return same
    const earlier = byThing.get(rowKey(lasting, row))?.findLast((one) => firstDay(one) < firstDay(row))
    // What follows does not end with what it follows.
    return earlier && { ...earlier, [days.to]: null }
  }
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

import { formatNumber } from "#models/shared/numbers.ts"
import { countPlan, type ImportPlan } from "./plan-import.server.ts"
import { columnLabel } from "./sheet-headings.ts"

/**
 * What `npm run import -- FILE --preview --json OUT` writes. `rows` add up: read = new + changed + unchanged + left out + refused;
 * while `questions` stand nothing would be taken.
 */
export const previewOf = (fileName: string, plan: ImportPlan) => {
  const { read, ...counts } = countPlan(plan)
  const headings = plan.tables.flatMap(({ columns }) => columns)
  const told = (isUsed: boolean) => [
    ...new Set(headings.filter(({ column }) => (column !== null) === isUsed).map(({ heading }) => heading)),
  ]
  return {
    file: fileName,
    sheets: plan.tables.map(({ name, headingLine, rows, columns }) => ({
      name,
      headingLine,
      rows,
      columns: columns.map(({ heading, column }) => ({ heading, field: column && columnLabel(column) })),
    })),
    columns: { recognised: told(true), unused: told(false) },
    rows: {
      read,
      new: counts.new,
      changed: counts.changed,
      unchanged: counts.unchanged,
      leftOut: plan.leftOut.map(({ line, code, reason }) => ({ line, code, reason })),
      refused: plan.refused.map(({ line, code, field, reason }) => ({ line, code, column: field, reason })),
    },
    questions: plan.questions.map(({ about, message, rows }) => ({ about, message, rows })),
    warnings: plan.warnings,
  }
}

/** The same in a few lines, for a terminal. */
export const describePlan = (fileName: string, plan: ImportPlan): string[] => {
  const n = formatNumber
  const counts = countPlan(plan)
  const { columns } = previewOf(fileName, plan)
  const place = (line: number) => (line === 0 ? "Cả tệp" : `Dòng ${line}`)
  return [
    `${fileName}: xem trước, chưa nhập gì.`,
    `  Đọc ${n(counts.read)} dòng: mới ${n(counts.new)}, thay đổi ${n(counts.changed)}, không đổi ${n(counts.unchanged)}, để ngoài ${n(counts.leftOut)}, từ chối ${n(counts.refused)}.`,
    ...(columns.unused.length > 0 ? [`  Cột không dùng: ${columns.unused.join("; ")}.`] : []),
    ...plan.questions.map(({ message, rows }) => `  ? ${message} (${n(rows)} dòng)`),
    ...plan.refused.map(
      ({ line, code, field, reason }) => `  ✗ ${place(line)}${code ? ` ${code}` : ""} [${field}]: ${reason}`,
    ),
    ...plan.leftOut.map(({ line, code, reason }) => `  – ${place(line)} ${code}: ${reason}`),
  ]
}

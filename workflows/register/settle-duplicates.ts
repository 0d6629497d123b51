import type { RefusedRow, TakenRow } from "./register-row.ts"

type Hashed = TakenRow & { hash: string }

/**
 * One row per code. The same content twice is one row and a warning; different contents under one code are all refused,
 * since nobody but the office can say which one holds.
 */
export const settleDuplicates = (
  rows: readonly Hashed[],
): {
  taken: Hashed[]
  refused: RefusedRow[]
  warnings: { line: number; code: string; message: string }[]
} => {
  const taken: Hashed[] = []
  const refused: RefusedRow[] = []
  const warnings: { line: number; code: string; message: string }[] = []
  for (const same of Map.groupBy(rows, (row) => row.procedure.code).values()) {
    const [first, ...others] = same
    if (!first) continue
    if (others.every((row) => row.hash === first.hash)) {
      taken.push(first)
      for (const { line, procedure } of others)
        warnings.push({
          line,
          code: procedure.code,
          message: `Trùng hoàn toàn với dòng ${first.line}; chỉ nhận một lần.`,
        })
    } else
      for (const row of same) {
        const elsewhere = same.filter((other) => other !== row).map(({ line }) => line)
        refused.push({
          line: row.line,
          code: row.procedure.code,
          field: "Mã TTHC",
          reason: `Mã ${row.procedure.code} có ở dòng ${[row.line, ...elsewhere].sort((a, b) => a - b).join(", ")} với nội dung khác nhau. Hãy giữ lại một dòng đúng.`,
        })
      }
  }
  return { taken, refused, warnings }
}

import fc from "fast-check"
import { expect, test } from "vitest"
import { toCsv } from "#models/shared/csv.ts"
import { normaliseText } from "#models/shared/text.ts"
import { nastyText } from "#test/setup/nasty-text.ts"
import { linesIn, readElsewhere, wouldRun } from "#test/setup/read-csv.ts"

const COLUMNS = 4
const table = fc.array(fc.array(nastyText, { minLength: COLUMNS, maxLength: COLUMNS }), { maxLength: 8 })
const HEADINGS = ["Mã", "Tên", "Lý do", "Ghi chú"]

test("another reader finds as many rows and columns as were written, each row on one line, no cell that runs", () => {
  fc.assert(
    fc.property(table, (rows) => {
      const bytes = toCsv([HEADINGS, ...rows])
      const [header, ...read] = readElsewhere(bytes)
      expect(header).toEqual(HEADINGS)
      expect(read.map((row) => row.length)).toEqual(rows.map(() => COLUMNS))
      expect(linesIn(bytes)).toBe(rows.length + 1)
      for (const [line, row] of read.entries())
        for (const [column, cell] of row.entries()) {
          const source = normaliseText(rows[line]?.[column] ?? "")
          expect(wouldRun(cell)).toBe(false)
          expect(cell).toBe(wouldRun(source) ? `'${source}` : source)
        }
    }),
  )
})

test.each([
  ["=1+1", "'=1+1"],
  ["\n\t@SUM(A1)", "'@SUM(A1)"],
  ["- Trực tuyến", "'- Trực tuyến"],
  ["+84 261 123", "'+84 261 123"],
  ["-5", "-5"],
  ["+12,5", "+12,5"],
  ["1.000894", "1.000894"],
  ["000.00.14.H16", "000.00.14.H16"],
  ['"=1+1"', '"=1+1"'],
])("%j reads as %j", (written, read) => {
  expect(readElsewhere(toCsv([HEADINGS, ["1.000894", written, "", ""]]))[1]).toEqual([
    "1.000894",
    read,
    "",
    "",
  ])
})

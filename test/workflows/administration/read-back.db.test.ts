import readXlsxFile from "read-excel-file/node"
import { beforeAll, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { normaliseText } from "#models/shared/text.ts"
import { inWorkbook } from "#test/setup/in-workbook.ts"
import { NASTY_CORPUS } from "#test/setup/nasty-corpus.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { readElsewhere, wouldRun } from "#test/setup/read-csv.ts"
import { cellInFile } from "#workflows/administration/table-field.ts"
import { getTableFile } from "#workflows/administration/table-files.server.ts"
import { REFERENCE_TABLES, tableOf } from "#workflows/administration/tables/index.server.ts"
import { ADMIN, savePeople } from "./an-administration.ts"

const office = officeForAll()
beforeAll(async () => {
  await savePeople()
  // Names of holidays are free text: each of them once.
  await saveReference(
    "holidays",
    NASTY_CORPUS.map((name, index) => ({ day: `2031-01-${String(index + 1).padStart(2, "0")}`, name })),
  )
})

/** The table as it stands, cell by cell, as a file is to hold it. */
const cellsOf = async (id: string): Promise<string[][]> => {
  const table = tableOf(id)
  return (await table.read(null)).map((row) =>
    table.fields.map((field) => cellInFile(field, row[field.name])),
  )
}

test.each(REFERENCE_TABLES.map(({ id }) => id))(
  "%s: CSV and workbook hold every row of the table for a program that did not write them",
  async (id) => {
    const headings = tableOf(id).fields.map(({ label }) => label)
    const cells = await cellsOf(id)
    const csv = await getTableFile(office.d, { table: id, format: "csv", isTraining: false, actor: ADMIN })
    expect(readElsewhere(csv.bytes)).toEqual([
      headings,
      ...cells.map((row) => row.map(normaliseText).map((cell) => (wouldRun(cell) ? `'${cell}` : cell))),
    ])
    const xlsx = await getTableFile(office.d, { table: id, format: "xlsx", isTraining: false, actor: ADMIN })
    const [sheet] = await readXlsxFile(Buffer.from(xlsx.bytes), { trim: false })
    const read = sheet?.data.map((row) => headings.map((_, at) => row[at] ?? "")) ?? []
    expect(read[0]).toEqual(headings)
    expect(read.slice(1).map((row) => row.map((cell) => normaliseText(String(cell))))).toEqual(
      cells.map((row) => row.map((cell) => normaliseText(inWorkbook(cell)))),
    )
    for (const row of read) for (const cell of row) expect(typeof cell).toBe("string")
  },
)

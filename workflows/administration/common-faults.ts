import { agencyNameOn } from "#models/agency/agency.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { addDays, formatDay, isValidOn } from "#models/shared/dates.ts"
import type { OfficeData } from "./office-data.server.ts"
import type { ReferenceTable, RowFault, TableChange } from "./reference-table.ts"
import { differingFields, firstDayOf } from "./table-change.ts"
import { cellInFile, readCell, type TableField } from "./table-field.ts"

/** What no change of any table may do, before the table's own rules. */
export const commonFaults = (table: ReferenceTable, change: TableChange, office: OfficeData): RowFault[] => [
  ...change.rows.flatMap(({ key, before, after }) => [
    ...(after ? faultsOfRow(table, { before, after }, office).map((fault) => ({ key, ...fault })) : []),
    ...(before && !after ? removalFault(table, key, before, office) : []),
  ]),
  ...editionFaults(table, change, office),
]

type Fault = Omit<RowFault, "key">

function faultsOfRow(
  { fields, days }: ReferenceTable,
  { before, after: row }: { before: Row | null; after: Row },
  office: OfficeData,
): Fault[] {
  const from = days ? String(row[days.from]) : office.today
  const to = days ? row[days.to] : null
  return [
    // What stood there before and stays is not asked again.
    ...(before ? differingFields(fields, before, row) : fields).flatMap((field) =>
      cellFault(field, row, from, office),
    ),
    ...(typeof to === "string" && to < from
      ? [{ field: days?.to ?? "", message: "Ngày cuối trước ngày đầu. Hãy sửa một trong hai ngày." }]
      : []),
  ]
}

function cellFault(field: TableField, row: Row, from: string, office: OfficeData): Fault[] {
  const read = readCell(field, cellInFile(field, row[field.name]))
  if (!read.ok) return [{ field: field.name, message: read.fault }]
  const id = row[field.name]
  if (field.kind !== "REFERENCE" || typeof id !== "string" || id === "") return []
  if (field.to === "PERSON")
    return office.people.has(id)
      ? []
      : [{ field: field.name, message: `${field.label}: không có người sử dụng «${id}». Thêm người trước.` }]
  const agency = office.agencies.get(id)
  if (!agency)
    return [
      {
        field: field.name,
        message: `${field.label}: không có cơ quan «${id}» trong danh mục. Thêm cơ quan trước.`,
      },
    ]
  if (isValidOn(agency, from) || from < agency.validFrom) return []
  const heirs = agency.successorIds.join(", ")
  return [
    {
      field: field.name,
      message: `${field.label}: «${agencyNameOn(agency, from)}» đã kết thúc ngày ${formatDay(agency.validTo ?? from)}.${heirs ? ` Cơ quan kế thừa: ${heirs}.` : ""}`,
    },
  ]
}

function removalFault({ days }: ReferenceTable, key: string, row: Row, { today }: OfficeData): RowFault[] {
  if (!days || String(row[days.from]) > today) return []
  return [
    {
      key,
      field: days.to,
      message:
        days.to === days.from
          ? "Ngày đã qua thì không xóa được."
          : "Dòng đã có hiệu lực thì không xóa; hãy sửa và ghi ngày cuối.",
    },
  ]
}

function editionFaults(
  table: ReferenceTable,
  { rows }: TableChange,
  { issuedUntil, today }: OfficeData,
): RowFault[] {
  const { days } = table
  if (!table.isBoundByEditions || !days || issuedUntil === null) return []
  return rows
    .filter(({ before }) => table.isBoundByEditions !== "CHANGES" || before !== null)
    .filter((row) => firstDayOf(table, [row], today) <= issuedUntil)
    .map(({ key, before, after }) => ({
      key,
      field: before && after && before[days.from] === after[days.from] ? days.to : days.from,
      message: `Thay đổi này có hiệu lực từ ${formatDay(firstDayOf(table, rows, today))}, lùi vào thời gian của danh mục đã ban hành ngày ${formatDay(issuedUntil)}. Hãy chọn ngày từ ${formatDay(addDays(issuedUntil, 1))}.`,
    }))
}

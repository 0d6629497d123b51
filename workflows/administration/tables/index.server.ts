import type { TableId } from "#models/reference-change/table-names.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { ReferenceTable } from "../reference-table.ts"
import { fieldLeads, ministryLeads } from "./field-leads.server.ts"
import { holidays } from "./holidays.server.ts"
import { signingCapacities } from "./signing-capacities.server.ts"

/** Every table of office data, in the order of the screen. */
export const REFERENCE_TABLES: readonly ReferenceTable[] = [
  fieldLeads,
  ministryLeads,
  signingCapacities,
  holidays,
]

/** @throws NotFoundError */
export const tableOf = (id: string): ReferenceTable => {
  const found = REFERENCE_TABLES.find((table) => table.id === (id as TableId))
  if (!found) throw new NotFoundError("Không có bảng dữ liệu này. Chọn lại ở trang Quản trị.")
  return found
}

import type { Row } from "#models/reference-change/reference-change.ts"
import { formatDay, isValidOn } from "#models/shared/dates.ts"
import type { OfficeData } from "./office-data.server.ts"
import type { RowFault, TableChange } from "./reference-table.ts"

type Fault = Omit<RowFault, "key">

/** What an agency may not be: its own successor or superior, in a circle with others, renamed in passing, ended into the past. */
export const agencyFaults = ({ rows, after }: TableChange, office: OfficeData): RowFault[] => {
  const byId = new Map(after.map((row) => [String(row.id), row]))
  return rows.flatMap(({ key, before, after: row }) =>
    row
      ? [
          ...circleFaults(row, byId),
          ...placeFaults(row, byId),
          ...(before ? changeFaults(before, row, office) : []),
        ].map((fault) => ({ key, ...fault }))
      : usedFaults(key, office),
  )
}

const listOf = (cell: Row[string] | undefined): string[] => (Array.isArray(cell) ? cell : [])

function circleFaults(row: Row, byId: ReadonlyMap<string, Row>): Fault[] {
  const id = String(row.id)
  const successors = listOf(row.successorIds)
  const faults: Fault[] = []
  if (successors.includes(id))
    faults.push({ field: "successorIds", message: "Cơ quan không thể là cơ quan kế thừa của chính mình." })
  const missing = successors.filter((one) => !byId.has(one))
  if (missing.length > 0)
    faults.push({
      field: "successorIds",
      message: `Không có cơ quan «${missing.join("», «")}» trong danh mục. Thêm cơ quan đó trước.`,
    })
  if (faults.length === 0 && leadsBack(id, (one) => listOf(byId.get(one)?.successorIds)))
    faults.push({ field: "successorIds", message: "Các cơ quan kế thừa nhau thành vòng tròn. Kiểm tra lại." })
  if (leadsBack(id, (one) => [byId.get(one)?.parentId].filter((up) => typeof up === "string")))
    faults.push({ field: "parentId", message: "Cơ quan cấp trên quay về chính cơ quan này. Chọn lại." })
  return faults
}

/** Whether going on from an agency comes back to it. */
function leadsBack(start: string, next: (id: string) => string[]): boolean {
  const seen = new Set<string>()
  const waiting = next(start)
  for (const id of waiting) {
    if (id === start) return true
    if (!seen.has(id)) waiting.push(...next(id))
    seen.add(id)
  }
  return false
}

function placeFaults(row: Row, byId: ReadonlyMap<string, Row>): Fault[] {
  const faults: Fault[] = []
  const parent = typeof row.parentId === "string" ? byId.get(row.parentId) : undefined
  const isCommittee = parent?.kind === "PEOPLE_COMMITTEE" || parent?.kind === "DISTRICT_COMMITTEE"
  if ((row.kind === "COMMUNE_COMMITTEE" || row.kind === "DISTRICT_COMMITTEE") && !isCommittee)
    faults.push({
      field: "parentId",
      message:
        "Ủy ban nhân dân cấp huyện, cấp xã phải thuộc Ủy ban nhân dân của tỉnh này. Chọn cơ quan cấp trên.",
    })
  const provinces = listOf(row.provinceCodes)
  if (provinces.length > 0 && row.kind !== "CENTRAL_BRANCH")
    faults.push({ field: "provinceCodes", message: "Chỉ cơ quan ngành dọc phụ trách nhiều tỉnh." })
  const wrong = provinces.filter((code) => !/^\d{2}$/u.test(code))
  if (wrong.length > 0)
    faults.push({
      field: "provinceCodes",
      message: `Mã tỉnh gồm hai chữ số, không phải «${wrong.join("», «")}».`,
    })
  return faults
}

function changeFaults(before: Row, row: Row, { issuedUntil }: OfficeData): Fault[] {
  const faults: Fault[] = []
  if (before.name !== row.name || before.shortName !== row.shortName)
    faults.push({
      field: "name",
      message: "Đổi tên thì thêm dòng ở bảng «Tên cơ quan theo thời gian», từ ngày tên mới có hiệu lực.",
    })
  const ends = row.validTo
  if (ends !== before.validTo && typeof ends === "string" && issuedUntil !== null && ends < issuedUntil)
    faults.push({
      field: "validTo",
      message: `Ngày kết thúc lùi vào thời gian của danh mục đã ban hành ngày ${formatDay(issuedUntil)}. Hãy chọn ngày từ ${formatDay(issuedUntil)}.`,
    })
  return faults
}

/** An agency that never was may go, unless something names it. */
function usedFaults(key: string, { directory, people, today }: OfficeData): RowFault[] {
  const named = [
    ...directory.fieldLeads
      .filter(({ agencyId }) => agencyId === key)
      .map(() => "cơ quan đầu mối theo lĩnh vực"),
    ...directory.ministryDepartments
      .filter(({ agencyId }) => agencyId === key)
      .map(() => "cơ quan đầu mối theo bộ"),
    ...[...people.values()]
      .filter(({ assignments }) => assignments.some((one) => one.agencyId === key && isValidOn(one, today)))
      .map(() => "phân công vai trò"),
  ]
  return named.length > 0
    ? [{ key, message: `Cơ quan này còn đứng ở: ${[...new Set(named)].join(", ")}. Sửa ở đó trước.` }]
    : []
}

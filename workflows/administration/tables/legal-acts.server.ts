import { actNumberIn } from "#models/legal-basis/citation.ts"
import { readLegalActs, saveLegalActs } from "#models/legal-basis/legal-act.repository.server.ts"
import { isIndividualDecision, LegalAct } from "#models/legal-basis/legal-act.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import type { RegistrationContext } from "#models/registration/context.ts"
import { openRegistrations, registrationItem } from "../open-registrations.server.ts"
import { MOST_DOCUMENTS, type ReferenceTable, type RowFault } from "../reference-table.ts"

const NUMBER = "Số, ký hiệu viết như 224/2026/NĐ-CP."

/**
 * The acts a partial service may rest on. The records fill it; an act no record lists yet, its days and what took its place are
 * entered here.
 */
export const legalActs: ReferenceTable = {
  id: "can-cu-phap-ly",
  lead: "Văn bản được dẫn làm căn cứ của mức một phần. Bản ghi thủ tục tự bổ sung vào sổ; ở đây thêm văn bản chưa bản ghi nào nêu, ghi ngày hiệu lực và văn bản thay thế.",
  fields: [
    {
      kind: "TEXT",
      name: "number",
      label: "Số, ký hiệu",
      max: 60,
      description: "Ví dụ: 224/2026/NĐ-CP.",
    },
    {
      kind: "TEXT",
      name: "name",
      label: "Tên khi viện dẫn",
      max: 300,
      description: "Gồm cả số, ví dụ: Luật Hộ tịch số 60/2014/QH13.",
    },
    { kind: "DAY", name: "validFrom", label: "Có hiệu lực từ ngày", isOptional: true },
    {
      kind: "DAY",
      name: "validTo",
      label: "Ngày cuối còn hiệu lực",
      description: "Bỏ trống khi còn hiệu lực.",
      isOptional: true,
    },
    { kind: "TEXT", name: "replacedBy", label: "Văn bản thay thế (số, ký hiệu)", max: 60, isOptional: true },
    {
      kind: "LINES",
      name: "amends",
      label: "Sửa đổi, bổ sung các văn bản (số, ký hiệu)",
      max: 60,
      isOptional: true,
    },
    {
      kind: "LINES",
      name: "fieldCodes",
      label: "Mã lĩnh vực được dẫn",
      description: "Mỗi dòng một mã, ví dụ G15-TP07: văn bản hiện ra khi đề xuất dịch vụ của lĩnh vực đó.",
      max: 60,
      isOptional: true,
    },
    {
      kind: "TEXT",
      name: "unverified",
      label: "Điều còn phải đối chiếu Công báo",
      max: 300,
      isOptional: true,
    },
  ],
  key: ["number"],
  days: null,
  isLaw: true,
  isBoundByEditions: false,
  mostRows: MOST_DOCUMENTS,
  read: async (session) => (await readLegalActs(session)).map(rowOf),
  faults: ({ rows, after }) => {
    const successor = new Map(after.map((row) => [String(row.number), String(row.replacedBy)]))
    return rows.flatMap(({ key, after: row }) =>
      row
        ? rowFaults(row, successor).map((fault) => ({ key, ...fault }))
        : [{ key, message: "Văn bản đã vào sổ thì không xóa; ghi «Ngày cuối còn hiệu lực»." }],
    )
  },
  async effects({ rows }, { campaigns }) {
    const known = rows.filter(({ before }) => before !== null)
    const numbers = new Set(known.map(({ key }) => key))
    const citing =
      numbers.size === 0
        ? []
        : (await openRegistrations(campaigns)).filter(({ workflow }) => {
            const { proposal } = workflow.context as RegistrationContext
            return numbers.has(actNumberIn(proposal?.citation ?? "") ?? "")
          })
    return {
      moved: { registrations: citing.map(registrationItem) },
      notes: [
        "Danh mục đã ban hành giữ căn cứ lúc đó.",
        ...(citing.length > 0
          ? ["Đăng ký đang dẫn văn bản này giữ nguyên lời dẫn; bước tiếp theo kiểm tra lại hiệu lực của nó."]
          : []),
      ],
    }
  },
  async write(rows, session) {
    await saveLegalActs(
      rows.flatMap(({ after }) => (after ? [LegalAct.parse({ ...after, origin: "OFFICE" })] : [])),
      session,
    )
    return undefined
  },
}

const rowOf = ({
  number,
  name,
  validFrom,
  validTo,
  replacedBy,
  amends,
  fieldCodes,
  unverified,
}: LegalAct): Row => ({
  number,
  name,
  validFrom,
  validTo,
  replacedBy,
  amends,
  fieldCodes,
  unverified,
})

type Fault = Omit<RowFault, "key">

function rowFaults(row: Row, successor: ReadonlyMap<string, string>): Fault[] {
  const number = String(row.number)
  const replacedBy = String(row.replacedBy ?? "")
  const faults: Fault[] = []
  if (actNumberIn(number) !== number)
    return [{ field: "number", message: `Số, ký hiệu «${number}» chưa đúng. ${NUMBER}` }]
  if (isIndividualDecision(number))
    faults.push({
      field: "number",
      message: `Quyết định số ${number} là văn bản cá biệt, không dẫn làm căn cứ được. Ghi luật, nghị định, thông tư.`,
    })
  if (actNumberIn(String(row.name)) !== number)
    faults.push({ field: "name", message: `Tên khi viện dẫn phải gồm số ${number}.` })
  const { validFrom, validTo } = row
  if (typeof validFrom === "string" && typeof validTo === "string" && validTo < validFrom)
    faults.push({
      field: "validTo",
      message: "Ngày cuối trước ngày có hiệu lực. Hãy sửa một trong hai ngày.",
    })
  if (replacedBy === "") return faults
  if (actNumberIn(replacedBy) !== replacedBy)
    faults.push({ field: "replacedBy", message: `Số, ký hiệu «${replacedBy}» chưa đúng. ${NUMBER}` })
  else if (validTo === null)
    faults.push({
      field: "validTo",
      message: "Văn bản đã có văn bản thay thế thì ghi ngày cuối còn hiệu lực.",
    })
  if (comesBack(number, successor))
    faults.push({ field: "replacedBy", message: "Các văn bản thay thế nhau thành vòng tròn. Kiểm tra lại." })
  return faults
}

/** Whether an act would at last take its own place. */
function comesBack(number: string, successor: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>()
  for (let at = successor.get(number) ?? ""; at !== "" && !seen.has(at); at = successor.get(at) ?? "") {
    if (at === number) return true
    seen.add(at)
  }
  return false
}

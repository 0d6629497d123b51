import type { EvidenceKind, Usage } from "#models/evidence-list/evidence-list.ts"
import { PROCEDURE_CODE } from "#models/procedure/procedure.ts"
import { type InputIssue, InvalidInputError } from "#models/shared/errors.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import { foldText } from "#models/shared/text.ts"
import { fileFault } from "#workflows/uploads/decode-text.ts"
import { findHeadings, headingKey } from "#workflows/uploads/find-headings.ts"
import type { SheetCells } from "#workflows/uploads/sheet-cells.ts"

export type EvidenceRow = {
  line: number
  code: string
  name: string
  level: ServiceLevel | null
  usage: Usage | null
}

type EvidenceColumn = "code" | "name" | "level" | "received" | "online"
const HEADINGS: Record<EvidenceColumn, readonly string[]> = {
  code: ["code", "ma", "ma so", "ma tthc", "ma thu tuc", "ma so tthc", "ma thu tuc hanh chinh"],
  name: [
    "name",
    "ten",
    "ten tthc",
    "ten thu tuc",
    "ten thu tuc hanh chinh",
    "thu tuc",
    "thu tuc hanh chinh",
    "ten dich vu cong",
    "ten dich vu cong thu tuc hanh chinh",
  ],
  level: [
    "online level",
    "muc do dvc",
    "muc do cung cap dich vu cong",
    "muc do",
    "muc do dvctt",
    "muc do cung cap",
    "muc do thuc hien",
  ],
  received: ["received", "tong so ho so", "so ho so", "tiep nhan", "so ho so tiep nhan", "ho so tiep nhan"],
  online: ["online", "truc tuyen", "so ho so truc tuyen", "ho so truc tuyen", "nop truc tuyen"],
}

const columnOf = (heading: string): EvidenceColumn | null =>
  (Object.keys(HEADINGS) as EvidenceColumn[]).find((one) => HEADINGS[one].includes(headingKey(heading))) ??
  null
/** How many cells of a row are headings of such a list: tells the separator of a CSV. */
export const countEvidenceHeadings = (cells: readonly string[]): number =>
  cells.filter((cell) => columnOf(cell) !== null).length

/** Words a list gives a level in; the four levels of before 2022 map to today's two (mức độ 4, 3). */
const LEVELS: readonly [RegExp, ServiceLevel][] = [
  [/khong cung cap/, "NOT_PROVIDED"],
  [/toan trinh|muc( do)? 4/, "FULL"],
  [/mot phan|muc( do)? 3/, "PARTIAL"],
  [/thong tin|muc( do)? [12]/, "INFORMATION_ONLY"],
]

/**
 * Rows of a list somebody else published: code, name, level and numbers of dossiers, each where the list has it; a list of
 * numbers must have both.
 * @throws InvalidInputError for a file without its columns, or with levels or numbers nobody understands (row by row)
 */
export const readEvidenceRows = (sheet: readonly SheetCells[], kind: EvidenceKind): EvidenceRow[] => {
  const filled = sheet.filter((row) => row.cells.some((cell) => cell.trim() !== ""))
  const headings = findHeadings(filled, columnOf)
  const rows = filled.filter(({ line }) => line > (headings?.last ?? 0))
  const at = (field: EvidenceColumn) => headings?.columns.indexOf(field) ?? -1
  const [code, name, level] = [at("code"), at("name"), at("level")]
  if (code < 0 && name < 0)
    throw fileFault(
      "Không thấy cột mã (Mã TTHC) hoặc tên (Tên thủ tục) ở dòng tiêu đề.",
      headings?.first ?? filled[0]?.line ?? 1,
    )
  const [received, online] = [at("received"), at("online")]
  if (kind === "USAGE" && (received < 0 || online < 0))
    throw fileFault(
      "Không thấy cột «Số hồ sơ tiếp nhận» và «Số hồ sơ trực tuyến» ở dòng tiêu đề.",
      headings?.first ?? filled[0]?.line ?? 1,
    )
  if (rows.length === 0) throw fileFault("Tệp chỉ có dòng tiêu đề, không có dòng dữ liệu nào.")
  const issues: InputIssue[] = []
  const read = rows.map((row) => {
    const text = (index: number) => (index < 0 ? "" : (row.cells[index] ?? "").normalize("NFC").trim())
    const known = levelOf(text(level))
    if (known === undefined)
      issues.push({
        row: row.line,
        field: "Mức độ",
        message: `không hiểu mức độ “${text(level)}”. Ghi: toàn trình, một phần, cung cấp thông tin hoặc không cung cấp.`,
      })
    const usage = kind === "USAGE" ? usageOf(text(received), text(online)) : null
    if (usage instanceof Error) issues.push({ row: row.line, field: "Số hồ sơ", message: usage.message })
    return {
      line: row.line,
      code: plainCode(text(code)),
      name: text(name),
      level: known ?? null,
      usage: usage instanceof Error ? null : usage,
    }
  })
  if (issues.length > 0)
    throw new InvalidInputError(
      `Tệp có ${issues.length} dòng không hiểu được nên chưa nhận. Dòng ${issues[0]?.row}: ${issues[0]?.message}`,
      issues,
    )
  return read.filter((row) => row.code !== "" || row.name !== "")
}

/** A provincial system's code is the national one with the province's behind: `2.001765.000.00.00.H44`. */
export const plainCode = (code: string): string => {
  const [a = "", b = ""] = code.split(".")
  const plain = `${a}.${b}`
  return PROCEDURE_CODE.test(plain) ? plain : ""
}

/** "1.234" as officials write it, or plain digits. Online dossiers are among those received. */
function usageOf(received: string, online: string): Usage | Error {
  const [all, some] = [received, online].map((text) =>
    /^\d{1,3}(?:\.\d{3})+$|^\d{1,9}$/.test(text) ? Number(text.replaceAll(".", "")) : Number.NaN,
  ) as [number, number]
  if (Number.isNaN(all) || Number.isNaN(some))
    return new Error(`“${received}”, “${online}” không phải số hồ sơ. Ghi số nguyên, ví dụ 1.234 hoặc 0.`)
  return some > all
    ? new Error(`số hồ sơ trực tuyến (${online}) lớn hơn số tiếp nhận (${received}).`)
    : { received: all, online: some }
}

/** Null where nothing is said, undefined where it is not understood. */
function levelOf(text: string): ServiceLevel | null | undefined {
  if (text === "") return null
  const folded = foldText(text)
  return LEVELS.find(([pattern]) => pattern.test(folded))?.[1]
}

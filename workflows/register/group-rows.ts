import { ADMIN_LEVEL_LABELS, type AdminLevel } from "#models/shared/levels.ts"
import { foldText, normaliseText } from "#models/shared/text.ts"
import type { SheetCells } from "#workflows/uploads/sheet-cells.ts"
import { adminLevelsIn } from "./level-words.ts"
import { countKnownHeadings, type OpenedColumn } from "./sheet-headings.ts"

/** What the rows between the data say of those below them. */
export type Group = { field?: string; adminLevels?: string; agency?: string }

/** What a row under the headings is: data, a group of those that follow, or nothing to read. */
export type RowKind = { kind: "DATA" } | { kind: "GROUP"; group: Group; text: string } | { kind: "SKIPPED" }

const ORDINAL = /^(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3}(?:\.\d{1,3})*)[.)\-:/]?(?:\s+|$)/u
const NUMBER_CELL = /^\(?\d{1,3}\)?$/u
const TOTAL = /^(?:tong(?: cong| so)?|cong)\b/u
/** A code of any age: something that is meant to be one. */
const CODE_LIKE = /^(?:\d[.,]\d+|[A-Z]{1,4}-[A-Z]{2,4}-|\d{6,})/u

/** Tells a row of a register list by its cells; `width` of the headings. */
export const rowKindOf = (row: SheetCells, columns: readonly (OpenedColumn | null)[]): RowKind => {
  const filled = row.cells
    .map((cell, index) => ({ text: normaliseText(cell), column: columns[index] ?? null }))
    .filter(({ text }) => text !== "")
  if (filled.length === 0) return { kind: "SKIPPED" }
  if (CODE_LIKE.test(filled.find(({ column }) => column === "code")?.text ?? "")) return { kind: "DATA" }
  if (filled.length >= 3 && filled.every(({ text }) => NUMBER_CELL.test(text))) return { kind: "SKIPPED" }
  // Headings stand again where a page broke.
  if (countKnownHeadings(filled.map(({ text }) => text)) >= Math.max(2, filled.length - 1))
    return { kind: "SKIPPED" }
  const words = filled.filter(({ column }) => column !== "number")
  const [first] = words.length > 0 ? words : filled
  const text = first?.text ?? ""
  const number = filled.find(({ column }) => column === "number")?.text ?? ""
  if (TOTAL.test(foldText(text)) || TOTAL.test(foldText(number))) return { kind: "SKIPPED" }
  // A numbered row is meant as data, however little of it is there.
  if (words.length > 1 || (/^\d+[.)]?$/u.test(number) && words.length > 0)) return { kind: "DATA" }
  const title = text.replace(ORDINAL, "").trim()
  return title === "" ? { kind: "SKIPPED" } : { kind: "GROUP", group: groupOf(title), text: title }
}

const FIELD = /^(?:lĩnh vực|linh vuc|nhóm|ngành)\s*:?\s+/iu
const OFFICE = /^(?:so|ban|van phong|thanh tra|cong an|bo chi huy|chi cuc|cuc|thue|kho bac|bao hiem)\b/u

/** What the title of a group says: a level of government, a field, an agency; else a field by its bare name. */
function groupOf(title: string): Group {
  const levels = adminLevelsIn(title)
  if (FIELD.test(title)) return { field: title.replace(FIELD, "").replace(/\s*\([^()]*\)\s*$/u, "") }
  if (OFFICE.test(foldText(title))) return { agency: title }
  if (levels.length > 0)
    return { adminLevels: levels.map((level: AdminLevel) => ADMIN_LEVEL_LABELS[level]).join("; ") }
  return { field: title.replace(/\s*\([^()]*\)\s*$/u, "") }
}

/** What holds for the rows below once a further group is read: a new field ends no level, a new agency ends the field. */
export const within = (open: Group, group: Group): Group =>
  group.agency !== undefined || group.adminLevels !== undefined
    ? { ...open, ...group, ...(group.field === undefined ? { field: "" } : {}) }
    : { ...open, ...group }

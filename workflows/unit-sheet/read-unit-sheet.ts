import {
  CRITERION_ANSWER_LABELS,
  CRITERION_ANSWERS,
  type LegalRegime,
} from "#models/legal-regime/legal-regime.ts"
import { Proposal } from "#models/registration/proposal.ts"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { foldText } from "#models/shared/text.ts"
import type { SheetRow } from "#models/unit-sheet/unit-sheet.ts"
import { fileFault } from "#workflows/uploads/decode-text.ts"
import type { SheetCells } from "#workflows/uploads/sheet-cells.ts"
import { criterionHeading, HEADINGS } from "./sheet-columns.ts"

/** Rows one list may hold: more than any unit has services. */
const MOST_ROWS = 5_000

/**
 * Reads a filled-in list back. Each row is read by itself: what cannot be taken is named by its column.
 * @throws InvalidInputError for a file that is not such a list, an empty or an overlong one
 */
export const readUnitSheet = (sheet: readonly SheetCells[], regime: LegalRegime): SheetRow[] => {
  const filled = sheet.filter((row) => row.cells.some((cell) => cell.trim() !== ""))
  const [heading, ...rows] = filled
  const columns = new Map((heading?.cells ?? []).map((text, index) => [keyOf(text), index]))
  const missing = [HEADINGS.id, HEADINGS.revision, HEADINGS.level].filter((name) => !columns.has(keyOf(name)))
  if (missing.length > 0)
    throw fileFault(
      `Tệp không phải danh sách tải từ đây: thiếu cột ${missing.join(", ")}. Hãy tải lại danh sách rồi điền vào đó.`,
      heading?.line ?? 1,
    )
  if (rows.length === 0) throw fileFault("Tệp không có dòng dữ liệu nào.")
  if (rows.length > MOST_ROWS) throw fileFault(`Tệp có ${rows.length} dòng, quá giới hạn ${MOST_ROWS} dòng.`)
  const read = rows.map((row) => readRow(row, columns, regime))
  return markRepeated(read)
}

/** Letters d and đ differ by their accent alone, so headings are not folded. */
const keyOf = (text: string): string => text.normalize("NFC").trim().toLowerCase()

function readRow(row: SheetCells, columns: ReadonlyMap<string, number>, regime: LegalRegime): SheetRow {
  const faults: SheetRow["faults"] = []
  const cell = (heading: string): string => {
    const index = columns.get(keyOf(heading))
    if (index === undefined) return ""
    const broken = row.faults?.find(({ column }) => column === index)
    if (broken) faults.push({ column: heading, message: `Ô ${broken.reason}` })
    return (row.cells[index] ?? "").normalize("NFC").trim()
  }
  const chosen = <T extends string>(heading: string, labels: Record<T, string>, allowed: readonly T[]) => {
    const text = cell(heading)
    if (text === "") return null
    const found = allowed.find((value) => foldText(labels[value]) === foldText(text))
    if (!found)
      faults.push({
        column: heading,
        message: `“${text}” không dùng được. Được ghi: ${allowed.map((value) => labels[value]).join("; ")}.`,
      })
    return found ?? null
  }
  const registrationId = cell(HEADINGS.id)
  const revision = Number(cell(HEADINGS.revision) || Number.NaN)
  if (!Number.isInteger(revision))
    faults.push({ column: HEADINGS.revision, message: "Phiên bản đã bị sửa. Hãy tải lại danh sách." })
  const level = chosen(HEADINGS.level, SERVICE_LEVEL_LABELS, regime.levels)
  const answers = regime.criteria.flatMap(({ letter, mayNotApply }) => {
    const allowed = CRITERION_ANSWERS.filter((value) => mayNotApply || value !== "NOT_APPLICABLE")
    const value = chosen(criterionHeading(letter), CRITERION_ANSWER_LABELS, allowed)
    return value ? [{ letter, value, note: "" }] : []
  })
  const texts = {
    citation: cell(HEADINGS.citation),
    overruleReason: cell(HEADINGS.overruleReason),
    note: cell(HEADINGS.note),
    ...(cell(HEADINGS.caseName) ? { caseName: cell(HEADINGS.caseName) } : {}),
  }
  const reasons = regime.partialReasons.map(({ reason }) => reason)
  const partialReason = chosen(HEADINGS.partialReason, PARTIAL_REASON_LABELS, reasons)
  const proactiveLevel = proactiveIn(cell(HEADINGS.proactiveLevel), regime, faults)
  const isBlank =
    answers.length === 0 &&
    partialReason === null &&
    proactiveLevel === null &&
    Object.values(texts).every((text) => text === "")
  if (!level && !isBlank) faults.push({ column: HEADINGS.level, message: "Chưa ghi mức độ đề xuất." })
  // A list made before there was the column says nothing of it: what stands goes on.
  const proactive = columns.has(keyOf(HEADINGS.proactiveLevel)) ? { proactiveLevel } : {}
  const proposal = level
    ? Proposal.safeParse({ level, answers, partialReason, ...texts, ...proactive })
    : null
  if (proposal && !proposal.success)
    faults.push(...proposal.error.issues.map(({ path, message }) => ({ column: columnOf(path), message })))
  return {
    line: row.line,
    registrationId,
    revision: Number.isInteger(revision) ? revision : -1,
    proposal: proposal?.success ? proposal.data : null,
    faults,
  }
}

/** The number of a level of the pack; null for an empty cell. */
function proactiveIn(
  text: string,
  { proactiveLevels }: LegalRegime,
  faults: SheetRow["faults"],
): number | null {
  if (text === "") return null
  const found = proactiveLevels.find(({ level }) => String(level) === text)
  if (found) return found.level
  const allowed = proactiveLevels.map(({ level }) => level).join("; ")
  faults.push({
    column: HEADINGS.proactiveLevel,
    message: allowed
      ? `“${text}” không dùng được. Được ghi: ${allowed}, hoặc để trống.`
      : "Quy định đang áp dụng không có mức độ chủ động. Hãy để trống.",
  })
  return null
}

const columnOf = ([field]: readonly PropertyKey[]): string =>
  (HEADINGS as Record<string, string>)[String(field)] ?? String(field)

/** A registration twice in one list has no one meaning. */
function markRepeated(rows: SheetRow[]): SheetRow[] {
  const counts = Map.groupBy(rows, ({ registrationId }) => registrationId)
  return rows.map((row) =>
    (counts.get(row.registrationId)?.length ?? 0) > 1
      ? {
          ...row,
          faults: [
            ...row.faults,
            { column: HEADINGS.id, message: "Đăng ký này có nhiều dòng. Hãy giữ một dòng." },
          ],
        }
      : row,
  )
}

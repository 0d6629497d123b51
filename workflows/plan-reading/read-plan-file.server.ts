import type { PlanLine } from "#models/plan/plan-content.ts"
import { decodeText, fileFault } from "#workflows/uploads/decode-text.ts"
import { IMPORT_LIMITS } from "#workflows/uploads/import-limits.ts"
import { readTables } from "#workflows/uploads/read-tables.server.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"
import { columnOf } from "./plan-columns.ts"
import { planLinesOfTables, planLinesOfText, planLinesOfWord } from "./plan-line.ts"

/**
 * The lines of a plan's file, by its content: Word, a workbook, or text whose table has tabs or bars between cells.
 * @throws InvalidInputError for what it cannot read, saying what to send instead
 */
export const readPlanFile = async (bytes: Uint8Array): Promise<PlanLine[]> => {
  if (bytes.length > IMPORT_LIMITS.fileBytes)
    throw fileFault("Tệp kế hoạch quá lớn. Hãy gửi tệp không quá 100 MB.")
  if (isPacked(bytes))
    return holds(bytes, "word/document.xml") ? planLinesOfWord(await readWord(bytes)) : fromTables(bytes)
  if (holds(bytes.subarray(0, 8), "%PDF"))
    throw fileFault(
      "Tệp là PDF. Hãy gửi bản Word (.docx), bảng tính (.xlsx) hoặc văn bản thuần (.txt) của kế hoạch.",
    )
  return planLinesOfText(decodeText(bytes).text)
}

const fromTables = async (bytes: Uint8Array): Promise<PlanLine[]> => {
  const { tables } = await readTables(
    bytes,
    "ZIP",
    IMPORT_LIMITS,
    (cells) => cells.filter((cell) => columnOf(cell)).length,
  )
  return planLinesOfTables(tables)
}

const isPacked = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

const holds = (bytes: Uint8Array, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name)

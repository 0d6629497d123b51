import { fileFault } from "#workflows/uploads/decode-text.ts"
import type { ImportLimits } from "#workflows/uploads/import-limits.ts"
import type { FileTable } from "#workflows/uploads/sheet-cells.ts"
import type { JsonRecord } from "#workflows/uploads/split-records.ts"
import { countKnownHeadings } from "./sheet-headings.ts"

/** Parts that only a record of the national portal has. */
const NATIONAL_PARTS = ["categoriesDetails", "executionSteps", "executionMethods", "departmentPromulgateCode"]

/** Whether a record is flat, a row of a list under keys that are headings: `{"ma_thu_tuc": …, "ten_thu_tuc": …}`. */
export const isFlatRecord = (record: JsonRecord | undefined): boolean => {
  if (!record || "fault" in record) return false
  const json = objectIn(record.text)
  if (!json || NATIONAL_PARTS.some((part) => part in json)) return false
  return countKnownHeadings(Object.keys(json)) >= 2
}

/** Flat records as a table: every key of any of them is a heading; `line` counts records. @throws InvalidInputError */
export const tableOfRecords = (records: readonly JsonRecord[], limits: ImportLimits): FileTable => {
  const read = records.map((record) => {
    const json = "fault" in record ? null : objectIn(record.text)
    if (!json)
      throw fileFault(
        `Bản ghi thứ ${record.line}: ${"fault" in record ? record.fault : "không phải một đối tượng JSON { … }"}.`,
        record.line,
      )
    return { line: record.line, json }
  })
  const keys = [...new Set(read.flatMap(({ json }) => Object.keys(json)))].slice(0, limits.columns)
  return {
    name: "",
    rows: [
      { line: 0, cells: keys },
      ...read.map(({ line, json }) => ({ line, cells: keys.map((key) => cellOf(json[key])) })),
    ],
  }
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === "object" && json !== null && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  if (Array.isArray(value)) return value.map(cellOf).filter(Boolean).join("; ")
  if (typeof value === "object") return Object.values(value).map(cellOf).filter(Boolean).join(" – ")
  return typeof value === "boolean" ? (value ? "Có" : "Không") : String(value)
}

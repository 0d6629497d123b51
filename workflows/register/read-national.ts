import { outsideProvince } from "#models/procedure-scope/left-out.ts"
import { isMarkedDeleted, MARKED_DELETED, type OwnProvince } from "#models/procedure-scope/own-province.ts"
import type { JsonRecord } from "#workflows/uploads/split-records.ts"
import { FieldFault } from "./field-fault.ts"
import { NATIONAL_FIELD_LABELS, NationalRecord } from "./national-record.ts"
import { procedureFromNational } from "./procedure-from-national.ts"
import { type RegisterRow, readRow } from "./register-row.ts"

/**
 * Reads one record of the national portal; never throws for what the record holds. Without a province nobody else's is left out.
 * `every` reads what would be left out all the same, and says beside it what it is.
 */
export const readNationalRecord = (
  record: JsonRecord,
  own: OwnProvince | null = null,
  every = false,
): RegisterRow => {
  if ("fault" in record) return { line: record.line, code: "", field: "Dòng", reason: record.fault }
  const { line, text } = record
  const json = parseJson(text)
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return {
      line,
      code: "",
      field: "Dòng",
      reason: text.startsWith("{")
        ? "Bản ghi JSON bị đứt hoặc sai cú pháp; tệp có thể chưa tải xong. Hãy tải lại tệp."
        : "Dòng không phải một bản ghi JSON { … }.",
    }
  const code = "code" in json && typeof json.code === "string" ? json.code.trim().slice(0, 60) : ""
  const isDeleted = isMarkedDeleted(code)
  if (isDeleted && !every) return { line, code, leftOut: MARKED_DELETED }
  return readRow(line, code, () => {
    const parsed = parseRecord(isDeleted ? { ...json, code: code.slice(0, -"-Xoa".length) } : json)
    const { procedure, isInternal, warnings } = procedureFromNational(parsed)
    const outside = isDeleted
      ? { scope: "DELETED" as const, reason: MARKED_DELETED }
      : own && outsideProvince({ announcer: procedure.announcer, isInternal }, own)
    if (outside && !every) return { line, code, leftOut: outside.reason }
    return { line, code, original: text, procedure, warnings, ...(outside ? { outside } : {}) }
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parseRecord(json: object): NationalRecord {
  const parsed = NationalRecord.safeParse(json)
  if (parsed.success) return parsed.data
  const path = parsed.error.issues[0]?.path ?? []
  const label = NATIONAL_FIELD_LABELS[String(path[0])]
  const field = path.map(String).join(".")
  if (!(String(path[0]) in json))
    throw new FieldFault(field, `Bản ghi thiếu trường "${field}" (${label ?? field}).`)
  throw new FieldFault(field, `Trường "${field}"${label ? ` (${label})` : ""} có kiểu dữ liệu không đúng.`)
}

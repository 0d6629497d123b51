import type { Cell, Row } from "#models/reference-change/reference-change.ts"
import { dayOfText } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"

export type FieldOption = { value: string; label: string }

type Named = {
  name: string
  label: string
  description?: string
  /** May stay empty; a day then means without end. */
  isOptional?: true
}

/** A column of a table of office data, as plain data: forms, files and lists are drawn and read by it. */
export type TableField = Named &
  (
    | { kind: "TEXT"; max: number; rows?: number; pattern?: RegExp; wrong?: string }
    | { kind: "DAY" }
    | { kind: "NUMBER"; min: number; max: number; isWhole: boolean }
    | { kind: "CHOICE"; options: readonly FieldOption[] }
    /** Names somebody or something of another table by its id. */
    | { kind: "REFERENCE"; to: "AGENCY" | "PERSON" }
    /** Several texts: a line each in a form, ` | ` between them in a file. */
    | { kind: "LINES"; max: number }
    /** `whenUnsaid`: what a new row has where its file lacks the column; no unless told otherwise. */
    | { kind: "FLAG"; whenUnsaid?: true }
  )

const SEPARATOR = " | "
const YES = ["on", "true", "1", "x", "có", "co"]
const NO = ["", "false", "0", "không", "khong"]

export type ReadCell = { ok: true; value: Cell } | { ok: false; fault: string }

const bad = (fault: string): ReadCell => ({ ok: false, fault })
const good = (value: Cell): ReadCell => ({ ok: true, value })

/** Reads a cell from a form or a file. Days are `2026-11-24` or `24/11/2026`; choices are taken by value or label. */
export const readCell = (field: TableField, sent: string): ReadCell => {
  const text = sent.normalize("NFC").trim()
  if (field.kind === "FLAG") {
    const word = text.toLocaleLowerCase("vi")
    if (YES.includes(word)) return good(true)
    return NO.includes(word) ? good(false) : bad(`${field.label}: ghi «Có» hoặc «Không».`)
  }
  if (field.kind === "LINES") return readLines(field, sent)
  if (text === "") {
    if (!field.isOptional) return bad(`${field.label}: chưa điền.`)
    return good(field.kind === "TEXT" ? "" : null)
  }
  switch (field.kind) {
    case "TEXT":
      if (text.length > field.max)
        return bad(`${field.label}: dài quá (tối đa ${field.max.toLocaleString("vi-VN")} ký tự).`)
      if (field.pattern && !field.pattern.test(text))
        return bad(`${field.label}: «${text}» chưa đúng. ${field.wrong ?? ""}`.trim())
      return good(text.replace(/\s+/gu, " "))
    case "DAY":
      return readDay(field, text)
    case "NUMBER": {
      const number = readNumber(text, field.isWhole)
      return number !== null && number >= field.min && number <= field.max
        ? good(number)
        : bad(
            `${field.label}: «${text.slice(0, 40)}» chưa đúng. Ghi ${field.isWhole ? "số nguyên" : "số"} từ ${formatNumber(field.min)} đến ${formatNumber(field.max)}.`,
          )
    }
    case "CHOICE": {
      const found = field.options.find(
        ({ value, label }) =>
          value === text || label.toLocaleLowerCase("vi") === text.toLocaleLowerCase("vi"),
      )
      return found
        ? good(found.value)
        : bad(
            `${field.label}: không có «${text}». Chọn một trong: ${field.options.map(({ label }) => label).join("; ")}.`,
          )
    }
    case "REFERENCE":
      return good(text)
  }
}

/** `1234` and `1.234` are whole; a broken number has its comma, or a dot as spreadsheets write it. Null for what is no number. */
function readNumber(text: string, isWhole: boolean): number | null {
  if (isWhole && /^-?\d{1,3}(?:\.\d{3})+$/u.test(text)) return Number(text.replaceAll(".", ""))
  return (isWhole ? /^-?\d+$/u : /^-?\d+(?:[.,]\d+)?$/u).test(text) ? Number(text.replace(",", ".")) : null
}

function readLines(field: TableField & { kind: "LINES" }, sent: string): ReadCell {
  const lines = sent
    .normalize("NFC")
    .split(/\r?\n|\s\|\s/u)
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .filter((line) => line !== "")
  if (lines.length === 0 && !field.isOptional) return bad(`${field.label}: cần ít nhất một dòng.`)
  return lines.some((line) => line.length > field.max)
    ? bad(`${field.label}: có dòng dài quá ${field.max} ký tự.`)
    : good(lines)
}

function readDay({ label }: TableField, text: string): ReadCell {
  const day = dayOfText(text)
  return day ? good(day) : bad(`${label}: không có ngày «${text}». Ghi dạng 24/11/2026.`)
}

/** A cell as a form field holds it. */
export const cellInForm = (field: TableField, cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ""
  if (Array.isArray(cell)) return cell.join("\n")
  if (field.kind === "FLAG") return cell === true ? "on" : ""
  return String(cell)
}

/** A cell as a file holds it; `readCell` reads the same cell from it. */
export const cellInFile = (field: TableField, cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ""
  if (Array.isArray(cell)) return cell.join(SEPARATOR)
  if (field.kind === "FLAG") return cell === true ? "Có" : "Không"
  if (field.kind === "DAY") return dayInWords(String(cell))
  if (field.kind === "CHOICE") return field.options.find(({ value }) => value === cell)?.label ?? String(cell)
  return field.kind === "NUMBER" ? String(cell).replace(".", ",") : String(cell)
}

/** A cell as a list shows it; `names` says what the ids stand for. */
export const cellInWords = (
  field: TableField,
  cell: Cell | undefined,
  names: Readonly<Record<string, string>> = {},
): string => {
  if (field.kind === "REFERENCE" && typeof cell === "string") return names[cell] ?? cell
  if (Array.isArray(cell)) return cell.map((one) => names[one] ?? one).join("; ")
  if (field.kind === "DAY" && cell === null && field.isOptional) return "chưa định"
  return cellInFile(field, cell)
}

const dayInWords = (day: string): string => day.split("-").reverse().join("/")

/** What names a row within its table, for people and addresses. */
export const rowKey = (keyFields: readonly string[], row: Row): string =>
  keyFields.map((name) => String(row[name] ?? "")).join("~")

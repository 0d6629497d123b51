import { fileFault, utf16Of } from "./decode-text.ts"

export type FileKind = "GZIP" | "ZIP" | "JSON" | "JSON_LINES" | "CSV" | "HTML"

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean =>
  head.every((byte, i) => bytes[i] === byte)

/**
 * What a file is by its content, never by its name. @throws InvalidInputError for kinds that hold no register, in words
 * that say what the file is and what to send instead.
 */
export const fileKindOf = (bytes: Uint8Array): FileKind => {
  if (startsWith(bytes, 0x1f, 0x8b)) return "GZIP"
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return "ZIP"
  if (startsWith(bytes, 0x50, 0x4b)) throw fileFault("Tệp nén rỗng hoặc bị hỏng. Hãy xuất lại tệp .xlsx.")
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw fileFault("Tệp là .xls đời cũ hoặc được đặt mật khẩu. Hãy lưu lại dưới dạng .xlsx không mật khẩu.")
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46))
    throw fileFault("Tệp là PDF. Hãy gửi dữ liệu dưới dạng .xlsx, .csv, .json hoặc .jsonl.")
  if (startsWith(bytes, 0x4d, 0x5a) || startsWith(bytes, 0x7f, 0x45, 0x4c, 0x46))
    throw fileFault("Tệp là chương trình, không phải dữ liệu thủ tục hành chính.")
  if (startsWith(bytes, 0x52, 0x61, 0x72, 0x21) || startsWith(bytes, 0x37, 0x7a, 0xbc, 0xaf))
    throw fileFault("Tệp nén .rar hoặc .7z không được nhận. Hãy giải nén trước khi nhập.")
  return textKindOf(bytes)
}

/** Head of a JSON document whose records stand in its `data` array, after nothing but simple values. */
const DATA_HEAD = /^\s*\{(?:\s*"\w+"\s*:\s*(?:"[^"]*"|[\w.+-]+)\s*,)*\s*"data"\s*:\s*\[/u

/** Where the records of a JSON document begin: after the `[`; null where the whole document is one record. */
export const recordsStart = (head: string): number | null => {
  const match = /^\s*\[/u.exec(head) ?? DATA_HEAD.exec(head)
  return match ? new TextEncoder().encode(match[0]).length : null
}

function textKindOf(bytes: Uint8Array): FileKind {
  const utf16 = utf16Of(bytes)
  const text = new TextDecoder(utf16 ?? "utf-8").decode(bytes.subarray(0, 4096))
  const head = text.trimStart()
  if (head === "" && bytes.length <= 4096) throw fileFault("Tệp rỗng, không có dòng dữ liệu nào.")
  // Many portals name a page with a table `.xls`.
  if (/^(?:<!doctype html|<html|<table|<meta|<head|<body|<div|<style)\b/iu.test(head)) return "HTML"
  if (/^<\?xml/iu.test(head))
    return /<html\b/iu.test(head)
      ? "HTML"
      : refuse("Tệp là XML. Hãy mở bằng bảng tính rồi lưu lại dưới dạng .xlsx.")
  if (recordsStart(text) !== null) return utf16 ? refuse(JSON_ONLY_UTF8) : "JSON"
  if (!head.startsWith("{")) return "CSV"
  if (utf16) return refuse(JSON_ONLY_UTF8)
  // An object broken over lines is one JSON document; records by line are whole on their line.
  return /^\{\s*[\r\n]/u.test(head) ? "JSON" : "JSON_LINES"
}

const JSON_ONLY_UTF8 = "Tệp JSON phải dùng bảng mã UTF-8. Hãy lưu lại tệp với bảng mã UTF-8."

const refuse = (message: string): never => {
  throw fileFault(message)
}

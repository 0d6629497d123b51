import { fileFault } from "./decode-text.ts"
import { recordsStart } from "./file-kind.ts"
import { type ImportLimits, inMegabytes } from "./import-limits.ts"

/** One record of a JSON file: its line (or, in an array, its ordinal from 1) and its text, or why it has none. */
export type JsonRecord = { line: number; text: string } | { line: number; fault: string }

const NEWLINE = 0x0a
const QUOTE = 0x22
const BACKSLASH = 0x5c
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d, 0x2c])

/** Records by line; empty lines count but hold none. A line beyond the limit is never decoded. */
export function* splitLines(bytes: Uint8Array, limits: ImportLimits): Generator<JsonRecord> {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(NEWLINE, start)
    const end = found === -1 ? bytes.length : found
    if (end - start > limits.recordBytes) yield { line, fault: tooLong(end - start, limits) }
    else {
      const text = decode(bytes.subarray(start, end), `Dòng ${line}`, line).trim()
      if (text !== "") yield { line, text }
    }
    start = end + 1
  }
}

/** Records of a JSON array, one by one, so that a hostile document is never parsed whole. */
export function* splitArray(bytes: Uint8Array, limits: ImportLimits): Generator<JsonRecord> {
  const start = recordsStart(new TextDecoder("utf-8").decode(bytes.subarray(0, 4096)))
  if (start === null) {
    if (bytes.length > limits.recordBytes) throw fileFault(tooLong(bytes.length, limits), 1)
    yield { line: 1, text: decode(bytes, "Tệp", 1) }
    return
  }
  let at = start
  for (let ordinal = 1; ; ordinal += 1) {
    while (at < bytes.length && SPACES.has(bytes[at] as number)) at += 1
    if (bytes[at] === 0x5d) return closeDocument(bytes, at + 1)
    if (bytes[at] !== 0x7b)
      throw fileFault(
        at >= bytes.length
          ? `Tệp JSON bị đứt sau bản ghi thứ ${ordinal - 1}. Hãy tải lại tệp.`
          : `Bản ghi thứ ${ordinal} không phải một đối tượng JSON { … }.`,
        ordinal,
      )
    const end = endOfObject(bytes, at, ordinal, limits)
    yield { line: ordinal, text: decode(bytes.subarray(at, end), `Bản ghi thứ ${ordinal}`, ordinal) }
    at = end
  }
}

function endOfObject(bytes: Uint8Array, start: number, ordinal: number, limits: ImportLimits): number {
  let depth = 0
  let inText = false
  for (let at = start; at < bytes.length; at += 1) {
    if (at - start > limits.recordBytes)
      throw fileFault(`Bản ghi thứ ${ordinal}: ${tooLong(at - start, limits)}`, ordinal)
    const byte = bytes[at]
    if (inText) {
      if (byte === BACKSLASH) at += 1
      else if (byte === QUOTE) inText = false
    } else if (byte === QUOTE) inText = true
    else if (byte === 0x7b || byte === 0x5b) depth += 1
    else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  throw fileFault(`Tệp JSON bị đứt giữa bản ghi thứ ${ordinal}. Hãy tải lại tệp.`, ordinal)
}

/** After `]` a plain array ends; a `{"data": […]}` document still has to close its brace. */
function closeDocument(bytes: Uint8Array, from: number): void {
  const isObject = new TextDecoder("utf-8").decode(bytes.subarray(0, 64)).trimStart().startsWith("{")
  const rest = new TextDecoder("utf-8").decode(bytes.subarray(from, from + 65_536)).trim()
  if (isObject ? !rest.endsWith("}") : rest !== "")
    throw fileFault("Phần cuối tệp JSON bị đứt hoặc có nội dung lạ. Hãy tải lại tệp.")
}

function decode(bytes: Uint8Array, where: string, line: number): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    throw fileFault(
      `${where}: chữ không phải bảng mã UTF-8 (có thể là Windows-1258, TCVN3 hoặc VNI). Hãy lưu lại tệp với bảng mã UTF-8.`,
      line,
    )
  }
}

function tooLong(length: number, limits: ImportLimits): string {
  return `bản ghi dài ${inMegabytes(length)}${length > limits.recordBytes ? "" : " hoặc hơn"}, quá giới hạn ${inMegabytes(limits.recordBytes)} một bản ghi. Tệp có thể bị hỏng.`
}

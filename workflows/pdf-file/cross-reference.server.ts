import { inflateSync } from "node:zlib"
import { formatNumber } from "#models/shared/numbers.ts"
import { trailerEntries } from "./trailer-entries.ts"

/** Where the objects written by one saving stand, and where the section before it does. */
export type CrossReference = {
  objects: Map<number, number>
  previous: number | null
  /** The number it has itself when it is a stream; not among `objects`. */
  own: number | null
  /** What the file says is one more than its highest number. */
  size: number
}

/** Why a file is not one of ours; the message is Vietnamese. */
export class FileShapeError extends Error {}

const UNREADABLE = "Bảng tham chiếu của tệp không đọc được."

/** Objects of a file; a decision with 10,000 rows has some 70,000. */
export const MOST_OBJECTS = 1_000_000
const TOO_MANY = `Tệp có quá ${formatNumber(MOST_OBJECTS)} đối tượng nên không đọc.`

/**
 * The section at `at`, which ends at `end`: a stream (ISO 32000-1, 7.5.8), or the plain table of files drawn by earlier
 * versions. An object inside an object stream stands where that stream does.
 * @throws FileShapeError
 */
export const readCrossReference = (file: Buffer, at: number, end: number): CrossReference =>
  file.toString("latin1", at, at + 5) === "xref\n" ? fromTable(file, at, end) : fromStream(file, at, end)

function fromTable(file: Buffer, at: number, end: number): CrossReference {
  const trailerAt = file.indexOf("\ntrailer\n<<", at, "latin1")
  if (trailerAt < 0 || trailerAt >= end) throw new FileShapeError(UNREADABLE)
  const objects = new Map<number, number>()
  let number = 0
  let left = 0
  for (const line of file
    .toString("latin1", at + 5, trailerAt)
    .trimEnd()
    .split(/\s*\n/u)) {
    const entry = /^(\d{10}) (\d{5}) ([nf])$/u.exec(line)
    const heading = /^(\d{1,10}) (\d{1,10})$/u.exec(line)
    if (heading && left === 0) {
      number = Number(heading[1])
      left = Number(heading[2])
    } else if (entry && left > 0) {
      left -= 1
      add(objects, number, entry[3] === "f" ? 0 : 1, Number(entry[1]), Number(entry[2]))
      number += 1
    } else throw new FileShapeError(UNREADABLE)
  }
  if (left > 0) throw new FileShapeError(UNREADABLE)
  const trailer = file.toString("latin1", trailerAt + "\ntrailer\n".length, end)
  const read = trailerEntries(trailer, 0)
  if (!read || !/^[\t\n\f\r ]*startxref[\t\n\f\r ]/u.test(trailer.slice(read.end)))
    throw new FileShapeError(UNREADABLE)
  const entries = onlyKnown(read.entries, IN_TRAILER)
  return { objects, previous: previousIn(entries), own: null, size: sizeIn(entries) }
}

function fromStream(file: Buffer, at: number, end: number): CrossReference {
  const head = /^(\d{1,10}) 0 obj\n(<<.*?>>)\nstream\n/su.exec(
    file.toString("latin1", at, Math.min(end, at + 4096)),
  )
  const dictionary = head?.[2] ?? ""
  const read = trailerEntries(dictionary, 0)
  if (!head || read?.end !== dictionary.length) throw new FileShapeError(UNREADABLE)
  const entries = onlyKnown(read.entries, IN_STREAM)
  const numbers = (name: string) =>
    (/^\[([\d ]+)\]$/u.exec(entries.get(name) ?? "")?.[1] ?? "").trim().split(/ +/u).map(Number)
  const number = (name: string) => Number(/^\d{1,10}$/u.exec(entries.get(name) ?? "")?.[0] ?? -1)
  const widths = numbers("W")
  const length = number("Length")
  const from = at + head[0].length
  if (entries.get("Type") !== "/XRef" || widths.length !== 3 || length < 0)
    throw new FileShapeError(UNREADABLE)
  if (!widths.every((width) => width <= 4)) throw new FileShapeError(UNREADABLE)
  if (file.toString("latin1", from + length, from + length + 18) !== "\nendstream\nendobj\n")
    throw new FileShapeError(UNREADABLE)
  const sections = entries.has("Index") ? numbers("Index") : [0, number("Size")]
  const data = decoded(file.subarray(from, from + length), entries, { widths, rows: rowsIn(sections) })
  const own = Number(head[1])
  const objects = readRows(data, widths, sections)
  if (objects.get(own) !== at) throw new FileShapeError(UNREADABLE)
  objects.delete(own)
  return { objects, previous: previousIn(entries), own, size: sizeIn(entries) }
}

const IN_TRAILER = ["Size", "Root", "Info", "ID", "Prev"]
const IN_STREAM = [...IN_TRAILER, "Type", "W", "Index", "Length", "Filter", "DecodeParms"]

/** Nothing that leads to further objects, as `/XRefStm` does. */
function onlyKnown(entries: Map<string, string>, names: readonly string[]): Map<string, string> {
  if ([...entries.keys()].every((name) => names.includes(name))) return entries
  throw new FileShapeError(UNREADABLE)
}

/** @throws FileShapeError */
export function sizeIn(entries: Map<string, string>): number {
  const size = Number(/^\d{1,10}$/u.exec(entries.get("Size") ?? "")?.[0] ?? -1)
  if (size < 0) throw new FileShapeError(UNREADABLE)
  if (size > MOST_OBJECTS) throw new FileShapeError(TOO_MANY)
  return size
}

/** @throws FileShapeError */
function rowsIn(sections: readonly number[]): number {
  const rows = sections.reduce((sum, value, index) => sum + (index % 2 === 1 ? value : 0), 0)
  if (!(rows >= 0)) throw new FileShapeError(UNREADABLE)
  if (rows > MOST_OBJECTS) throw new FileShapeError(TOO_MANY)
  return rows
}

function previousIn(entries: Map<string, string>): number | null {
  const written = entries.get("Prev")
  if (written === undefined) return null
  if (!/^\d{1,10}$/u.test(written)) throw new FileShapeError(UNREADABLE)
  return Number(written)
}

/** Unpacks no more than the rows it says it has. */
function decoded(
  data: Buffer,
  entries: Map<string, string>,
  { widths, rows: wanted }: { widths: readonly number[]; rows: number },
): Buffer {
  if (!entries.has("Filter")) return data
  const columns = Number(/^<<\/Predictor 12\/Columns (\d+)>>$/u.exec(entries.get("DecodeParms") ?? "")?.[1])
  if (entries.get("Filter") !== "/FlateDecode") throw new FileShapeError(UNREADABLE)
  if (columns !== rowOf(widths)) throw new FileShapeError(UNREADABLE)
  let differences: Buffer
  try {
    differences = inflateSync(data, { maxOutputLength: wanted * (columns + 1) || 1 })
  } catch {
    throw new FileShapeError(UNREADABLE)
  }
  const rows = Buffer.alloc((differences.length / (columns + 1)) * columns)
  for (let row = 0; row * (columns + 1) < differences.length; row++) {
    const start = row * (columns + 1)
    if (differences[start] !== 2) throw new FileShapeError(UNREADABLE)
    for (let i = 0; i < columns; i++) {
      const above = row > 0 ? (rows[(row - 1) * columns + i] as number) : 0
      rows[row * columns + i] = above + (differences[start + 1 + i] as number)
    }
  }
  return rows
}

const rowOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0)

function readRows(
  data: Buffer,
  [type = 0, field = 0, last = 0]: readonly number[],
  sections: readonly number[],
): Map<number, number> {
  const objects = new Map<number, number>()
  const inStreams: { number: number; stream: number }[] = []
  let at = 0
  const read = (width: number): number => {
    if (at + width > data.length) throw new FileShapeError(UNREADABLE)
    at += width
    return width === 0 ? 0 : data.readUIntBE(at - width, width)
  }
  for (let i = 0; i + 1 < sections.length; i += 2)
    for (let n = 0; n < (sections[i + 1] as number); n++) {
      const number = (sections[i] as number) + n
      const kind = read(type)
      const place = read(field)
      const generation = read(last)
      if (kind === 2) inStreams.push({ number, stream: place })
      else add(objects, number, kind, place, generation)
    }
  if (at !== data.length) throw new FileShapeError(UNREADABLE)
  for (const { number, stream } of inStreams) {
    const offset = objects.get(stream)
    if (offset === undefined || objects.has(number)) throw new FileShapeError(UNREADABLE)
    objects.set(number, offset)
  }
  return objects
}

function add(
  objects: Map<number, number>,
  number: number,
  kind: number,
  offset: number,
  generation: number,
): void {
  if (number === 0 && kind === 0) return
  // Programs differ in which of two they take.
  if (objects.has(number)) throw new FileShapeError(UNREADABLE)
  if (kind !== 1 || generation !== 0) throw new FileShapeError("Tệp có đối tượng bị xóa hoặc dùng lại số cũ.")
  objects.set(number, offset)
}

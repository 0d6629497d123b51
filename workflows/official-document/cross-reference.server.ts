import { inflateSync } from "node:zlib"

/** Where the objects written by one saving stand, and where the section before it does. */
export type CrossReference = {
  objects: Map<number, number>
  previous: number | null
  /** The number it has itself when it is a stream; not among `objects`. */
  own: number | null
}

/** Why a file is not one of ours; the message is Vietnamese. */
export class FileShapeError extends Error {}

const UNREADABLE = "Bảng tham chiếu của tệp không đọc được."

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
  for (const line of file
    .toString("latin1", at + 5, trailerAt)
    .trimEnd()
    .split(/\s*\n/u)) {
    const entry = /^(\d{10}) (\d{5}) ([nf])$/u.exec(line)
    const heading = /^(\d{1,10}) \d{1,10}$/u.exec(line)
    if (heading) number = Number(heading[1])
    else if (entry) {
      add(objects, number, entry[3] === "f" ? 0 : 1, Number(entry[1]), Number(entry[2]))
      number += 1
    } else throw new FileShapeError(UNREADABLE)
  }
  const previous = /\/Prev (\d{1,10})\b/u.exec(file.toString("latin1", trailerAt, end))?.[1]
  return { objects, previous: previous === undefined ? null : Number(previous), own: null }
}

function fromStream(file: Buffer, at: number, end: number): CrossReference {
  const head = /^(\d{1,10}) 0 obj\n(<<.*?>>)\nstream\n/su.exec(
    file.toString("latin1", at, Math.min(end, at + 4096)),
  )
  const dictionary = head?.[2] ?? ""
  const numbers = (name: string) =>
    (new RegExp(`/${name} ?\\[([\\d ]+)\\]`, "u").exec(dictionary)?.[1] ?? "").trim().split(/ +/u).map(Number)
  const number = (name: string) =>
    Number(new RegExp(`/${name} (\\d{1,10})\\b`, "u").exec(dictionary)?.[1] ?? -1)
  const widths = numbers("W")
  const length = number("Length")
  const from = at + (head?.[0].length ?? 0)
  if (!head || !/\/Type ?\/XRef\b/u.test(dictionary) || widths.length !== 3 || length < 0)
    throw new FileShapeError(UNREADABLE)
  if (file.toString("latin1", from + length, from + length + 18) !== "\nendstream\nendobj\n")
    throw new FileShapeError(UNREADABLE)
  const data = decoded(file.subarray(from, from + length), dictionary, widths)
  const sections = dictionary.includes("/Index") ? numbers("Index") : [0, number("Size")]
  const previous = number("Prev")
  const own = Number(head[1])
  const objects = readRows(data, widths, sections)
  if (objects.get(own) !== at) throw new FileShapeError(UNREADABLE)
  objects.delete(own)
  return { objects, previous: previous < 0 ? null : previous, own }
}

function decoded(data: Buffer, dictionary: string, widths: readonly number[]): Buffer {
  if (!dictionary.includes("/Filter")) return data
  const columns = Number(/\/Predictor 12\/Columns (\d+)>>/u.exec(dictionary)?.[1])
  if (columns !== rowOf(widths)) throw new FileShapeError(UNREADABLE)
  let differences: Buffer
  try {
    differences = inflateSync(data)
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
    if (at + width > data.length || width > 6) throw new FileShapeError(UNREADABLE)
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
    if (offset === undefined) throw new FileShapeError(UNREADABLE)
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
  if (kind !== 1 || generation !== 0) throw new FileShapeError("Tệp có đối tượng bị xóa hoặc dùng lại số cũ.")
  objects.set(number, offset)
}

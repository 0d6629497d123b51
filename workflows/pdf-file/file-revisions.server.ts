import { type CrossReference, FileShapeError, readCrossReference, sizeIn } from "./cross-reference.server.ts"
import { isDrawnPlainly } from "./drawn-objects.server.ts"
import { objectsWritten } from "./saving-objects.ts"
import { trailerEntries } from "./trailer-entries.ts"

/** The file as it stood after one saving: everything before `end`, and where the objects written by it begin. */
export type FileRevision = {
  start: number
  end: number
  /** Object number → byte offset, for the objects this saving wrote; null where other software saved in a form of its own. */
  objects: Map<number, number> | null
  /** Numbers of the objects that stand in it; of the first saving, whose table names them all, none. */
  written: ReadonlySet<number>
  /** The object number of its cross-reference, when that is a stream. */
  reference: number | null
}

/** Drawn, initialled, numbered, signed, sealed, checked for long: more than twice as many. Each is read with all before it. */
const MOST_SAVINGS = 16

/**
 * The savings a file is made of, oldest first, by its chain of cross-references. Stricter than the format: header at the
 * very start, nothing after the last `%%EOF` but its line end, nothing freed, each saving beginning where the one before it
 * ends. Savings after the first may be of other software that signs: of those only the extent is known.
 * @throws FileShapeError
 */
export const readRevisions = (bytes: Uint8Array): FileRevision[] => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!/^%PDF-1\.[4-7]\n/u.test(file.toString("latin1", 0, 10)))
    throw new FileShapeError("Tệp không bắt đầu như một tệp PDF do hệ thống lập.")
  const tail = /startxref[\t\n\r ]+(\d{1,10})[\t\n\r ]+%%EOF(?:\r\n|\n|\r)?$/u.exec(
    file.toString("latin1", Math.max(0, file.length - 64)),
  )
  if (!tail) throw new FileShapeError("Tệp không kết thúc đúng sau dấu %%EOF cuối cùng.")
  const revisions: FileRevision[] = []
  const sections: { at: number; size: number }[] = []
  let at: number | null = Number(tail[1])
  let end = file.length
  while (at !== null) {
    if (revisions.length === MOST_SAVINGS)
      throw new FileShapeError(`Tệp được ghi thêm quá ${MOST_SAVINGS} lần nên không đọc.`)
    const section = readSection(file, at, end)
    revisions.unshift({ start: 0, end, objects: section.objects, written: new Set(), reference: section.own })
    sections.unshift({ at, size: section.size })
    if (section.previous !== null && section.previous >= at)
      throw new FileShapeError("Các bảng tham chiếu của tệp không nối tiếp nhau.")
    at = section.previous
    if (at !== null) end = endOfSection(file, at)
  }
  let highest = 0
  for (const [index, revision] of revisions.entries()) {
    revision.start = revisions[index - 1]?.end ?? 0
    for (const offset of revision.objects?.values() ?? [])
      if (offset < revision.start || offset >= revision.end)
        throw new FileShapeError("Bảng tham chiếu của tệp trỏ ra ngoài phần được ghi.")
    const { at: own = 0, size = 0 } = sections[index] ?? {}
    for (const number of [...(revision.objects?.keys() ?? []), revision.reference ?? 0])
      highest = Math.max(highest, number)
    if (size <= highest) throw new FileShapeError(AMBIGUOUS)
    highest = size - 1
    if (index === 0) {
      if (!isDrawnPlainly(file, revision, own)) throw new FileShapeError(AMBIGUOUS_DRAWING)
      continue
    }
    const listed =
      revision.objects &&
      new Map([
        ...revision.objects,
        ...(revision.reference === null ? [] : [[revision.reference, own] as const]),
      ])
    const written = objectsWritten(file, revision, listed)
    if (!written) throw new FileShapeError(AMBIGUOUS)
    revision.written = written
  }
  return revisions
}

const AMBIGUOUS_DRAWING = "Bản lập có phần không do hệ thống vẽ: các phần mềm có thể đọc tệp khác nhau."
const AMBIGUOUS = "Phần ghi thêm của tệp có thể được các phần mềm đọc khác nhau."

type Section = Omit<CrossReference, "objects"> & { objects: Map<number, number> | null }

/** A section which must end exactly at `end`. */
function readSection(file: Buffer, at: number, end: number): Section {
  if (endOfSection(file, at) !== end) throw new FileShapeError("Có nội dung lạ giữa hai lần ghi của tệp.")
  try {
    return readCrossReference(file, at, end)
  } catch (error) {
    // The first saving is ours, and in our form; a later one names the one before it.
    const foreign = foreignSection(file.toString("latin1", at, end))
    if (!(error instanceof FileShapeError) || foreign === null) throw error
    return foreign
  }
}

/** What a table or stream of other software says stands before it; null where programs could read it differently. */
function foreignSection(section: string): Section | null {
  const head =
    /^xref[\t\n\r ][\d\t\n\r nf]*trailer[\t\n\r ]*(?=<<)/u.exec(section) ??
    /^\d{1,10} 0 obj[\t\n\r ]*(?=<<)/u.exec(section)
  const entries = head && trailerEntries(section, head[0].length)?.entries
  const previous = entries?.get("Prev") ?? ""
  if (!entries || ["XRefStm", "Encrypt"].some((name) => entries.has(name)) || !/^\d{1,10}$/u.test(previous))
    return null
  return { objects: null, previous: Number(previous), own: null, size: sizeIn(entries) }
}

function endOfSection(file: Buffer, at: number): number {
  const marker = file.indexOf("startxref", at, "latin1")
  const closing =
    marker < 0
      ? null
      : /^startxref[\t\n\r ]+(\d+)[\t\n\r ]+%%EOF(?:\r\n|\n|\r)?/u.exec(
          file.toString("latin1", marker, marker + 44),
        )
  if (!closing || Number(closing[1]) !== at)
    throw new FileShapeError("Các bảng tham chiếu của tệp không nối tiếp nhau.")
  return marker + closing[0].length
}

import { type CrossReference, FileShapeError, readCrossReference } from "./cross-reference.server.ts"
import { trailerEntries } from "./trailer-entries.ts"

/** The file as it stood after one saving: everything before `end`, and where the objects written by it begin. */
export type FileRevision = {
  start: number
  end: number
  /** Object number → byte offset, for the objects this saving wrote; null where other software saved in a form of its own. */
  objects: Map<number, number> | null
  /** The object number of its cross-reference, when that is a stream. */
  reference: number | null
}

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
  const tail = /startxref\s+(\d{1,10})\s+%%EOF(?:\r\n|\n|\r)?$/u.exec(
    file.toString("latin1", Math.max(0, file.length - 64)),
  )
  if (!tail) throw new FileShapeError("Tệp không kết thúc đúng sau dấu %%EOF cuối cùng.")
  const revisions: FileRevision[] = []
  let at: number | null = Number(tail[1])
  let end = file.length
  while (at !== null) {
    const section = readSection(file, at, end)
    revisions.unshift({ start: 0, end, objects: section.objects, reference: section.own })
    if (section.previous !== null && section.previous >= at)
      throw new FileShapeError("Các bảng tham chiếu của tệp không nối tiếp nhau.")
    at = section.previous
    if (at !== null) end = endOfSection(file, at)
  }
  for (const [index, revision] of revisions.entries()) {
    revision.start = revisions[index - 1]?.end ?? 0
    for (const offset of revision.objects?.values() ?? [])
      if (offset < revision.start || offset >= revision.end)
        throw new FileShapeError("Bảng tham chiếu của tệp trỏ ra ngoài phần được ghi.")
  }
  return revisions
}

type Section = Omit<CrossReference, "objects"> & { objects: Map<number, number> | null }

/** A section which must end exactly at `end`. */
function readSection(file: Buffer, at: number, end: number): Section {
  if (endOfSection(file, at) !== end) throw new FileShapeError("Có nội dung lạ giữa hai lần ghi của tệp.")
  try {
    return readCrossReference(file, at, end)
  } catch (error) {
    // The first saving is ours, and in our form; a later one names the one before it.
    const previous = foreignPrevious(file.toString("latin1", at, end))
    if (!(error instanceof FileShapeError) || previous === null) throw error
    return { objects: null, previous, own: null }
  }
}

/** What a table or stream of other software says stands before it; null where programs could read it differently. */
function foreignPrevious(section: string): number | null {
  const head =
    /^xref\s[\d\snf]*trailer\s*(?=<<)/u.exec(section) ?? /^\d{1,10} \d{1,5} obj\s*(?=<<)/u.exec(section)
  const { entries } = (head && trailerEntries(section, head[0].length)) ?? {
    entries: new Map<string, string>(),
  }
  const previous = entries.get("Prev") ?? ""
  return !entries.has("XRefStm") && /^\d{1,10}$/u.test(previous) ? Number(previous) : null
}

function endOfSection(file: Buffer, at: number): number {
  const marker = file.indexOf("startxref", at, "latin1")
  const closing =
    marker < 0
      ? null
      : /^startxref\s+(\d+)\s+%%EOF(?:\r\n|\n|\r)?/u.exec(file.toString("latin1", marker, marker + 44))
  if (!closing || Number(closing[1]) !== at)
    throw new FileShapeError("Các bảng tham chiếu của tệp không nối tiếp nhau.")
  return marker + closing[0].length
}

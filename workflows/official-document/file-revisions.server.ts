/** The file as it stood after one saving: everything before `end`, and where the objects written by it begin. */
export type FileRevision = {
  start: number
  end: number
  /** Object number → byte offset, for the objects this saving wrote. */
  objects: Map<number, number>
}

/** Why a file is not one of ours; the message is Vietnamese. */
export class FileShapeError extends Error {}

/**
 * The savings a file is made of, oldest first, by its chain of cross-reference tables. Stricter than the format: header at
 * the very start, one line feed after the last `%%EOF`, plain tables, nothing freed, each saving beginning where the one
 * before it ends.
 * @throws FileShapeError
 */
export const readRevisions = (bytes: Uint8Array): FileRevision[] => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!/^%PDF-1\.[4-7]\n/u.test(file.toString("latin1", 0, 10)))
    throw new FileShapeError("Tệp không bắt đầu như một tệp PDF do hệ thống lập.")
  const tail = /startxref\n(\d{1,10})\n%%EOF\n$/u.exec(file.toString("latin1", Math.max(0, file.length - 64)))
  if (!tail) throw new FileShapeError("Tệp không kết thúc đúng sau dấu %%EOF cuối cùng.")
  const revisions: FileRevision[] = []
  let at: number | null = Number(tail[1])
  let end = file.length
  while (at !== null) {
    const section = readSection(file, at, end)
    revisions.unshift({ start: 0, end, objects: section.objects })
    if (section.previous !== null && section.previous >= at)
      throw new FileShapeError("Các bảng tham chiếu của tệp không nối tiếp nhau.")
    at = section.previous
    if (at !== null) end = endOfSection(file, at)
  }
  for (const [index, revision] of revisions.entries()) {
    revision.start = revisions[index - 1]?.end ?? 0
    for (const offset of revision.objects.values())
      if (offset < revision.start || offset >= revision.end)
        throw new FileShapeError("Bảng tham chiếu của tệp trỏ ra ngoài phần được ghi.")
  }
  return revisions
}

/** A table with its trailer, which must end exactly at `end`. */
function readSection(
  file: Buffer,
  at: number,
  end: number,
): Pick<FileRevision, "objects"> & { previous: number | null } {
  if (endOfSection(file, at) !== end) throw new FileShapeError("Có nội dung lạ giữa hai lần ghi của tệp.")
  const trailerAt = file.indexOf("\ntrailer\n<<", at, "latin1")
  if (file.toString("latin1", at, at + 5) !== "xref\n" || trailerAt < 0 || trailerAt >= end)
    throw new FileShapeError("Bảng tham chiếu của tệp không đọc được.")
  const objects = readTable(file.toString("latin1", at + 5, trailerAt))
  const previous = /\/Prev (\d{1,10})\b/u.exec(file.toString("latin1", trailerAt, end))?.[1]
  return { objects, previous: previous === undefined ? null : Number(previous) }
}

function readTable(text: string): Map<number, number> {
  const objects = new Map<number, number>()
  let number = 0
  for (const line of text.trimEnd().split(/\s*\n/u)) {
    const entry = /^(\d{10}) (\d{5}) ([nf])$/u.exec(line)
    const heading = /^(\d{1,10}) \d{1,10}$/u.exec(line)
    if (heading) number = Number(heading[1])
    else if (entry) {
      const isHead = number === 0 && entry[3] === "f"
      if (!isHead && (entry[3] !== "n" || entry[2] !== "00000"))
        throw new FileShapeError("Tệp có đối tượng bị xóa hoặc dùng lại số cũ.")
      if (!isHead) objects.set(number, Number(entry[1]))
      number += 1
    } else throw new FileShapeError("Bảng tham chiếu của tệp không đọc được.")
  }
  return objects
}

function endOfSection(file: Buffer, at: number): number {
  const marker = file.indexOf("\nstartxref\n", at, "latin1")
  const closing =
    marker < 0 ? null : /^\nstartxref\n(\d+)\n%%EOF\n/u.exec(file.toString("latin1", marker, marker + 40))
  if (!closing || Number(closing[1]) !== at)
    throw new FileShapeError("Các bảng tham chiếu của tệp không nối tiếp nhau.")
  return marker + closing[0].length
}

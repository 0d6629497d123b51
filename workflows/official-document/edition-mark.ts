/** The frozen edition a file was drawn from, as its metadata says. */
export type EditionMark = {
  id: string
  digest: string
  /** Root over the rows, so that one row can be proven without the rest; null in what carries no list. */
  rowsRoot: string | null
}

/**
 * `danh-muc:2023-1/1 sha256:… dong:…`: kept as keywords, which PDF/A allows in the information dictionary and in XMP alike.
 */
export const keywordsOf = ({ id, digest, rowsRoot }: EditionMark): string =>
  `danh-muc:${id} sha256:${digest}${rowsRoot === null ? "" : ` dong:${rowsRoot}`}`

/** Reads the mark back; null when there is none. */
export const markOf = (keywords: string): EditionMark | null => {
  const found = /^danh-muc:(\S+) sha256:([0-9a-f]{64})(?: dong:([0-9a-f]{64}))?$/u.exec(keywords)
  const [, id, digest, rowsRoot] = found ?? []
  return id && digest ? { id, digest, rowsRoot: rowsRoot ?? null } : null
}

/** The frozen edition a file was drawn from, as its metadata says. */
export type EditionMark = { id: string; digest: string }

/** `danh-muc:2023-1/1 sha256:…`: kept as keywords, which PDF/A allows in the information dictionary and in XMP alike. */
export const keywordsOf = ({ id, digest }: EditionMark): string => `danh-muc:${id} sha256:${digest}`

/** Reads the mark back; null when there is none. */
export const markOf = (keywords: string): EditionMark | null => {
  const found = /^danh-muc:(\S+) sha256:([0-9a-f]{64})$/u.exec(keywords)
  const [, id, digest] = found ?? []
  return id && digest ? { id, digest } : null
}

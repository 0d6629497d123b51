import { ANNEX_KINDS, type AnnexKind } from "#models/official-document/official-document.ts"

/** The frozen edition a file was drawn from, as its metadata says. */
export type EditionMark = {
  id: string
  digest: string
  /** Root over the rows, so that one row can be proven without the rest; null in what carries no list. */
  rowsRoot: string | null
  /** SHA-256 of each annex as drawn, in order, where the annexes are files of their own; empty where they are in this file. */
  annexFiles: string[]
  /** Which annex this file is; null for the decision itself. */
  annex: AnnexKind | null
}

/**
 * `danh-muc:2023-1/1 sha256:… dong:… phu-luc:…`: kept as keywords, which PDF/A allows in the information dictionary and in
 * XMP alike.
 */
export const keywordsOf = ({ id, digest, rowsRoot, annexFiles, annex }: EditionMark): string =>
  [
    `danh-muc:${id} sha256:${digest}`,
    ...(rowsRoot === null ? [] : [`dong:${rowsRoot}`]),
    ...(annexFiles.length === 0 ? [] : [`phu-luc:${annexFiles.join(",")}`]),
    ...(annex === null ? [] : [`la-phu-luc:${annex}`]),
  ].join(" ")

const DIGEST = "[0-9a-f]{64}"
const MARK = new RegExp(
  `^danh-muc:(\\S+) sha256:(${DIGEST})(?: dong:(${DIGEST}))?(?: phu-luc:(${DIGEST}(?:,${DIGEST})*))?(?: la-phu-luc:(\\S+))?$`,
  "u",
)

/** Reads the mark back; null when there is none that can be: no annex has annexes. */
export const markOf = (keywords: string): EditionMark | null => {
  const [, id, digest, rowsRoot = null, annexFiles, named] = MARK.exec(keywords) ?? []
  const annex = ANNEX_KINDS.find((kind) => kind === named) ?? null
  const isUnknown = named !== undefined && (annex === null || annexFiles !== undefined)
  if (!id || !digest || isUnknown) return null
  return { id, digest, rowsRoot, annexFiles: annexFiles?.split(",") ?? [], annex }
}

import type { DocumentParts, Paragraph } from "./document-parts.ts"

/** The paragraphs of Điều 1, which say what is announced. */
export const firstArticle = ({ parts }: { parts: Pick<DocumentParts, "paragraphs"> }): Paragraph[] => {
  const from = parts.paragraphs.findIndex(({ text }) => /^Điều 1\./u.test(text))
  const to = parts.paragraphs.findIndex(({ text }) => /^Điều 2\./u.test(text))
  return parts.paragraphs.slice(Math.max(from, 0), to < 0 ? undefined : to)
}

/** A stop behind the number or letter that opens a line ("1. Đơn đề nghị", "a. Bản sao") ends nothing. */
const SENTENCE_END =
  /\n|;(?=\s)|(?<!(?:^|\n)[^\p{L}\d\n]{0,4}(?:(?:bước|mẫu số|mẫu|phụ lục)\s)?(?:\d{1,3}|[a-zđ]|[ivx]{1,4}))\.(?=\s)/giu
/** A sentence is looked for no further than this on either side, so that a text without a full stop costs no more. */
const SENTENCE_REACH = 1000

/** Where the sentence around a place begins and ends. */
export const sentenceAround = (text: string, from: number, to: number): { start: number; end: number } => {
  const first = Math.max(0, from - SENTENCE_REACH)
  const near = text.slice(first, to + SENTENCE_REACH)
  let start = first
  SENTENCE_END.lastIndex = 0
  for (let match = SENTENCE_END.exec(near); match; match = SENTENCE_END.exec(near)) {
    const at = first + match.index
    if (at >= to) return { start, end: at }
    if (at < from) start = at + match[0].length
  }
  return { start, end: first + near.length }
}

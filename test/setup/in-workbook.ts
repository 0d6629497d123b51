/** What a cell of a workbook can hold of a text: no control characters, and no more than Excel opens. */
export const inWorkbook = (text: string): string => {
  const kept = text.toWellFormed().replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, "")
  return kept.length > 32_767 ? `${kept.slice(0, 32_766)}…` : kept
}

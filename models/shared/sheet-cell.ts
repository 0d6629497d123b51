/** Excel calls a workbook broken when a cell holds more than 32,767 characters. */
const CELL_LIMIT = 32_767

/** What XML cannot hold, as a cell or at all. */
const NOT_IN_XML = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu
/** What programs read as a character by its number (ECMA-376, 22.4.2.4): typed by people it is said literally. */
const NUMBERED = /_(?=x[0-9A-Fa-f]{4}_)/gu

/**
 * A text as a cell of a workbook, null where it is empty: a text to every program, so that no code is rounded and no formula
 * run; one that is too long says so by its end.
 */
export const textCell = (text: string) => {
  const kept = text.toWellFormed().replace(NOT_IN_XML, "")
  if (kept === "") return null
  const shown = kept.length > CELL_LIMIT ? `${kept.slice(0, CELL_LIMIT - 1)}…` : kept
  return { type: String, value: shown.replace(NUMBERED, "_x005F_"), format: "@" } as const
}

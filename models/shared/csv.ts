import { stringify } from "csv-stringify/sync"
import { normaliseText } from "./text.ts"

/** A signed number: no program runs it, and an apostrophe would make it a text. */
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/u

/**
 * A table as a CSV file, headings first (RFC 4180; UTF-8 with byte order mark, so that office programs read Vietnamese; every
 * line ends in CRLF). A cell is one line, cleaned as stored texts are. One that a spreadsheet would run as a formula gets an
 * apostrophe in front; a number never does.
 */
export const toCsv = (rows: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(
    stringify(
      rows.map((row) => row.map(normaliseText)),
      {
        bom: true,
        record_delimiter: "windows",
        // Else a lone line feed beside these line ends would stand without quotes.
        quote_record_delimiter: true,
        escape_formulas: true,
        cast: { string: (text) => (NUMBER.test(text) ? { value: text, escape_formulas: false } : text) },
      },
    ),
  )

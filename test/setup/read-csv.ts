import Papa from "papaparse"

/**
 * Header and rows of a CSV file, read by another library than the one that writes it. @throws Error when the file does not
 * begin with the byte order mark, does not end with its last line, or is no CSV to that reader
 */
export const readElsewhere = (bytes: Uint8Array): string[][] => {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  if (!text.startsWith("\ufeff") || !text.endsWith("\r\n"))
    throw new Error("no byte order mark or no last line end")
  const { data, errors } = Papa.parse<string[]>(text.slice(1, -2), { delimiter: "," })
  if (errors[0]) throw new Error(`row ${errors[0].row}: ${errors[0].message}`)
  return data
}

/** How many lines the file has for a program that knows nothing of quotes. */
export const linesIn = (bytes: Uint8Array): number =>
  new TextDecoder()
    .decode(bytes)
    .trimEnd()
    .split(/\r\n|[\n\r\u2028\u2029]/u).length

/** Whether a spreadsheet takes the cell for a formula; a number with its sign is none. */
export const wouldRun = (cell: string): boolean =>
  /^[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(cell) && !/^[+-]?\d+(?:[.,]\d+)*$/u.test(cell)

export const MEGABYTE = 1024 * 1024

/** How much one import file may ask of the machine. Generous for a register, small for an attack. */
export const IMPORT_LIMITS = {
  /** The file as it arrives, packed or not. */
  fileBytes: 100 * MEGABYTE,
  /** Everything a packed file (gzip, XLSX) really unpacks to. */
  unpackedBytes: 200 * MEGABYTE,
  /** One record: a line of text, a row of a sheet. The longest real record is about 0.1 MB. */
  recordBytes: 2 * MEGABYTE,
  rows: 50_000,
  columns: 200,
  /** Sheets of a workbook. */
  sheets: 30,
  zipEntries: 1000,
  /** Unpacked : packed, judged once an entry unpacks to more than `zipRatioFrom`. */
  zipRatio: 200,
  zipRatioFrom: 10 * MEGABYTE,
} as const

export type ImportLimits = { [K in keyof typeof IMPORT_LIMITS]: number }

/** `100 MB`. */
export const inMegabytes = (bytes: number): string => `${Math.round(bytes / MEGABYTE)} MB`

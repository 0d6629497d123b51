import type { PageReading } from "#workflows/pdf-reading/reading.ts"

export type FontInFile = { name: string; embedded: boolean; subset: boolean; searchable: boolean }

/** The catalogue a decision carries, as far as totals and rows can be compared with the print. */
export type CarriedCatalogue = {
  rows: { code: string; serviceCode: string; level: string; adminLevel: string }[]
  /** Services of central branches, which are no rows of the catalogue. */
  branches: { code: string; serviceCode: string }[]
  totals: { entries: number; levels: Record<string, number> }
}

export type FileFacts = {
  title: string
  language: string
  marked: boolean
  structured: boolean
  displaysTitle: boolean
  encrypted: boolean
  bookmarks: string[]
  fonts: FontInFile[]
  attachments: string[]
  /** Null when nothing is attached that can be read. */
  catalogue: CarriedCatalogue | null
  /** Annexes in files of their own that the file names. */
  annexFiles: number
  /** ISO day in Viet Nam; null when the file does not say. */
  createdOn: string | null
  signed: boolean
}

/** A finished file as read back from its bytes. */
export type Reading = { pages: PageReading[]; file: FileFacts }

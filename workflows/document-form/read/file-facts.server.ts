import { PDF } from "@libpdf/core"
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs"
import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { dayOf } from "#models/shared/dates.ts"
import { readEdition, readMark } from "#workflows/document-verification/carried-catalogue.server.ts"
import { signedFieldNames } from "#workflows/document-verification/signed-ranges.server.ts"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import type { CarriedCatalogue, FileFacts } from "../reading.ts"
import { fontsInFile } from "./fonts-in-file.server.ts"

/** What the file says of itself beside its pages. */
export const readFileFacts = async (document: PDFDocumentProxy, bytes: Uint8Array): Promise<FileFacts> => {
  const [{ info }, outline, pdf] = await Promise.all([
    document.getMetadata() as Promise<{ info: Record<string, unknown> }>,
    document.getOutline() as Promise<{ title: string }[] | null>,
    PDF.load(bytes),
  ])
  const edition = readEdition(pdf)
  const catalog = pdf.getCatalog()
  const resolve = resolverOf(pdf)
  const isSet = (dictionary: string, key: string): boolean =>
    catalog.getDict(dictionary, resolve)?.getBool(key, resolve)?.value === true
  return {
    title: text(info.Title),
    language: text(info.Language),
    marked: isSet("MarkInfo", "Marked"),
    structured: catalog.has("StructTreeRoot"),
    displaysTitle: isSet("ViewerPreferences", "DisplayDocTitle"),
    encrypted: Boolean(info.EncryptFilterName),
    bookmarks: (outline ?? []).map(({ title }) => title),
    fonts: fontsInFile(pdf),
    attachments: [...pdf.attachments.list().keys()],
    catalogue: edition && catalogueOf(edition),
    annexFiles: readMark(pdf)?.annexFiles.length ?? 0,
    createdOn: dayWritten(text(info.CreationDate)),
    signed: signedFieldNames(pdf).length > 0,
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "")

const catalogueOf = ({ entries, branches = [], totals }: CarriedEdition): CarriedCatalogue => ({
  rows: entries.map(({ procedure, serviceCode, level, adminLevel }) => ({
    code: procedure.code,
    serviceCode,
    level,
    adminLevel,
  })),
  branches: branches.map(({ procedure, serviceCode }) => ({ code: procedure.code, serviceCode })),
  totals: { entries: totals.entries, levels: totals.levels },
})

/** The day in Viet Nam of a date as PDF writes it: `D:20230508020000Z`. */
function dayWritten(value: string): string | null {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)?/u.exec(value)
  if (!parts) return null
  const [, year, month, day, hour, minute, second, sign, hours = "00", minutes = "00"] = parts
  const zone = sign ? `${sign}${hours}:${minutes}` : "Z"
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(at.getTime()) ? null : dayOf(at)
}

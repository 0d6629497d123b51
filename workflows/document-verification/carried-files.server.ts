import { type PDF, PdfArray, PdfDict, type PdfObject, PdfRef, PdfString } from "@libpdf/core"
import { attachmentName } from "#workflows/document-drawing/edition-attachments.server.ts"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { othersIn } from "./drawn-form/drawn-file.ts"

const SPECIFICATION = ["Type", "AFRelationship", "F", "UF", "EF", "Desc"]

/**
 * Whether the files inside are those two, each once and under one name: programs find them by the list of the file, by what
 * belongs to the document (AF), by the old name or the new one, and all must come upon the same.
 */
export const carriesOnly = (pdf: PDF, edition: { id: string }): boolean => {
  const resolve = resolverOf(pdf)
  const root = pdf.getCatalog()
  const listed = root.getDict("Names", resolve)?.getDict("EmbeddedFiles", resolve)
  const pairs = itemsOf(listed?.get("Names"), resolve)
  const wanted = [attachmentName(edition, "csv"), attachmentName(edition, "json")]
  const files = [pairs[1], pairs[3]]
  return (
    othersIn(listed ?? null, ["Names", "Limits"]).length === 0 &&
    pairs.length === 2 * wanted.length &&
    wanted.every((name, index) => isFileNamed(name, pairs[2 * index], files[index], resolve)) &&
    numbersOf(itemsOf(root.get("AF"), resolve)) === numbersOf(files)
  )
}

type Resolve = ReturnType<typeof resolverOf>

const itemsOf = (value: PdfObject | undefined, resolve: Resolve): PdfObject[] => {
  const list = value instanceof PdfRef ? resolve(value) : value
  return list instanceof PdfArray ? [...list] : []
}

function isFileNamed(
  name: string,
  key: PdfObject | undefined,
  value: PdfObject | undefined,
  resolve: Resolve,
): boolean {
  const file = value instanceof PdfRef ? resolve(value) : null
  if (!(file instanceof PdfDict) || !(key instanceof PdfString)) return false
  const bytes = file.getDict("EF", resolve)
  const [one, other] = [bytes?.get("F"), bytes?.get("UF")]
  const names = [
    key.asString(),
    file.getString("F", resolve)?.asString(),
    file.getString("UF", resolve)?.asString(),
  ]
  return (
    names.every((said) => said === name) &&
    othersIn(file, SPECIFICATION).length === 0 &&
    othersIn(bytes ?? null, ["F", "UF"]).length === 0 &&
    one instanceof PdfRef &&
    other instanceof PdfRef &&
    one.objectNumber === other.objectNumber
  )
}

const numbersOf = (items: readonly (PdfObject | undefined)[]): string =>
  items
    .map((item) => (item instanceof PdfRef ? item.objectNumber : Number.NaN))
    .sort((a, b) => a - b)
    .join()

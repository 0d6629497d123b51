import {
  type PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  PdfStream,
  PdfString,
} from "@libpdf/core"
import { type DrawnFile, openDrawn } from "./drawn-form/drawn-file.ts"

/** Whether a value, resolved, is what an entry holds. */
type Kind = (value: PdfObject | null, file: DrawnFile) => boolean

const isName: Kind = (value) => value instanceof PdfName
const isNumber: Kind = (value) => value instanceof PdfNumber
const isText: Kind = (value) => value instanceof PdfString
const called =
  (name: string): Kind =>
  (value) =>
    value instanceof PdfName && value.value === name
/** A dictionary of these entries and no others; a key that every object of the language answers to is another. */
const entriesOf =
  (kinds: Record<string, Kind>): Kind =>
  (value, file) =>
    value instanceof PdfDict &&
    [...value].every(
      ([{ value: key }, item]) =>
        Object.hasOwn(kinds, key) && kinds[key]?.(file.resolved(item), file) === true,
    )
/** A dictionary whose keys are of one form, each holding the same. */
const keyedBy =
  (form: RegExp, kind: Kind): Kind =>
  (value, file) =>
    value instanceof PdfDict &&
    [...value].every(([{ value: key }, item]) => form.test(key) && kind(file.resolved(item), file))
const listOf =
  (kind: Kind): Kind =>
  (value, file) =>
    value instanceof PdfArray && [...value].every((item) => kind(file.resolved(item), file))

const isHowPacked = entriesOf({
  Length: isNumber,
  Filter: (value, file) => isName(value, file) || listOf(isName)(value, file),
})
/** Bytes that describe nothing but how they are packed. */
const isData: Kind = (value, file) => value instanceof PdfStream && isHowPacked(value, file)

/** What checks one signature, kept under the digest (SHA-1) of its bytes. */
const isOfOneSignature = entriesOf({
  Type: called("VRI"),
  Cert: listOf(isData),
  CRL: listOf(isData),
  OCSP: listOf(isData),
  TU: isText,
  TS: isData,
})
const isStore = entriesOf({
  Type: called("DSS"),
  Certs: listOf(isData),
  CRLs: listOf(isData),
  OCSPs: listOf(isData),
  VRI: keyedBy(/^[0-9a-f]{40}$/iu, isOfOneSignature),
})

const isExtension = entriesOf({
  Type: called("DeveloperExtensions"),
  BaseVersion: isName,
  ExtensionLevel: isNumber,
  ExtensionRevision: isText,
  URL: isText,
})
const isExtensions: Kind = (value, file) =>
  value instanceof PdfDict &&
  [...value].every(([{ value: key }, item]) => {
    const held = file.resolved(item)
    return called("Extensions")(held, file)
      ? key === "Type"
      : isExtension(held, file) || listOf(isExtension)(held, file)
  })

/**
 * Whether what a saving laid beside the signatures has the form that validation data have, and no place for anything else: the store
 * of certificates, lists and answers (ETSI EN 319 142-1, 5.4.2), and the extensions its writer goes by (ISO 32000-2, 7.12).
 */
export const isPlainValidationData = (pdf: PDF): boolean => {
  const file = openDrawn(pdf, [])
  const root = pdf.getCatalog()
  return [["DSS", isStore] as const, ["Extensions", isExtensions] as const].every(
    ([key, kind]) => !root.has(key) || kind(file.resolved(root.get(key)), file),
  )
}

import { PdfDict, type PdfObject, PdfRef, PdfStream } from "@libpdf/core"
import { FIELDS, SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { operationsIn } from "#workflows/pdf-file/drawing-operations.ts"
import { numbersOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { contentOf } from "#workflows/pdf-file/stream-content.server.ts"
import { type DrawnFile, type DrawnRule, named, othersIn } from "./drawn-file.ts"

const FORM = ["DA", "DR", "Fields", "SigFlags"]
const FIELD = [
  "Type",
  "Subtype",
  "T",
  "TU",
  "F",
  "P",
  "AP",
  "FT",
  "Ff",
  "Q",
  "V",
  "DA",
  "StructParent",
  "Rect",
  "Border",
  "C",
]
/** What is filled with text has a look of its own, which says so; nobody but the records office fills it. */
const OF_TEXT = ["Ff", "Q", "V", "DA"]
const APPEARANCE = ["Type", "Subtype", "BBox", "Resources", "Length", "Filter"]
const LABELS = new Map<string, string>(
  [...Object.values(FIELDS), ...Object.values(SIGNATURE_FIELDS)].map(({ name, label }) => [name, label]),
)
const TEXTS: readonly string[] = Object.values(FIELDS).map(({ name }) => name)
/** Shown and printed (ISO 32000-1, 12.5.3). */
const SHOWN = "4"
/** Square points: the personal signature takes 52 by 26 mm, the line on an annex the width of a page. */
const LARGEST_FIELD = 12_000
/** Points: less than the place for initials and the line of the number, and still to be seen. */
const LEAST_FIELD = { width: 30, height: 9 }
/** Points, by which numbers are rounded. */
const ROUNDING = 0.01

/** What the places for number, date and signatures may be. */
export const FIELD_RULES: readonly DrawnRule[] = [
  {
    name: "FORM_ENTRIES",
    reason: "a form may ask to be drawn anew (NeedAppearances), be another one (XFA), or be computed (CO)",
    faultIn: ({ pdf, dictAt }) => {
      const form = dictAt(pdf.getCatalog(), "AcroForm")
      const others = [...othersIn(form, FORM), ...othersIn(dictAt(form, "DR"), ["Font"])]
      return others.length > 0 ? `biểu mẫu với mục lạ (${named(others)})` : null
    },
  },
  {
    name: "OWN_FIELDS_ALONE",
    reason: "every note lies over the text, and a field nobody expects is filled by whoever comes after",
    faultIn: (file) => {
      const form = file.dictAt(file.pdf.getCatalog(), "AcroForm")
      const fields = file.listAt(form, "Fields").map(keyOf)
      const notes = file.pdf.getPages().flatMap(({ dict }) => file.listAt(dict, "Annots").map(keyOf))
      const isSame = fields.length === notes.length && fields.every((one) => notes.includes(one))
      const names = file.listAt(form, "Fields").map((one) => nameOf(file.resolved(one)))
      const isOurs = new Set(names).size === names.length && names.every((one) => LABELS.has(one))
      return isSame && isOurs ? null : "ô hoặc chú thích ngoài các ô của số, ngày và chữ ký"
    },
  },
  {
    name: "FIELD_ENTRIES",
    reason:
      "a field that is hidden, larger than its place or too small to be seen, of a layer, open to be filled by whoever reads it, with actions or with other looks when pointed at shows what was not there",
    faultIn: (file) => {
      for (const item of file.listAt(file.dictAt(file.pdf.getCatalog(), "AcroForm"), "Fields")) {
        const fault = faultOfField(file, file.resolved(item))
        if (fault !== null) return fault
      }
      return null
    },
  },
]

const keyOf = (value: PdfObject): number => (value instanceof PdfRef ? value.objectNumber : Number.NaN)
const nameOf = (value: PdfObject | null): string =>
  value instanceof PdfDict ? (value.getString("T")?.asString() ?? "") : ""

function faultOfField(file: DrawnFile, field: PdfObject | null): string | null {
  if (!(field instanceof PdfDict)) return "ô không đọc được"
  const what = `ô «${nameOf(field)}»`
  const others = [...othersIn(field, FIELD), ...othersIn(file.dictAt(field, "AP"), ["N"])]
  if (others.length > 0) return `${what} với mục lạ (${named(others)})`
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = numbersOf(file.listAt(field, "Rect"))
  if ((x1 - x0) * (y1 - y0) > LARGEST_FIELD) return `${what} lớn hơn chỗ của nó`
  const place = { width: x1 - x0, height: y1 - y0 }
  if (!(place.width >= LEAST_FIELD.width && place.height >= LEAST_FIELD.height)) return `${what} không có chỗ`
  if (!isOnItsPage(file, field, [x0, y0, x1, y1])) return `${what} không nằm trên trang của nó`
  if (field.getNumber("F")?.value.toString() !== SHOWN) return `${what} bị ẩn`
  if (!isOfItsKind(file, field)) return `${what} không đúng loại, hoặc ai cũng điền được`
  if (!isDrawnToSize(file, field, place)) return `${what} vẽ khác cỡ của nó`
  const shown = file.resolved(file.dictAt(field, "AP")?.get("N"))
  // What a signature field holds before it is signed, the signer's software may throw away: nothing of the page.
  const isEmpty =
    field.getName("FT")?.value !== "Sig" ||
    othersIn(file.dictAt(shown instanceof PdfDict ? shown : null, "Resources"), []).length === 0
  return isEmpty && isPlainAppearance(file, shown) ? null : `${what} vẽ sẵn hình`
}

/** The page it says it is of has it among its notes, and it stands on the paper. */
function isOnItsPage(
  file: DrawnFile,
  field: PdfDict,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
): boolean {
  const page = file.dictAt(field, "P")
  const isNoted = file.listAt(page, "Annots").some((one) => file.resolved(one) === field)
  const [, , width = 0, height = 0] = numbersOf(file.listAt(page, "MediaBox"))
  return isNoted && x0 >= 0 && y0 >= 0 && x1 <= width && y1 <= height
}

/** Its label, and for text that it is read-only and centred; a frame or another colour it has not. */
function isOfItsKind(file: DrawnFile, field: PdfDict): boolean {
  const name = nameOf(field)
  const isText = TEXTS.includes(name)
  const isPlain = ["Border", "C"].every((key) => numbersOf(file.listAt(field, key)).every((one) => one === 0))
  const isWritten = isText
    ? field.getNumber("Ff")?.value === 1 &&
      field.getNumber("Q")?.value === 1 &&
      /^\/F\d+ [\d.]+ Tf 0 g$/u.test(field.getString("DA")?.asString() ?? "")
    : OF_TEXT.every((key) => !field.has(key))
  return (
    isPlain &&
    isWritten &&
    field.getName("Subtype")?.value === "Widget" &&
    field.getName("FT")?.value === (isText ? "Tx" : "Sig") &&
    field.getString("TU")?.asString() === LABELS.get(name)
  )
}

/** Drawn to the size of its place: a reader stretches another one. */
function isDrawnToSize(file: DrawnFile, field: PdfDict, place: { width: number; height: number }): boolean {
  const look = file.dictAt(file.dictAt(field, "AP"), "N")
  const box = numbersOf(file.listAt(look, "BBox"))
  return (
    othersIn(look, APPEARANCE).length === 0 &&
    [0, 0, place.width, place.height].every((one, at) => Math.abs(one - (box[at] ?? Number.NaN)) <= ROUNDING)
  )
}

/** One line of text at most, with the fonts it names and nothing else; earlier releases set it in pieces, moved by kerning. */
export function isPlainAppearance(
  { resolved, dictAt }: Pick<DrawnFile, "resolved" | "dictAt">,
  value: PdfObject | null | undefined,
): boolean {
  const form = resolved(value)
  if (!(form instanceof PdfStream)) return false
  const resources = dictAt(form, "Resources")
  if (othersIn(resources, ["Font"]).length > 0 || form.has("Matrix")) return false
  const content = contentOf(form, MOST_BYTES)
  if (typeof content === "string") return false
  const operations = operationsIn(Buffer.from(content).toString("latin1"))
  const order = operations?.map(({ operator }) => operator).join(" ")
  if (order === "BT Tf Td TJ ET") return operations?.[3]?.operands.every(isKerned) === true
  return order === "" || order === "BT Tf Td Tj ET"
}
const MOST_BYTES = 20_000
/** Thousandths of an em between two letters. */
const MOST_KERNING = 250
const isKerned = (pieces: string): boolean =>
  /^\[(?:<[0-9a-f]*>|[\s\d.+-])*\]$/iu.test(pieces) &&
  pieces
    .replace(/<[^>]*>/gu, " ")
    .slice(1, -1)
    .split(/\s+/u)
    .every((one) => Math.abs(Number(one)) <= MOST_KERNING)

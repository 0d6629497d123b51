import { type PDF, type PdfDict, PdfNumber, type Signer, type TimestampAuthority } from "@libpdf/core"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { getField, showLine } from "#workflows/pdf-file/filled-fields.server.ts"
import { derLength, namedAsPss } from "#workflows/signatures/detached-signature.server.ts"

/** Room for a signature with a short chain, and for a timestamp of an authority with a long one; bytes. */
const ROOM = { plain: 6_144, stamped: 24_576 }

/** The field a signature goes into. @throws RuleBrokenError when one is there already */
export const unsignedField = (pdf: PDF, name: string): PdfDict => {
  const field = getField(pdf, name)
  if (field.has("V")) throw new RuleBrokenError("Văn bản đã có chữ ký số này; không ký lần thứ hai.")
  return field
}

/** One line of text in place of a picture, upright and black (NĐ 30/2020 Phụ lục III, Mẫu 2.2). */
export const showSignatureLine = (
  pdf: PDF,
  field: PdfDict,
  { text, points }: { text: string; points: number },
) => showLine(pdf, field, text, { style: "regular", points, align: "right" })

/** Signs into a visible field as an incremental update: PAdES B-B, with a timestamp authority B-T. */
export const addSignature = async (
  pdf: PDF,
  fieldName: string,
  field: PdfDict,
  signer: Signer,
  at: Date,
  timestampAuthority?: TimestampAuthority,
): Promise<Uint8Array> => {
  const rect = field.get("Rect")
  const page = field.get("P")
  if (!rect || !page) throw new Error(`the signature field ${fieldName} has no place on a page`)
  const save = pdf.save.bind(pdf)
  // `sign` makes its field invisible just before it saves; ours has a place and a picture.
  pdf.save = (options) => {
    field.set("Rect", rect)
    field.set("P", page)
    field.set("F", PdfNumber.of(132))
    pdf.save = save
    return save({ ...options, subsetFonts: true })
  }
  const level = timestampAuthority
    ? { level: "B-T" as const, timestampAuthority, estimatedSize: ROOM.stamped }
    : { level: "B-B" as const, estimatedSize: ROOM.plain }
  const { bytes } = await pdf.sign({ signer, fieldName, signingTime: at, ...level })
  return signer.signatureAlgorithm === "RSA-PSS" ? withPssNamed(bytes) : bytes
}

/** Rewrites the last signature's container, which no signature covers, within the room it has. */
function withPssNamed(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes)
  const from = file.lastIndexOf("/Contents <") + "/Contents <".length
  const to = file.indexOf(">", from)
  const container = Buffer.from(file.toString("latin1", from, to), "hex")
  const named = namedAsPss(container.subarray(0, derLength(container)))
  const text = Buffer.concat([named, Buffer.alloc(container.length - named.length)]).toString("hex")
  file.write(text, from, "latin1")
  return new Uint8Array(file)
}

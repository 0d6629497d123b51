import { createHash } from "node:crypto"
import { type PDF, PdfDict, PdfRef, PdfString } from "@libpdf/core"
import {
  commonNameOf,
  type DetachedSignature,
  derLength,
  isSignatureOver,
  isWholeChain,
  readSignature,
} from "./detached-signature.server.ts"
import { findField, numbersOf, resolverOf } from "./filled-fields.server.ts"
import { SIGNATURE_FIELDS } from "./form-fields.server.ts"

/** A signature as it stands in the file, checked against the bytes it covers. */
export type SignedRange = {
  kind: "PERSONAL" | "AGENCY"
  signer: string
  issuer: string
  /** Claimed time. */
  at: Date | null
  /** The file as it was when signed ends here. */
  end: number
  /** Vietnamese; empty when the signature holds. */
  faults: string[]
}

/** The signature of one kind, null when the field is empty or missing. Never throws. */
export const readSignedRange = (
  bytes: Uint8Array,
  pdf: PDF,
  kind: SignedRange["kind"],
): SignedRange | null => {
  const { name } = kind === "PERSONAL" ? SIGNATURE_FIELDS.personal : SIGNATURE_FIELDS.agency
  const value = findField(pdf, name)?.getDict("V", resolverOf(pdf))
  if (!value) return null
  const found: SignedRange = { kind, signer: "", issuer: "", at: readTime(pdf, value), end: 0, faults: [] }
  try {
    judge(found, bytes, pdf, value)
  } catch {
    found.faults.push("không đọc được nội dung chữ ký số")
  }
  return found
}

function judge(found: SignedRange, bytes: Uint8Array, pdf: PDF, value: PdfDict): void {
  const [from, length, next, rest, ...more] = numbersOf(value.getArray("ByteRange", resolverOf(pdf)))
  const isRange =
    from === 0 && length !== undefined && next !== undefined && rest !== undefined && more.length === 0
  if (!isRange || !(length > 0 && next > length && rest > 0 && next + rest <= bytes.length)) {
    found.faults.push("phạm vi ký không phủ toàn bộ phần đã có của tệp")
    return
  }
  found.end = next + rest
  if (
    value.getName("SubFilter", resolverOf(pdf))?.value !== "ETSI.CAdES.detached" ||
    value.getName("Type", resolverOf(pdf))?.value !== "Sig"
  )
    found.faults.push("không phải chữ ký số theo chuẩn PAdES")
  const gap = contentsOf(bytes.subarray(length, next))
  const stated = value.get("Contents", resolverOf(pdf))
  if (!gap || !(stated instanceof PdfString) || Buffer.compare(gap.padded, stated.bytes) !== 0) {
    found.faults.push("phần chứa chữ ký số bị thay đổi")
    return
  }
  const signature = readSignature(gap.signature)
  const [own, above] = signature.certificates
  if (own) found.signer = commonNameOf(own)
  if (above) found.issuer = commonNameOf(above)
  found.faults.push(...faultsOf(signature, bytes, [length, next, found.end], found.at))
}

function faultsOf(
  signature: DetachedSignature,
  bytes: Uint8Array,
  [gapFrom, gapTo, end]: readonly [number, number, number],
  at: Date | null,
): string[] {
  const digest = createHash("sha256")
    .update(bytes.subarray(0, gapFrom))
    .update(bytes.subarray(gapTo, end))
    .digest()
  const faults: string[] = []
  if (!isSignatureOver(signature, digest)) faults.push("nội dung tệp đã bị thay đổi sau khi ký")
  if (!at) faults.push("không ghi thời điểm ký")
  else if (!isWholeChain(signature.certificates, at))
    faults.push("chứng thư số không hợp lệ vào thời điểm ký hoặc không nối được đến cơ quan cấp")
  return faults
}

/**
 * The text between the two signed parts: `<`, hexadecimal digits of one case, `>`; a DER value, then zeros only. Null when
 * it is anything else.
 */
function contentsOf(gap: Uint8Array): { padded: Uint8Array; signature: Uint8Array } | null {
  const text = Buffer.from(gap).toString("latin1")
  if (!/^<(?:(?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+)>$/u.test(text)) return null
  const padded = Buffer.from(text.slice(1, -1), "hex")
  const length = derLength(padded)
  return padded.subarray(length).every((byte) => byte === 0)
    ? { padded, signature: new Uint8Array(padded.subarray(0, length)) }
    : null
}

function readTime(pdf: PDF, value: PdfDict): Date | null {
  const text = value.getString("M", resolverOf(pdf))?.asString() ?? ""
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'(\d\d)'?)$/u.exec(text)
  if (!parts) return null
  const [, year, month, day, hour, minute, second, sign, zoneHours, zoneMinutes] = parts
  const zone = sign ? `${sign}${zoneHours}:${zoneMinutes}` : "Z"
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(at.getTime()) ? null : at
}

/** Names of the fields that hold a signature of any kind. */
export const signedFieldNames = (pdf: PDF): string[] => {
  const resolve = resolverOf(pdf)
  const form = pdf.getCatalog().getDict("AcroForm", resolve)
  return [...(form?.getArray("Fields", resolve) ?? [])].flatMap((item) => {
    const field = item instanceof PdfRef ? resolve(item) : item
    const isSigned =
      field instanceof PdfDict && field.getName("FT", resolve)?.value === "Sig" && field.has("V")
    return isSigned ? [field.getString("T", resolve)?.asString() ?? ""] : []
  })
}

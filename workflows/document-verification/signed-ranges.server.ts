import { createHash } from "node:crypto"
import { type PDF, PdfDict, PdfRef, PdfString } from "@libpdf/core"
import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { dayOf, formatDay, formatInstant } from "#models/shared/dates.ts"
import { findField, numbersOf, resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import type { HolderIdentifiers } from "#workflows/signatures/certificate-identifiers.ts"
import { findPath } from "#workflows/signatures/certificate-path.server.ts"
import { derLength } from "#workflows/signatures/detached-signature.server.ts"
import { type KnownAuthorities, NONE_KNOWN } from "#workflows/signatures/known-authorities.ts"
import { missedPolicy } from "#workflows/signatures/policy-rules.ts"
import { readSignature } from "#workflows/signatures/read-signature.server.ts"
import { revocationOf } from "#workflows/signatures/revocation.server.ts"
import {
  type RevocationData,
  readKnownLists,
  revocationDataIn,
} from "#workflows/signatures/revocation-data.server.ts"
import type { Revocation } from "#workflows/signatures/revocation-word.server.ts"
import { doubtOfStamp } from "#workflows/signatures/stamp-doubt.server.ts"
import { locksIn, type SignedLock } from "./signed-locks.server.ts"

/** Whose signature a field is for. */
export type SignatureKind = "INITIAL" | "PERSONAL" | "AGENCY"
const FIELD_OF = {
  INITIAL: SIGNATURE_FIELDS.initial,
  PERSONAL: SIGNATURE_FIELDS.personal,
  AGENCY: SIGNATURE_FIELDS.agency,
} as const

/** Whose signature goes into a field. */
export const signatureKindOf = (field: string): SignatureKind => {
  const kinds = Object.keys(FIELD_OF) as SignatureKind[]
  const kind = kinds.find((one) => FIELD_OF[one].name === field)
  if (!kind) throw new Error(`no signature goes into the field ${field}`)
  return kind
}

/** A signature as it stands in the file, checked against the bytes it covers. */
export type SignedRange = {
  kind: SignatureKind
  signer: string
  issuer: string
  /** Claimed time. */
  at: Date | null
  /** The time its container claims beside; null where it claims none. */
  containerAt: Date | null
  /** Time a timestamp authority vouches for; null without a timestamp. */
  stampedAt: Date | null
  /** Whether that authority leads to one known here and was not revoked; null without a timestamp, or when none is known. */
  stampTrusted: boolean | null
  /** Vietnamese; why that time does not count. Null where it does, and without a timestamp. */
  stampDoubt: string | null
  /** The file as it was when signed ends here. */
  end: number
  /** Whether its chain ends at an authority known here; null when none is known. */
  trusted: boolean | null
  /** What it forbids after it. */
  locks: SignedLock[]
  /** What its certificate says of who holds it, and the policies it was issued by. */
  identifiers: HolderIdentifiers
  policies: string[]
  /** From and to when the certificate and all above it hold; null when they could not be read. */
  term: { from: Date; to: Date } | null
  /** What authorities have said of its certificate; null when nothing is known. */
  revocation: Revocation | null
  /** Vietnamese; empty when the signature holds. */
  faults: string[]
  /** Vietnamese; empty when its certificate is of a policy accepted here. */
  policyFaults: string[]
  /** Vietnamese; what is odd about it and decides nothing. */
  notes: string[]
}

/**
 * The signature of one kind, null when the field is empty or missing. Never throws.
 * @param authorities what is known here beside what the file brings; `now` where words of authorities are not to be of days to come
 */
export const readSignedRange = async (
  bytes: Uint8Array,
  pdf: PDF,
  kind: SignedRange["kind"],
  authorities: KnownAuthorities & { now?: Date } = NONE_KNOWN,
): Promise<SignedRange | null> => {
  const { name } = FIELD_OF[kind]
  const value = findField(pdf, name)?.getDict("V", resolverOf(pdf))
  if (!value) return null
  const found: SignedRange = {
    kind,
    signer: "",
    issuer: "",
    at: readTime(pdf, value),
    containerAt: null,
    stampedAt: null,
    stampTrusted: null,
    stampDoubt: null,
    end: 0,
    trusted: null,
    locks: [],
    identifiers: { numbers: [], organisations: [] },
    policies: [],
    term: null,
    revocation: null,
    faults: [],
    policyFaults: [],
    notes: [],
  }
  try {
    await judge(found, bytes, pdf, value, authorities)
  } catch {
    found.faults.push("không đọc được nội dung chữ ký số")
  }
  return found
}

async function judge(
  found: SignedRange,
  bytes: Uint8Array,
  pdf: PDF,
  value: PdfDict,
  authorities: KnownAuthorities & { now?: Date },
): Promise<void> {
  found.locks = locksIn(pdf, value)
  const [from, length, next, rest, ...more] = numbersOf(value.getArray("ByteRange", resolverOf(pdf)))
  const isRange =
    from === 0 && length !== undefined && next !== undefined && rest !== undefined && more.length === 0
  if (!isRange || !(length > 0 && next > length && rest > 0 && next + rest <= bytes.length)) {
    found.faults.push("phạm vi ký không phủ toàn bộ phần đã có của tệp")
    return
  }
  found.end = next + rest
  const subFilter = value.getName("SubFilter", resolverOf(pdf))?.value ?? ""
  if (!SUBFILTERS.includes(subFilter) || value.getName("Type", resolverOf(pdf))?.value !== "Sig")
    found.faults.push("không phải chữ ký số theo chuẩn PAdES")
  const gap = contentsOf(bytes.subarray(length, next))
  const stated = value.get("Contents", resolverOf(pdf))
  if (!gap || !(stated instanceof PdfString) || Buffer.compare(gap.padded, stated.bytes) !== 0) {
    found.faults.push("phần chứa chữ ký số bị thay đổi")
    return
  }
  const { certificates: anchors, revocationLists, policies = [], now } = authorities
  const { stamp, signingTime, ...signedBy } = await readSignature(gap.signature, (digest) =>
    createHash(digest).update(bytes.subarray(0, length)).update(bytes.subarray(next, found.end)).digest(),
  )
  found.faults.push(...signedBy.faults)
  if (subFilter === PADES && signedBy.allowances.includes("CERTIFICATE_NOT_NAMED"))
    found.faults.push("chữ ký PAdES không ghi mã băm chứng thư của người ký")
  found.stampedAt = stamp?.at ?? null
  const { responses, lists } = dataOf(pdf)
  const data = { responses, lists: [...lists, ...(await readKnownLists(revocationLists))], now }
  found.stampDoubt = stamp && (await doubtOfStamp(stamp, { ...data, anchors }))
  if (found.stampDoubt !== null) found.stampTrusted = false
  else if (stamp && anchors.length > 0) found.stampTrusted = true
  found.containerAt = signingTime
  if (!found.at) found.faults.push("không ghi thời điểm ký")
  else if (signingTime && Math.abs(signingTime.getTime() - found.at.getTime()) > CLOCK_SKEW)
    found.notes.push(
      `thời điểm ký ghi trong chữ ký (${formatInstant(signingTime)}) khác thời điểm ghi ở tệp; tính theo giờ muộn hơn`,
    )
  const { own, brought } = signedBy
  const at = timeOf(found)
  const path = findPath({ own, brought, anchors, at, purpose: "DOCUMENT" })
  found.signer = path.signer
  found.issuer = path.issuer
  found.identifiers = path.identifiers
  found.policies = path.policies
  found.faults.push(...path.faults)
  const missed = missedPolicy({ signer: path.signer, stated: path.policies, at }, policies)
  if (missed) (missed.isFault ? found.policyFaults : found.notes).push(missed.message)
  found.term = { from: path.from, to: path.to }
  if (anchors.length > 0) found.trusted = path.isAnchored
  found.revocation = await revocationOf(path.chain, data)
  judgeRevocation(found)
}

/** What a known authority says of the time, else what the signer does; without either none is right. */
const timeOf = (range: SignedRange): Date =>
  (range.stampTrusted === true ? range.stampedAt : claimedAt(range)) ?? new Date(Number.NaN)

/** Software writes the two apart, some of it the time of the place as if it were Greenwich's: neither makes it older than the other. */
const claimedAt = ({ at, containerAt }: SignedRange): Date | null =>
  at && containerAt && containerAt > at ? containerAt : at

const read = new WeakMap<PDF, RevocationData>()
/** Read once for all signatures of a file. */
const dataOf = (pdf: PDF): RevocationData => {
  const data = read.get(pdf) ?? revocationDataIn(pdf)
  read.set(pdf, data)
  return data
}

/** Revoked later says nothing against a signature: people leave, keys are replaced. A stamp that does not count says nothing at all. */
function judgeRevocation(range: SignedRange): void {
  const { revocation, stampedAt, stampTrusted, faults } = range
  const signedAt = (stampTrusted === false ? null : stampedAt) ?? claimedAt(range)
  if (revocation?.revokedAt && signedAt && revocation.revokedAt <= signedAt)
    faults.push(
      `chứng thư số đã bị thu hồi ngày ${formatDay(dayOf(revocation.revokedAt))}, trước thời điểm ký`,
    )
}

/** How far two clocks that tell of one act may be apart, in milliseconds. */
export const CLOCK_SKEW = 10 * 60_000

const PADES = "ETSI.CAdES.detached"
/** PAdES, and what token software of earlier years writes (ISO 32000-1, 12.8.3.3). */
const SUBFILTERS = [PADES, "adbe.pkcs7.detached"]

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

/** Names of all fields. */
export const fieldNames = (pdf: PDF): string[] => fieldsOf(pdf).map((field) => nameOfField(pdf, field))

/** Names of the fields that hold a signature of any kind. */
export const signedFieldNames = (pdf: PDF): string[] =>
  fieldsOf(pdf)
    .filter((field) => field.getName("FT", resolverOf(pdf))?.value === "Sig" && field.has("V"))
    .map((field) => nameOfField(pdf, field))

const nameOfField = (pdf: PDF, field: PdfDict): string =>
  field.getString("T", resolverOf(pdf))?.asString() ?? ""

function fieldsOf(pdf: PDF): PdfDict[] {
  const resolve = resolverOf(pdf)
  const form = pdf.getCatalog().getDict("AcroForm", resolve)
  return [...(form?.getArray("Fields", resolve) ?? [])]
    .map((item) => (item instanceof PdfRef ? resolve(item) : item))
    .filter((field) => field instanceof PdfDict)
}

import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { isSignedStrongly, isStrong } from "./accepted-algorithms.server.ts"
import type { Certificate } from "./certificate.server.ts"

/** What a certificate is used for. */
export type Purpose = "DOCUMENT" | "TIMESTAMP"

/**
 * Extended key usages (RFC 5280, 4.2.1.12) that let a certificate sign documents: any, document signing (RFC 9336), and what
 * authorities wrote before there was one for it: e-mail protection, Microsoft's and Adobe's document signing.
 */
const DOCUMENT_SIGNING = [
  "2.5.29.37.0",
  "1.3.6.1.5.5.7.3.36",
  "1.3.6.1.5.5.7.3.4",
  "1.3.6.1.4.1.311.10.3.12",
  "1.2.840.113583.1.1.5",
]
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8"

const EXTENSION = {
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  nameConstraints: "2.5.29.30",
  certificatePolicies: "2.5.29.32",
  extKeyUsage: "2.5.29.37",
} as const

/** Those a certificate may insist on: they are looked at here, or any value of theirs will do. */
const UNDERSTOOD: string[] = [
  EXTENSION.keyUsage,
  EXTENSION.subjectAltName,
  EXTENSION.basicConstraints,
  EXTENSION.certificatePolicies,
  EXTENSION.extKeyUsage,
]

/** Bits of the first octet of KeyUsage (RFC 5280, 4.2.1.3). */
const MAY_SIGN = 0x80 | 0x40
const MAY_CERTIFY = 0x04

/** What speaks against any certificate of a chain on that day, in Vietnamese; empty when nothing does. */
export const faultsOfCertificate = (certificate: Certificate, at: Date): string[] => {
  const { parsed, x509 } = certificate
  const who = nameOf(certificate)
  const faults: string[] = []
  if (at < x509.validFromDate)
    faults.push(`${who} đến ngày ${inWords(x509.validFromDate)} mới có hiệu lực, sau thời điểm ký`)
  if (at > x509.validToDate)
    faults.push(`${who} đã hết hạn ngày ${inWords(x509.validToDate)}, trước thời điểm ký`)
  if (!isStrong(x509)) faults.push(`khóa của ${who} yếu hơn mức cho phép`)
  const ids = (parsed.extensions ?? []).map(({ extnID }) => extnID)
  if (new Set(ids).size < ids.length) faults.push(`${who} ghi hai lần cùng một phần mở rộng`)
  const strange = (parsed.extensions ?? []).find(
    ({ extnID, critical, parsedValue }) =>
      (critical && !UNDERSTOOD.includes(extnID)) || (UNDERSTOOD.includes(extnID) && !isRead(parsedValue)),
  )
  if (strange) faults.push(`${who} có yêu cầu bắt buộc mà hệ thống không hiểu (${strange.extnID})`)
  return faults
}

/** What speaks against the certificate that signed, apart from those above it. */
export const faultsOfSigner = (certificate: Certificate, purpose: Purpose): string[] => {
  const faults: string[] = []
  if (isAuthority(certificate))
    faults.push(`${nameOf(certificate)} là của một tổ chức cấp chứng thư, không dùng để ký văn bản`)
  if (!mayUseKey(certificate, MAY_SIGN)) faults.push(`${nameOf(certificate)} không được cấp để ký số`)
  const purposes = purposesOf(certificate)
  const fits =
    purpose === "TIMESTAMP"
      ? // For timestamps and nothing else (RFC 3161, 2.3).
        purposes?.join() === TIME_STAMPING
      : allows(purposes, DOCUMENT_SIGNING)
  if (!fits) faults.push(`${nameOf(certificate)} được cấp để dùng vào việc khác, không phải để ký văn bản`)
  return faults
}

/** Certificate policies it states (RFC 5280, 4.2.1.4), as OIDs. */
export const policiesOf = (certificate: Certificate): string[] => {
  const value = extensionOf(certificate, EXTENSION.certificatePolicies)
  return value instanceof pkijs.CertificatePolicies
    ? value.certificatePolicies.map(({ policyIdentifier }) => policyIdentifier)
    : []
}

/**
 * What speaks against a certificate that issued the one below it (RFC 5280, 6.1.4).
 * @param below how many others that issue stand between it and the signer
 * @param isLast known here or the end of the chain: what it says of itself is nobody else's word
 */
export const faultsOfIssuer = (
  certificate: Certificate,
  { below, isLast, purpose }: { below: number; isLast: boolean; purpose: Purpose },
): string[] => {
  const { parsed } = certificate
  const who = nameOf(certificate)
  const faults: string[] = []
  if (!isAuthority(certificate) || !mayUseKey(certificate, MAY_CERTIFY))
    faults.push(`${who} không phải của tổ chức được cấp chứng thư cho người khác`)
  const { pathLenConstraint } = constraintsOf(certificate) ?? {}
  if (pathLenConstraint !== undefined && !(below <= Number(pathLenConstraint)))
    faults.push(`${who} không cho phép có thêm ${below} cấp bên dưới`)
  if (extensionOf(certificate, EXTENSION.nameConstraints))
    faults.push(`${who} giới hạn những tên được cấp mà hệ thống không kiểm tra được`)
  if (isLast) return faults
  if (!isSignedStrongly(parsed)) faults.push(weakly(who))
  const wanted = purpose === "TIMESTAMP" ? ["2.5.29.37.0", TIME_STAMPING] : DOCUMENT_SIGNING
  if (!allows(purposesOf(certificate), wanted)) faults.push(`${who} chỉ được cấp chứng thư cho việc khác`)
  return faults
}

/** What speaks against how the signer's certificate was signed. */
export const faultsOfSignature = (certificate: Certificate): string[] =>
  isSignedStrongly(certificate.parsed) ? [] : [weakly(nameOf(certificate))]

const weakly = (who: string) => `${who} được cấp bằng thuật toán yếu hơn mức cho phép`
const nameOf = ({ name }: Certificate): string => `chứng thư của «${name}»`
const inWords = (at: Date): string => formatDay(dayOf(at))

const isRead = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Reflect.get(value, "parsingError") === undefined

const extensionOf = ({ parsed }: Certificate, id: string): unknown =>
  parsed.extensions?.find(({ extnID }) => extnID === id)?.parsedValue

function constraintsOf(certificate: Certificate): pkijs.BasicConstraints | null {
  const value = extensionOf(certificate, EXTENSION.basicConstraints)
  return value instanceof pkijs.BasicConstraints ? value : null
}
const isAuthority = (certificate: Certificate): boolean => constraintsOf(certificate)?.cA === true

/** Where nothing is said of it, a key may be used for everything. */
function mayUseKey(certificate: Certificate, bits: number): boolean {
  const value = extensionOf(certificate, EXTENSION.keyUsage)
  if (value === undefined) return true
  return value instanceof asn1.BitString && ((value.valueBlock.valueHexView[0] ?? 0) & bits) !== 0
}

/** Null where nothing is said. */
function purposesOf(certificate: Certificate): string[] | null {
  const value = extensionOf(certificate, EXTENSION.extKeyUsage)
  return value instanceof pkijs.ExtKeyUsage ? value.keyPurposes : null
}
const allows = (purposes: string[] | null, wanted: readonly string[]): boolean =>
  purposes === null || purposes.some((one) => wanted.includes(one))

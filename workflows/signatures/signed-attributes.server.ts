import { createHash } from "node:crypto"
import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { childrenOf, type DerValue, isEqualBytes } from "./der.server.ts"
import { DIGEST_NAMES, type DigestName } from "./signature-algorithms.server.ts"

const OID = {
  data: "1.2.840.113549.1.7.1",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  timestamp: "1.2.840.113549.1.9.16.1.4",
  signingCertificateBySha1: "1.2.840.113549.1.9.16.2.12",
} as const
/** The attribute that names the signer's certificate by its digest (ESS, version 2). */
export const SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"

/**
 * What a signature says of what it signs, and of who signed: the certificate's digest, null where it names none, and beside it who
 * issued that under which number, null where it does not say.
 */
export type SignedAttributes = {
  contentDigest: Uint8Array
  certificate: { digest: DigestName | "sha1"; value: Uint8Array; issuerSerial: DerValue | null } | null
  /** The time it says itself (RFC 5652, 11.3); null where it says none. PAdES leaves it to the file. */
  signingTime: Date | null
}

/**
 * Reads what is signed (RFC 5652, 11; RFC 5035, 3). Whatever else stands there its signer has put there. Authorities of time still
 * name their certificate by SHA-1 (RFC 3161, 2.4.2): it only tells which of several it is.
 * @throws Error when a type stands twice, or what is signed is not what it should be with its digest
 */
export const readAttributes = (
  attributes: readonly DerValue[],
  signed: "data" | "timestamp" = "data",
): SignedAttributes => {
  const found = new Map<string, DerValue>()
  for (const attribute of attributes) {
    const [type, values] = childrenOf(attribute)
    const [value, ...more] = childrenOf(values)
    const name = oidOf(type)
    if (!value || more.length > 0 || found.has(name)) throw new Error(`attribute ${name} is not single`)
    found.set(name, value)
  }
  if (oidOf(found.get(OID.contentType)) !== OID[signed]) throw new Error(`what is signed is no ${signed}`)
  const named = found.get(SIGNING_CERTIFICATE)
  const bySha1 = signed === "timestamp" ? found.get(OID.signingCertificateBySha1) : undefined
  return {
    contentDigest: octetsOf(found.get(OID.messageDigest)),
    certificate: named ? certificateNamed(named) : bySha1 ? certificateNamed(bySha1, "sha1") : null,
    signingTime: timeIn(found.get(OID.signingTime)),
  }
}

function timeIn(value: DerValue | undefined): Date | null {
  if (value === undefined) return null
  if (value instanceof asn1.UTCTime || value instanceof asn1.GeneralizedTime) return value.toDate()
  throw new Error("a signing time that is none")
}

/** The first is the signer's (RFC 5035, 3); its digest is SHA-256 where none is named. */
function certificateNamed(
  value: DerValue,
  unnamed: "sha256" | "sha1" = "sha256",
): SignedAttributes["certificate"] {
  const [first, second, third = null] = childrenOf(childrenOf(childrenOf(value)[0])[0])
  if (first instanceof asn1.OctetString)
    return { digest: unnamed, value: octetsOf(first), issuerSerial: second ?? null }
  const digest = digestNamed(oidOf(childrenOf(first)[0]))
  if (!digest) throw new Error("the signer's certificate is named by a digest that is not accepted")
  return { digest, value: octetsOf(second), issuerSerial: third }
}

/** Whether it is this certificate that is named. */
export const isNamed = ({ certificate }: SignedAttributes, own: Uint8Array): boolean =>
  certificate !== null && isEqualBytes(certificate.value, createHash(certificate.digest).update(own).digest())

/**
 * Whether the issuer and the number that may stand beside the digest are those of another certificate (RFC 5035, 4): then two are
 * named, and which of them has signed its signer leaves open. Names are compared as names, whatever kind of text they are written in.
 */
export const isNamedOtherwise = ({ certificate }: SignedAttributes, own: Uint8Array): boolean => {
  if (!certificate?.issuerSerial) return false
  try {
    const [schema, number, ...more] = childrenOf(certificate.issuerSerial)
    const { issuer, serialNumber } = pkijs.Certificate.fromBER(new Uint8Array(own))
    const { names } = new pkijs.GeneralNames({ schema })
    return (
      more.length > 0 ||
      !number?.isEqual(serialNumber) ||
      names.length !== 1 ||
      !names.every(({ type, value }) => type === DIRECTORY_NAME && issuer.isEqual(value))
    )
  } catch {
    return true
  }
}
const DIRECTORY_NAME = 4

export const digestNamed = (name: string): DigestName | undefined =>
  (Object.keys(DIGEST_NAMES) as DigestName[]).find((one) => DIGEST_NAMES[one].oid === name)

export function oidOf(value: DerValue | undefined): string {
  if (!(value instanceof asn1.ObjectIdentifier)) throw new Error("not an object identifier")
  return value.valueBlock.toString()
}
export function octetsOf(value: DerValue | undefined): Uint8Array {
  if (!(value instanceof asn1.OctetString)) throw new Error("not an octet string")
  return new Uint8Array(value.valueBlock.valueHexView)
}

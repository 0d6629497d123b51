import { constants, createHash, verify as verifyBytes, X509Certificate } from "node:crypto"
import * as asn1 from "asn1js"
import { childrenOf, type DerValue, derOf, isEqualBytes, parseDer } from "./der.server.ts"

/** A CMS signature apart from what it signs, as PAdES B-B has them: one signer with its chain, nothing left unsigned. */
export type DetachedSignature = {
  /** DER of the signer's certificate, then those above it. */
  certificates: Uint8Array[]
  /** DER of the SET that is signed. */
  signedAttributes: Uint8Array
  algorithm: SignatureAlgorithm
  signature: Uint8Array
}

const tagged = (tagNumber: number, ...value: DerValue[]) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value })
const oid = (value: string) => new asn1.ObjectIdentifier({ value })
const sequence = (...value: DerValue[]) => new asn1.Sequence({ value })
const SHA256 = "2.16.840.1.101.3.4.2.1"
const SALT_BYTES = 32

/** RFC 4055, 3.1: SHA-256 for the content and for the mask, salt as long as the digest. */
const PSS_PARAMETERS = sequence(
  tagged(0, sequence(oid(SHA256))),
  tagged(1, sequence(oid("1.2.840.113549.1.1.8"), sequence(oid(SHA256)))),
  tagged(2, new asn1.Integer({ value: SALT_BYTES })),
)

/** Algorithms accepted, each with SHA-256 (TT 15/2025/TT-BKHCN); the rest is refused. */
const ALGORITHMS = {
  ECDSA: { oid: "1.2.840.10045.4.3.2", parameters: [], keyType: "ec" },
  RSA: { oid: "1.2.840.113549.1.1.11", parameters: [new asn1.Null()], keyType: "rsa" },
  RSA_PSS: { oid: "1.2.840.113549.1.1.10", parameters: [PSS_PARAMETERS], keyType: "rsa" },
} as const
type SignatureAlgorithm = keyof typeof ALGORITHMS

const OID = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  sha256: SHA256,
} as const

/**
 * Reads a signature. Parts outside the signed ones have one encoding only, so the whole is built again from its parts and
 * must come out the same: no byte of a file may change without being noticed.
 * @throws Error when the bytes are anything else
 */
export const readSignature = (bytes: Uint8Array): DetachedSignature => {
  const [, wrapped] = childrenOf(parseDer(bytes))
  const [, , , certificates, signerInfos] = childrenOf(childrenOf(wrapped)[0])
  const [, , , attributes, algorithm, signature] = childrenOf(childrenOf(signerInfos)[0])
  const name = oidOf(childrenOf(algorithm)[0])
  const known = Object.keys(ALGORITHMS).find(
    (one): one is SignatureAlgorithm => ALGORITHMS[one as SignatureAlgorithm].oid === name,
  )
  if (!known) throw new Error("not a signature of a known kind")
  const parts: DetachedSignature = {
    certificates: childrenOf(certificates).map(derOf),
    signedAttributes: derOf(set(...childrenOf(attributes))),
    algorithm: known,
    signature: octetsOf(signature),
  }
  if (Buffer.compare(encode(parts), bytes) !== 0) throw new Error("not the one encoding of its parts")
  return parts
}

/** Length of the DER value at the start of `bytes`. @throws Error when there is none */
export const derLength = (bytes: Uint8Array): number => {
  const { offset } = asn1.fromBER(bytes)
  if (offset <= 0) throw new Error("not DER")
  return offset
}

/** Whether its certificate's key made the signature over content with this SHA-256, naming that certificate. */
export const isSignatureOver = (
  { certificates: [own], signedAttributes, algorithm, signature }: DetachedSignature,
  contentDigest: Uint8Array,
): boolean => {
  if (!own) return false
  const attributes = attributesOf(signedAttributes)
  const named = childrenOf(childrenOf(attributes.get(OID.signingCertificateV2))[0])
  const key = new X509Certificate(own).publicKey
  return (
    oidOf(attributes.get(OID.contentType)) === OID.data &&
    isEqualBytes(octetsOf(attributes.get(OID.messageDigest)), contentDigest) &&
    named.length === 1 &&
    isEqualBytes(octetsOf(childrenOf(named[0])[0]), sha256Of(own)) &&
    key.asymmetricKeyType === ALGORITHMS[algorithm].keyType &&
    verifyBytes("sha256", signedAttributes, { key, ...paddingOf(algorithm) }, signature)
  )
}

const paddingOf = (algorithm: SignatureAlgorithm) =>
  algorithm === "RSA_PSS" ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES } : {}

/**
 * The same signature with its algorithm named RSASSA-PSS: the library that makes ours names every RSA signature by the
 * older padding. Nothing signed changes.
 */
export const namedAsPss = (bytes: Uint8Array): Uint8Array => {
  const whole = parseDer(bytes)
  const [, , , , signerInfos] = childrenOf(childrenOf(childrenOf(whole)[1])[0])
  const parts = childrenOf(childrenOf(signerInfos)[0])
  parts[4] = sequence(oid(ALGORITHMS.RSA_PSS.oid), PSS_PARAMETERS)
  return derOf(whole)
}

function encode(parts: DetachedSignature): Uint8Array {
  const [own] = parts.certificates
  if (!own) throw new Error("a signature needs its certificate")
  const [, serialNumber, , issuer] = childrenOf(childrenOf(parseDer(own))[0])
  if (!serialNumber || !issuer) throw new Error("not a certificate")
  const { oid: algorithm, parameters } = ALGORITHMS[parts.algorithm]
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, serialNumber),
    sequence(oid(OID.sha256)),
    tagged(0, ...childrenOf(parseDer(parts.signedAttributes))),
    sequence(oid(algorithm), ...parameters),
    new asn1.OctetString({ valueHex: new Uint8Array(parts.signature).buffer }),
  )
  const signedData = sequence(
    integer(1),
    set(sequence(oid(OID.sha256))),
    sequence(oid(OID.data)),
    tagged(0, ...parts.certificates.map(parseDer)),
    set(signerInfo),
  )
  return derOf(sequence(oid(OID.signedData), tagged(0, signedData)))
}

/** The single value of each attribute by its type. @throws Error when a type stands twice */
function attributesOf(bytes: Uint8Array): Map<string, DerValue> {
  const found = new Map<string, DerValue>()
  for (const attribute of childrenOf(parseDer(bytes))) {
    const [type, values] = childrenOf(attribute)
    const [value, ...more] = childrenOf(values)
    const name = oidOf(type)
    if (!value || more.length > 0 || found.has(name)) throw new Error(`attribute ${name} is not single`)
    found.set(name, value)
  }
  return found
}

function oidOf(value: DerValue | undefined): string {
  if (!(value instanceof asn1.ObjectIdentifier)) throw new Error("not an object identifier")
  return value.valueBlock.toString()
}
function octetsOf(value: DerValue | undefined): Uint8Array {
  if (!(value instanceof asn1.OctetString)) throw new Error("not an octet string")
  return new Uint8Array(value.valueBlock.valueHexView)
}
const sha256Of = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest()
const integer = (value: number) => new asn1.Integer({ value })
const set = (...value: DerValue[]) => new asn1.Set({ value })

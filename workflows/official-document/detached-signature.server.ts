import { createHash, type KeyObject, verify as verifyBytes, X509Certificate } from "node:crypto"
import * as asn1 from "asn1js"

/**
 * CMS signatures apart from what they sign, as PAdES B-B wants them (ETSI EN 319 142-1): one signer, digest SHA-256, the
 * signing certificate named in the signed attributes, its chain carried along, nothing unsigned. The claimed time stands in
 * the PDF, which forbids it here.
 */
export type DetachedSignature = {
  /** DER of the signer's certificate, then those above it. */
  certificates: Uint8Array[]
  /** DER of the SET that is signed. */
  signedAttributes: Uint8Array
  algorithm: SignatureAlgorithm
  signature: Uint8Array
}

/** Signature algorithms read and written, each with SHA-256; the rest is refused. */
export const SIGNATURE_ALGORITHMS = {
  ECDSA: { oid: "1.2.840.10045.4.3.2", parameters: [], keyType: "ec" },
  RSA: { oid: "1.2.840.113549.1.1.11", parameters: [new asn1.Null()], keyType: "rsa" },
} as const
export type SignatureAlgorithm = keyof typeof SIGNATURE_ALGORITHMS

const OID = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  sha256: "2.16.840.1.101.3.4.2.1",
} as const

const digestOf = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHash("sha256").update(bytes).digest())

/** The attributes to sign over content with this digest by the holder of this certificate. */
export const signedAttributesFor = (contentDigest: Uint8Array, certificate: Uint8Array): Uint8Array =>
  der(
    set(
      attribute(OID.contentType, oid(OID.data)),
      attribute(OID.messageDigest, octets(contentDigest)),
      // ESSCertIDv2 without algorithm: SHA-256 is its default.
      attribute(OID.signingCertificateV2, sequence(sequence(sequence(octets(digestOf(certificate)))))),
    ),
  )

/** The one encoding of a signature; reading compares against it, so that no byte of a file is without meaning. */
export const encodeSignature = (parts: DetachedSignature): Uint8Array => {
  const [own] = parts.certificates
  if (!own) throw new Error("a signature needs its certificate")
  const { issuer, serialNumber } = certificateParts(own)
  const { oid: algorithm, parameters } = SIGNATURE_ALGORITHMS[parts.algorithm]
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, serialNumber),
    sequence(oid(OID.sha256)),
    tagged(0, ...childrenOf(parse(parts.signedAttributes))),
    sequence(oid(algorithm), ...parameters),
    octets(parts.signature),
  )
  const signedData = sequence(
    integer(1),
    set(sequence(oid(OID.sha256))),
    sequence(oid(OID.data)),
    tagged(0, ...parts.certificates.map(parse)),
    set(signerInfo),
  )
  return der(sequence(oid(OID.signedData), tagged(0, signedData)))
}

/**
 * Reads a signature in exactly that encoding.
 * @throws Error when the bytes are anything else
 */
export const decodeSignature = (bytes: Uint8Array): DetachedSignature => {
  const [, wrapped] = childrenOf(parse(bytes))
  const [, , , certificates, signerInfos] = childrenOf(childrenOf(wrapped)[0])
  const [, , , attributes, algorithm, signature] = childrenOf(childrenOf(signerInfos)[0])
  const [name] = childrenOf(algorithm)
  const found = Object.entries(SIGNATURE_ALGORITHMS).find(
    ([, known]) => name instanceof asn1.ObjectIdentifier && name.valueBlock.toString() === known.oid,
  )
  if (!found || !(signature instanceof asn1.OctetString)) throw new Error("not a signature of a known kind")
  const parts: DetachedSignature = {
    certificates: childrenOf(certificates).map(der),
    signedAttributes: der(set(...childrenOf(attributes))),
    algorithm: found[0] as SignatureAlgorithm,
    signature: new Uint8Array(signature.valueBlock.valueHexView),
  }
  if (Buffer.compare(encodeSignature(parts), bytes) !== 0) throw new Error("not the encoding expected")
  return parts
}

/** Length of the DER value that begins at the start of `bytes`, by its own header. */
export const derLength = (bytes: Uint8Array): number => {
  const { offset } = asn1.fromBER(bytes)
  if (offset <= 0) throw new Error("not DER")
  return offset
}

/** Whether the signature is that of its certificate's key over content with this digest. */
export const isSignatureOver = (parts: DetachedSignature, contentDigest: Uint8Array): boolean => {
  const [own] = parts.certificates
  if (!own) return false
  const expected = signedAttributesFor(contentDigest, own)
  if (Buffer.compare(expected, parts.signedAttributes) !== 0) return false
  const key: KeyObject = new X509Certificate(own).publicKey
  return (
    key.asymmetricKeyType === SIGNATURE_ALGORITHMS[parts.algorithm].keyType &&
    verifyBytes("sha256", parts.signedAttributes, key, parts.signature)
  )
}

/** Whether each certificate is issued by the next and the last by itself, all by signatures that hold. */
export const isWholeChain = (certificates: readonly Uint8Array[]): boolean => {
  const chain = certificates.map((bytes) => new X509Certificate(bytes))
  return (
    chain.length > 1 &&
    chain.every((certificate, index) => {
      const issuer = chain[index + 1] ?? certificate
      return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
    })
  )
}

function certificateParts(bytes: Uint8Array) {
  const [tbs] = childrenOf(parse(bytes))
  const [, serialNumber, , issuer] = childrenOf(tbs)
  if (!serialNumber || !issuer) throw new Error("not a certificate")
  return { serialNumber, issuer }
}

type Value = asn1.AsnType

function parse(bytes: Uint8Array): Value {
  const { offset, result } = asn1.fromBER(bytes)
  if (offset !== bytes.length) throw new Error("not one DER value")
  return result
}
function childrenOf(value: Value | undefined): Value[] {
  if (!(value instanceof asn1.Constructed)) throw new Error("not a constructed value")
  return value.valueBlock.value as Value[]
}
const der = (value: Value): Uint8Array => new Uint8Array(value.toBER(false))
const integer = (value: number) => new asn1.Integer({ value })
const oid = (value: string) => new asn1.ObjectIdentifier({ value })
const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: new Uint8Array(bytes).buffer })
const sequence = (...value: Value[]) => new asn1.Sequence({ value })
const set = (...value: Value[]) => new asn1.Set({ value })
const tagged = (tagNumber: number, ...value: Value[]) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value })
const attribute = (type: string, value: Value) => sequence(oid(type), set(value))

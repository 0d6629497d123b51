import * as asn1 from "asn1js"
import * as pkijs from "pkijs"

/** A CMS signature taken apart, apart from what it signs. */
export type CmsEnvelope = {
  signed: pkijs.SignedData
  signerInfo: pkijs.SignerInfo
  /** DER, as they stand in the file: a library would write them anew, and what was changed would not be seen. */
  own: Uint8Array
  certificates: Uint8Array[]
}

const DATA = "1.2.840.113549.1.7.1"
const SIGNED_DATA = "1.2.840.113549.1.7.2"

/**
 * Reads a detached CMS signature of one signer. Nothing signs its outer parts, and libraries read them leniently, so that
 * they must be exactly what they have to be: one encoding, the types and versions of RFC 5652 (5.1, 5.3), the digest and the
 * certificate of the signer.
 * @throws Error for anything else
 */
export const readEnvelope = (bytes: Uint8Array): CmsEnvelope => {
  const raw = parse(bytes)
  const wrapped = childrenOf(childrenOf(raw)[1])
  if (childrenOf(raw).length !== 2 || wrapped.length !== 1) throw new Error("more than a signature")
  const info = new pkijs.ContentInfo({ schema: raw })
  if (info.contentType !== SIGNED_DATA) throw new Error("not a signature")
  const signed = new pkijs.SignedData({ schema: info.content })
  const [signerInfo, ...more] = signed.signerInfos
  if (!signerInfo || more.length > 0) throw new Error("not one signer")
  const version = signerInfo.sid instanceof pkijs.IssuerAndSerialNumber ? 1 : 3
  const isPlain =
    signerInfo.version === version &&
    signed.version === version &&
    signed.encapContentInfo.eContentType === DATA &&
    signed.encapContentInfo.eContent === undefined &&
    (isBare(signerInfo.signatureAlgorithm) || signerInfo.signatureAlgorithm.algorithmId === RSASSA_PSS) &&
    signed.digestAlgorithms.length === 1 &&
    signed.digestAlgorithms.every((one) => isSameDigest(one, signerInfo.digestAlgorithm))
  if (!isPlain) throw new Error("not a plain detached signature")
  const certificates = childrenOf(childrenOf(wrapped[0]).find(isTagged(0))).map(rawOf)
  const signerInfos = childrenOf(childrenOf(wrapped[0]).at(-1))
  const own = ownCertificate(certificates, childrenOf(signerInfos[0])[1])
  if (!own) throw new Error("the signer's certificate is missing")
  return { signed, signerInfo, own, certificates }
}

/** Whether a certificate as a library holds it is this one, by the bytes its issuer signed. */
export const isSameCertificate = ({ tbsView }: pkijs.Certificate, raw: Uint8Array): boolean => {
  const [signed] = childrenOf(parse(raw))
  return signed !== undefined && isEqual(new Uint8Array(tbsView), rawOf(signed))
}

/** The certificate the signature names by issuer and number, or by the identifier of its key. */
function ownCertificate(certificates: Uint8Array[], sid: asn1.AsnType | undefined): Uint8Array | undefined {
  const [issuer, serialNumber] = childrenOf(sid)
  if (!issuer || !serialNumber) return keyHolder(certificates, sid)
  return certificates.find((certificate) => {
    const parts = childrenOf(childrenOf(parse(certificate))[0])
    const [serial, , named] = parts[0] && isTagged(0)(parts[0]) ? parts.slice(1) : parts
    return (
      serial && named && isEqual(rawOf(serial), rawOf(serialNumber)) && isEqual(rawOf(named), rawOf(issuer))
    )
  })
}

const KEY_IDENTIFIER = "2.5.29.14"

function keyHolder(certificates: Uint8Array[], sid: asn1.AsnType | undefined): Uint8Array | undefined {
  if (!(sid instanceof asn1.Primitive)) return undefined
  return certificates.find((certificate) => {
    const { extensions } = pkijs.Certificate.fromBER(new Uint8Array(certificate))
    const held = extensions?.find(({ extnID }) => extnID === KEY_IDENTIFIER)?.parsedValue
    return (
      held instanceof asn1.OctetString && isEqual(held.valueBlock.valueHexView, sid.valueBlock.valueHexView)
    )
  })
}

const isSameDigest = (a: pkijs.AlgorithmIdentifier, b: pkijs.AlgorithmIdentifier): boolean =>
  a.algorithmId === b.algorithmId && isBare(a) && isBare(b)

/** Parameters are NULL or left out, as for digests and all signatures but RSASSA-PSS (RFC 5754, 2 and 3). */
const isBare = ({ algorithmParams: given }: pkijs.AlgorithmIdentifier): boolean =>
  given === undefined || given instanceof asn1.Null
const RSASSA_PSS = "1.2.840.113549.1.1.10"

/** @throws Error where the bytes are not the one encoding of what they say */
function parse(bytes: Uint8Array): asn1.AsnType {
  const own = new Uint8Array(bytes)
  const { offset, result } = asn1.fromBER(own)
  if (offset !== own.length || !isEqual(new Uint8Array(result.toBER(false)), own))
    throw new Error("not one DER value")
  return result
}

const childrenOf = (value: asn1.AsnType | undefined): asn1.AsnType[] =>
  value instanceof asn1.Constructed ? (value.valueBlock.value as asn1.AsnType[]) : []
const isTagged =
  (number: number) =>
  ({ idBlock: { tagClass, tagNumber } }: asn1.AsnType): boolean =>
    tagClass === 3 && tagNumber === number
const rawOf = (value: asn1.AsnType): Uint8Array => new Uint8Array(value.valueBeforeDecodeView)
const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

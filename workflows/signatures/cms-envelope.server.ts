import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { childrenOf, type DerValue, derOf, isEqualBytes, parseDer } from "./der.server.ts"

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
 * Reads a detached CMS signature of one signer. Nothing signs its outer parts and libraries read them leniently, so that they
 * must be what they have to be: the types and versions of RFC 5652 (5.1, 5.3), the digest and the certificate of the signer.
 * What CMS leaves free stays free: lengths left open, parameters empty or absent, attributes that are not signed.
 * @throws Error for anything else
 */
export const readEnvelope = (bytes: Uint8Array): CmsEnvelope => {
  const raw = asWritten(bytes)
  const [, content, ...rest] = childrenOf(raw)
  const [signedData, ...others] = childrenOf(content)
  if (rest.length + others.length > 0) throw new Error("more than a signature")
  const info = new pkijs.ContentInfo({ schema: raw })
  if (info.contentType !== SIGNED_DATA) throw new Error("not a signature")
  const signed = new pkijs.SignedData({ schema: info.content })
  const [signerInfo, ...more] = signed.signerInfos
  if (!signerInfo || more.length > 0) throw new Error("not one signer")
  const parts = childrenOf(signedData)
  const held = parts.find(isTagged(0))
  const brought = held ? childrenOf(held) : []
  const certificates = brought.filter(({ idBlock }) => idBlock.tagClass === 1).map(rawOf)
  const isPlain =
    signerInfo.version === signerVersion(signerInfo) &&
    isVersionOf(signed, signerInfo, brought.length === certificates.length) &&
    signed.encapContentInfo.eContentType === DATA &&
    signed.encapContentInfo.eContent === undefined &&
    (isBare(signerInfo.signatureAlgorithm) || signerInfo.signatureAlgorithm.algorithmId === RSASSA_PSS) &&
    signed.digestAlgorithms.length === 1 &&
    signed.digestAlgorithms.every((one) => isSameDigest(one, signerInfo.digestAlgorithm))
  if (!isPlain) throw new Error("not a plain detached signature")
  const own = ownCertificate(certificates, childrenOf(childrenOf(parts.at(-1))[0])[1])
  if (!own) throw new Error("the signer's certificate is missing")
  return { signed, signerInfo, own, certificates }
}

const signerVersion = ({ sid }: pkijs.SignerInfo): number =>
  sid instanceof pkijs.IssuerAndSerialNumber ? 1 : 3

/** Attribute certificates and revocation data of other kinds raise the version (RFC 5652, 5.1). */
const isVersionOf = (signed: pkijs.SignedData, signerInfo: pkijs.SignerInfo, isOnlyX509: boolean): boolean =>
  isOnlyX509 && (signed.crls ?? []).every((one) => one instanceof pkijs.CertificateRevocationList)
    ? signed.version === signerVersion(signerInfo)
    : [3, 4, 5].includes(signed.version)

/** Whether a certificate as a library holds it is this one, by the bytes its issuer signed. */
export const isSameCertificate = ({ tbsView }: pkijs.Certificate, raw: Uint8Array): boolean => {
  const [signed] = childrenOf(asWritten(raw))
  return signed !== undefined && isEqualBytes(new Uint8Array(tbsView), rawOf(signed))
}

/** The certificate the signature names by issuer and number, or by the identifier of its key. */
function ownCertificate(certificates: Uint8Array[], sid: DerValue | undefined): Uint8Array | undefined {
  if (!(sid instanceof asn1.Constructed)) return keyHolder(certificates, sid)
  const [issuer, serialNumber] = childrenOf(sid)
  if (!issuer || !serialNumber) return undefined
  return certificates.find((certificate) => {
    const parts = childrenOf(childrenOf(asWritten(certificate))[0])
    const [serial, , named] = parts[0] && isTagged(0)(parts[0]) ? parts.slice(1) : parts
    return (
      serial &&
      named &&
      isEqualBytes(rawOf(serial), rawOf(serialNumber)) &&
      isEqualBytes(rawOf(named), rawOf(issuer))
    )
  })
}

const KEY_IDENTIFIER = "2.5.29.14"

function keyHolder(certificates: Uint8Array[], sid: DerValue | undefined): Uint8Array | undefined {
  if (!(sid instanceof asn1.Primitive)) return undefined
  return certificates.find((certificate) => {
    const { extensions } = pkijs.Certificate.fromBER(new Uint8Array(certificate))
    const held = extensions?.find(({ extnID }) => extnID === KEY_IDENTIFIER)?.parsedValue
    return (
      held instanceof asn1.OctetString &&
      isEqualBytes(held.valueBlock.valueHexView, sid.valueBlock.valueHexView)
    )
  })
}

const isSameDigest = (a: pkijs.AlgorithmIdentifier, b: pkijs.AlgorithmIdentifier): boolean =>
  a.algorithmId === b.algorithmId && isBare(a) && isBare(b)

/** Parameters are NULL or left out, as for digests and all signatures but RSASSA-PSS (RFC 5754, 2 and 3). */
const isBare = ({ algorithmParams: given }: pkijs.AlgorithmIdentifier): boolean =>
  given === undefined || given instanceof asn1.Null
const RSASSA_PSS = "1.2.840.113549.1.1.10"

/** @throws Error where the bytes do not say what they are read as: lengths that do not fit, parts that are passed over */
function asWritten(bytes: Uint8Array): DerValue {
  const value = parseDer(bytes)
  if (!isEqualBytes(derOf(value), bytes)) throw new Error("not written as it is read")
  return value
}

const isTagged =
  (number: number) =>
  ({ idBlock: { tagClass, tagNumber } }: DerValue): boolean =>
    tagClass === 3 && tagNumber === number
const rawOf = (value: DerValue): Uint8Array => new Uint8Array(value.valueBeforeDecodeView)

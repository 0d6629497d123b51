import { createHash } from "node:crypto"
import * as pkijs from "pkijs"
import { DIGESTS, hasStrongPss } from "./accepted-algorithms.server.ts"
import { readCertificate } from "./certificate.server.ts"
import { faultsOfCertificate, faultsOfSigner } from "./certificate-rules.server.ts"
import { isSameCertificate, readEnvelope } from "./cms-envelope.server.ts"

/** A CMS signature made by somebody else's software, as far as it could be read. */
export type ForeignSignature = {
  /** DER: the signer's certificate, and those it brings. */
  own: Uint8Array
  brought: Uint8Array[]
  /** What a timestamp authority says; null without a timestamp. */
  stamp: Timestamp | null
  /** Vietnamese; empty when the signature holds over the content. Of the certificates nothing is said. */
  faults: string[]
}

/** Certificates are of the authority that stamped, as `ForeignSignature` has them of the signer. */
type Timestamp = { at: Date; own: Uint8Array; brought: Uint8Array[] }

/** Named each time: the library's own default is whatever any user of it in the process has set last. */
const ENGINE = new pkijs.CryptoEngine({ name: "verify", crypto: globalThis.crypto })

/**
 * Verifies a detached CMS signature (RSA, RSASSA-PSS or ECDSA) of token software: PAdES and the older adbe.pkcs7.detached.
 * @throws Error when the bytes are no such signature
 */
export const readForeignSignature = async (
  bytes: Uint8Array,
  content: Uint8Array,
): Promise<ForeignSignature> => {
  const { signed, signerInfo, own, certificates } = readEnvelope(bytes)
  const verified = await signed
    .verify({ signer: 0, data: Uint8Array.from(content).buffer, extendedMode: true }, ENGINE)
    .catch((error: pkijs.SignedDataVerifyError) => error)
  const { signerCertificate } = verified
  // The library looks for the signer less strictly, and might have checked against another certificate.
  if (!signerCertificate || !isSameCertificate(signerCertificate, own))
    throw new Error("the signer's certificate is missing")
  const faults: string[] = []
  if (verified.signatureVerified !== true || !hasDigestSigned(signerInfo))
    faults.push("nội dung tệp đã bị thay đổi sau khi ký")
  if (!hasStrongDigest(signerInfo)) faults.push("thuật toán băm không được chấp nhận")
  const stamp = await readStamp(signerInfo).catch(() => null)
  if (stamp === null && stampIn(signerInfo)) faults.push("dấu thời gian của chữ ký không hợp lệ")
  return {
    stamp,
    own,
    brought: certificates,
    faults,
  }
}

const hasStrongDigest = ({ digestAlgorithm, signatureAlgorithm }: pkijs.SignerInfo): boolean =>
  digestAlgorithm.algorithmId in DIGESTS && hasStrongPss(signatureAlgorithm)

/** With no signed attributes the signature would cover the content alone, and not say what it is. */
const hasDigestSigned = ({ signedAttrs }: pkijs.SignerInfo): boolean =>
  signedAttrs?.attributes.some(({ type }) => type === "1.2.840.113549.1.9.4") === true

/** The token a timestamp authority put beside the signature (RFC 3161, Appendix A). */
const stampIn = ({ unsignedAttrs }: pkijs.SignerInfo) =>
  unsignedAttrs?.attributes.find(({ type }) => type === "1.2.840.113549.1.9.16.2.14")?.values[0]

/** When the authority saw exactly this signature; null without a token. @throws Error for a token that does not hold */
async function readStamp(signerInfo: pkijs.SignerInfo): Promise<Timestamp | null> {
  const token = stampIn(signerInfo)
  if (!token) return null
  const info = new pkijs.ContentInfo({ schema: token })
  const signed = new pkijs.SignedData({ schema: info.content })
  const content = signed.encapContentInfo.eContent?.getValue()
  if (!content) throw new Error("the timestamp holds nothing")
  const { messageImprint, genTime } = pkijs.TSTInfo.fromBER(content)
  const algorithm = DIGESTS[messageImprint.hashAlgorithm.algorithmId]
  if (!algorithm) throw new Error("the timestamp's digest is too weak")
  const stamped = createHash(algorithm).update(signerInfo.signature.valueBlock.valueHexView).digest()
  if (Buffer.compare(stamped, messageImprint.hashedMessage.valueBlock.valueHexView) !== 0)
    throw new Error("the timestamp is another signature's")
  // `data` is what was stamped; what the token signs it carries itself.
  const data = Uint8Array.from(signerInfo.signature.valueBlock.valueHexView).buffer
  const { signatureVerified, signerCertificate } = await signed.verify(
    { signer: 0, data, extendedMode: true },
    ENGINE,
  )
  if (signatureVerified !== true || !signerCertificate || !signed.signerInfos.every(hasStrongDigest))
    throw new Error("the timestamp's own signature does not hold")
  const own = derOf(signerCertificate)
  if (!maySayTimes(own, genTime)) throw new Error("the certificate is not for timestamps")
  const brought = (signed.certificates ?? []).filter((one) => one instanceof pkijs.Certificate)
  return { at: genTime, own, brought: brought.map(derOf) }
}

/** A certificate for timestamps and nothing else, valid when it was used (RFC 3161, 2.3). */
function maySayTimes(own: Uint8Array, at: Date): boolean {
  const certificate = readCertificate(own)
  return [...faultsOfSigner(certificate, "TIMESTAMP"), ...faultsOfCertificate(certificate, at)].length === 0
}

const derOf = (certificate: pkijs.Certificate) => new Uint8Array(certificate.toSchema().toBER(false))

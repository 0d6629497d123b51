import { createHash, X509Certificate } from "node:crypto"
import * as pkijs from "pkijs"
import { isSameCertificate, readEnvelope } from "./cms-envelope.server.ts"

/** A CMS signature made by somebody else's software, as far as it could be read. */
export type ForeignSignature = {
  signer: string
  issuer: string
  /** DER: the signer's certificate, then its issuers as far as they are known. */
  chain: Uint8Array[]
  /** What a timestamp authority says; null without a timestamp. */
  stamp: Timestamp | null
  /** Vietnamese; empty when the signature holds over the content and is of accepted strength. */
  faults: string[]
}

/** `chain` is of the authority that stamped, as `ForeignSignature` has it of the signer. */
type Timestamp = { at: Date; chain: Uint8Array[] }

/** TT 15/2025/TT-BKHCN asks for SHA-256 or more. */
const DIGESTS: Record<string, string> = {
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
}
const RSA_BITS = 2048
const CURVES = ["prime256v1", "secp384r1", "secp521r1"]
/** Named each time: the library's own default is whatever any user of it in the process has set last. */
const ENGINE = new pkijs.CryptoEngine({ name: "verify", crypto: globalThis.crypto })
const COMMON_NAME = "2.5.4.3"

/**
 * Verifies a detached CMS signature (RSA, RSASSA-PSS or ECDSA) of token software: PAdES and the older adbe.pkcs7.detached.
 * @param authorities DER of issuers known here, for signatures that do not bring theirs
 * @throws Error when the bytes are no such signature
 */
export const readForeignSignature = async (
  bytes: Uint8Array,
  content: Uint8Array,
  authorities: readonly Uint8Array[],
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
  if (!DIGESTS[signerInfo.digestAlgorithm.algorithmId]) faults.push("thuật toán băm không được chấp nhận")
  if (!isStrong(new X509Certificate(own))) faults.push("khóa của chứng thư yếu hơn mức cho phép")
  const stamp = await readStamp(signerInfo, authorities).catch(() => null)
  if (stamp === null && stampIn(signerInfo)) faults.push("dấu thời gian của chữ ký không hợp lệ")
  return {
    stamp,
    signer: nameIn(signerCertificate.subject),
    issuer: nameIn(signerCertificate.issuer),
    chain: chainOf(own, [...certificates, ...authorities]),
    faults,
  }
}

/** With no signed attributes the signature would cover the content alone, and not say what it is. */
const hasDigestSigned = ({ signedAttrs }: pkijs.SignerInfo): boolean =>
  signedAttrs?.attributes.some(({ type }) => type === "1.2.840.113549.1.9.4") === true

/** The token a timestamp authority put beside the signature (RFC 3161, Appendix A). */
const stampIn = ({ unsignedAttrs }: pkijs.SignerInfo) =>
  unsignedAttrs?.attributes.find(({ type }) => type === "1.2.840.113549.1.9.16.2.14")?.values[0]

/** When the authority saw exactly this signature; null without a token. @throws Error for a token that does not hold */
async function readStamp(
  signerInfo: pkijs.SignerInfo,
  authorities: readonly Uint8Array[],
): Promise<Timestamp | null> {
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
  if (signatureVerified !== true || !signerCertificate)
    throw new Error("the timestamp's own signature does not hold")
  const own = derOf(signerCertificate)
  if (!maySayTimes(new X509Certificate(own), genTime))
    throw new Error("the certificate is not for timestamps")
  const brought = (signed.certificates ?? []).filter((one) => one instanceof pkijs.Certificate)
  return { at: genTime, chain: chainOf(own, [...brought.map(derOf), ...authorities]) }
}

/** A certificate for timestamps and nothing else, valid when it was used (RFC 3161, 2.3). */
const maySayTimes = ({ keyUsage, validFromDate, validToDate }: X509Certificate, at: Date): boolean =>
  keyUsage?.join() === TIME_STAMPING && validFromDate <= at && at <= validToDate
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8"

const derOf = (certificate: pkijs.Certificate) => new Uint8Array(certificate.toSchema().toBER(false))

const nameIn = (name: pkijs.RelativeDistinguishedNames): string =>
  name.typesAndValues
    .filter(({ type }) => type === COMMON_NAME)
    .map(({ value }) => String(value.valueBlock.value))
    .join(", ")
    .normalize("NFC")

function isStrong({ publicKey }: X509Certificate): boolean {
  const { modulusLength = 0, namedCurve = "" } = publicKey.asymmetricKeyDetails ?? {}
  return publicKey.asymmetricKeyType === "ec"
    ? CURVES.includes(namedCurve)
    : ["rsa", "rsa-pss"].includes(publicKey.asymmetricKeyType ?? "") && modulusLength >= RSA_BITS
}

/** From the certificate up, each issued by the next. */
function chainOf(own: Uint8Array, others: readonly Uint8Array[]): Uint8Array[] {
  const chain = [own]
  for (;;) {
    const last = new X509Certificate(chain.at(-1) as Uint8Array)
    if (last.checkIssued(last) || chain.length > 8) return chain
    const issuer = others.find((bytes) => {
      const candidate = new X509Certificate(bytes)
      return last.checkIssued(candidate) && last.verify(candidate.publicKey)
    })
    if (!issuer) return chain
    chain.push(issuer)
  }
}

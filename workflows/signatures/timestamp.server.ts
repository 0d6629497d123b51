import { createHash } from "node:crypto"
import * as pkijs from "pkijs"
import { DIGESTS, hasStrongPss } from "./accepted-algorithms.server.ts"
import { readCertificate } from "./certificate.server.ts"
import { faultsOfCertificate, faultsOfSigner } from "./certificate-rules.server.ts"
import type { DerValue } from "./der.server.ts"
import { isNamed, isNamedOtherwise, readAttributes } from "./signed-attributes.server.ts"

/** What a timestamp authority says. DER: its certificate, and those it brings. */
export type Timestamp = { at: Date; own: Uint8Array; brought: Uint8Array[] }

/** Named each time: the library's own default is whatever any user of it in the process has set last. */
const ENGINE = new pkijs.CryptoEngine({ name: "verify", crypto: globalThis.crypto })

/** When the authority saw exactly this signature (RFC 3161). @throws Error for a token that does not hold */
export const readTimestamp = async (token: DerValue, signature: Uint8Array): Promise<Timestamp> => {
  const info = new pkijs.ContentInfo({ schema: token })
  const signed = new pkijs.SignedData({ schema: info.content })
  const content = signed.encapContentInfo.eContent?.getValue()
  if (!content) throw new Error("the timestamp holds nothing")
  const { messageImprint, genTime } = pkijs.TSTInfo.fromBER(content)
  const algorithm = DIGESTS[messageImprint.hashAlgorithm.algorithmId]
  if (!algorithm) throw new Error("the timestamp's digest is too weak")
  const stamped = createHash(algorithm).update(signature).digest()
  if (Buffer.compare(stamped, messageImprint.hashedMessage.valueBlock.valueHexView) !== 0)
    throw new Error("the timestamp is another signature's")
  // `data` is what was stamped; what the token signs it carries itself.
  const data = Uint8Array.from(signature).buffer
  const { signatureVerified, signerCertificate } = await signed.verify(
    { signer: 0, data, extendedMode: true },
    ENGINE,
  )
  if (signatureVerified !== true || !signerCertificate || !signed.signerInfos.every(hasStrongDigest))
    throw new Error("the timestamp's own signature does not hold")
  const own = derOf(signerCertificate)
  if (!saysWhoStamps(signed, own)) throw new Error("the timestamp names another certificate, or none")
  if (!maySayTimes(own, genTime)) throw new Error("the certificate is not for timestamps")
  const brought = (signed.certificates ?? []).filter((one) => one instanceof pkijs.Certificate)
  return { at: genTime, own, brought: brought.map(derOf) }
}

const hasStrongDigest = ({ digestAlgorithm, signatureAlgorithm }: pkijs.SignerInfo): boolean =>
  digestAlgorithm.algorithmId in DIGESTS && hasStrongPss(signatureAlgorithm)

/** A token has one signature, which says that it is of a time and by which certificate (RFC 3161, 2.4.2; RFC 5816). */
function saysWhoStamps({ signerInfos }: pkijs.SignedData, own: Uint8Array): boolean {
  const [signer, another] = signerInfos
  const attributes = (signer?.signedAttrs?.attributes ?? []).map((one) => one.toSchema())
  const said = readAttributes(attributes, "timestamp")
  return !another && isNamed(said, own) && !isNamedOtherwise(said, own)
}

/** A certificate for timestamps and nothing else, valid when it was used (RFC 3161, 2.3). */
function maySayTimes(own: Uint8Array, at: Date): boolean {
  const certificate = readCertificate(own)
  return [...faultsOfSigner(certificate, "TIMESTAMP"), ...faultsOfCertificate(certificate, at)].length === 0
}

const derOf = (certificate: pkijs.Certificate) => new Uint8Array(certificate.toSchema().toBER(false))

import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { isStrongAlgorithm } from "./accepted-algorithms.server.ts"
import {
  DIGITAL_SIGNATURE,
  ENGINE,
  isBelieved,
  isSignedBy,
  mayUseKey,
  type Revocation,
  revoked,
} from "./revocation-word.server.ts"

const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9"
/** An answer brings its responder's certificate and those above. */
const MOST_RESPONDERS = 16

/** Nothing where the answer is not about this certificate, or signed by nobody who may answer for the authority. */
export async function wordsOfAnswer(
  basic: pkijs.BasicOCSPResponse,
  certificate: pkijs.Certificate,
  issuer: pkijs.Certificate,
): Promise<Revocation[]> {
  try {
    if (!(await isAnsweredFor(issuer, basic))) return []
    const words: Revocation[] = []
    for (const single of basic.tbsResponseData.responses)
      if (await isAbout(single, certificate, issuer)) words.push(...wordIn(single, basic))
    return words
  } catch {
    return []
  }
}

/** Whether it is this certificate that is asked for; one named in a way that cannot be read is another. */
async function isAbout(
  { certID }: pkijs.SingleResponse,
  certificate: pkijs.Certificate,
  issuerCertificate: pkijs.Certificate,
): Promise<boolean> {
  try {
    const { name: hashAlgorithm } = ENGINE.getAlgorithmByOID<{ name: string }>(
      certID.hashAlgorithm.algorithmId,
      true,
    )
    const wanted = new pkijs.CertID()
    await wanted.createForCertificate(certificate, { hashAlgorithm, issuerCertificate }, ENGINE)
    return wanted.isEqual(certID)
  } catch {
    return false
  }
}

/** CertStatus of RFC 6960, 4.2.1; unknown says nothing. */
const GOOD = 0
const REVOKED = 1

function wordIn(single: pkijs.SingleResponse, basic: pkijs.BasicOCSPResponse): Revocation[] {
  const { certStatus, thisUpdate: asOf, nextUpdate, singleExtensions } = single
  if (certStatus.idBlock.tagNumber === REVOKED) {
    const [time, reason] = (certStatus as asn1.Constructed).valueBlock.value
    if (!(time instanceof asn1.GeneralizedTime)) return []
    const told = reason instanceof asn1.Constructed ? (reason.valueBlock.value as asn1.AsnType[]) : []
    return [revoked(asOf, time.toDate(), singleExtensions, told)]
  }
  const stands = { asOf, revokedAt: null }
  const isGood =
    certStatus.idBlock.tagNumber === GOOD && isBelieved(stands, nextUpdate, basic.signatureAlgorithm)
  return isGood ? [stands] : []
}

/** The authority itself, or whom it has certified to answer, while that certificate holds (RFC 6960, 4.2.2.2). */
async function isAnsweredFor(issuer: pkijs.Certificate, basic: pkijs.BasicOCSPResponse): Promise<boolean> {
  const { tbsResponseData, signature, signatureAlgorithm, certs = [] } = basic
  const answered = (by: pkijs.Certificate) =>
    isSignedBy(by, tbsResponseData.tbsView, signature, signatureAlgorithm)
  if (await answered(issuer)) return true
  for (const responder of certs.slice(0, MOST_RESPONDERS)) {
    const { tbsView, signatureValue, signatureAlgorithm: algorithm, extensions = [] } = responder
    const purposes: unknown = extensions.find(({ extnID }) => extnID === "2.5.29.37")?.parsedValue
    const mayAnswer = purposes instanceof pkijs.ExtKeyUsage && purposes.keyPurposes.includes(OCSP_SIGNING)
    const at = tbsResponseData.producedAt
    const holds = responder.notBefore.value <= at && at <= responder.notAfter.value
    if (
      mayAnswer &&
      mayUseKey(responder, DIGITAL_SIGNATURE) &&
      isStrongAlgorithm(algorithm) &&
      holds &&
      (await isSignedBy(issuer, tbsView, signatureValue, algorithm)) &&
      (await answered(responder))
    )
      return true
  }
  return false
}

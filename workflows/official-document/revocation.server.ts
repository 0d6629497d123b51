import { type PDF, PdfRef, PdfStream } from "@libpdf/core"
import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { resolverOf } from "./filled-fields.server.ts"

/** What an authority has said of a certificate. */
export type Revocation = {
  /** Day and time the authority said so. */
  asOf: Date
  /** Null while it stands. */
  revokedAt: Date | null
}

/** Answers and lists of authorities, DER: OCSP responses (RFC 6960) and revocation lists (RFC 5280). */
export type RevocationData = { responses: readonly Uint8Array[]; lists: readonly Uint8Array[] }

/** Named each time: the library's own default is whatever any user of it in the process has set last. */
const ENGINE = new pkijs.CryptoEngine({ name: "verify", crypto: globalThis.crypto })
const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9"

/** Answers and lists of a file that are read; signing software lays down a handful. */
const MOST = 64

/** What lies beside the signatures of a file (its DSS, ETSI EN 319 142-1, 5.4). */
export const revocationDataIn = (pdf: PDF): RevocationData => {
  const resolve = resolverOf(pdf)
  const store = pdf.getCatalog().getDict("DSS", resolve)
  const streams = (name: string): Uint8Array[] =>
    [...(store?.getArray(name, resolve) ?? [])].slice(0, MOST).flatMap((item) => {
      const value = item instanceof PdfRef ? resolve(item) : item
      return value instanceof PdfStream ? [value.getDecodedData()] : []
    })
  return { responses: streams("OCSPs"), lists: streams("CRLs") }
}

/**
 * What is known of the signer's certificate, and of those above it but the last: revoked as soon as one of them is, else as
 * the newest word on the signer's own. Only words that the certificate's own authority has signed count. Null when there is none.
 * @param chain DER: the signer's certificate, then its issuers
 */
export const revocationOf = async (
  chain: readonly Uint8Array[],
  { responses, lists }: RevocationData,
): Promise<Revocation | null> => {
  const certificates = chain.map((der) => pkijs.Certificate.fromBER(new Uint8Array(der)))
  let own: Revocation | null = null
  for (const [index, certificate] of certificates.slice(0, -1).entries()) {
    const issuer = certificates[index + 1]
    if (!issuer) continue
    const words = [
      ...(await Promise.all(responses.map((der) => wordOfResponse(der, certificate, issuer)))),
      ...(await Promise.all(lists.map((der) => wordOfList(der, certificate, issuer)))),
    ].filter((word) => word !== null)
    const revoked = words.find(({ revokedAt }) => revokedAt !== null)
    if (revoked) return revoked
    if (index === 0) own = words.sort((a, b) => b.asOf.getTime() - a.asOf.getTime())[0] ?? null
  }
  return own
}

/** Null for what is no list, or not this authority's. */
async function wordOfList(
  der: Uint8Array,
  certificate: pkijs.Certificate,
  issuer: pkijs.Certificate,
): Promise<Revocation | null> {
  try {
    const list = pkijs.CertificateRevocationList.fromBER(new Uint8Array(der))
    if (!list.issuer.isEqual(issuer.subject)) return null
    const { tbsView, signatureValue, signatureAlgorithm } = list
    if (!(await isSignedBy(issuer, tbsView, signatureValue, signatureAlgorithm))) return null
    const entry = list.revokedCertificates?.find(({ userCertificate }) =>
      userCertificate.isEqual(certificate.serialNumber),
    )
    return { asOf: list.thisUpdate.value, revokedAt: entry?.revocationDate.value ?? null }
  } catch {
    return null
  }
}

/** Null for what is no answer, not about this certificate, or signed by nobody who may answer for the authority. */
async function wordOfResponse(
  der: Uint8Array,
  certificate: pkijs.Certificate,
  issuer: pkijs.Certificate,
): Promise<Revocation | null> {
  try {
    const bytes = pkijs.OCSPResponse.fromBER(new Uint8Array(der)).responseBytes?.response.getValue()
    if (!bytes) return null
    const basic = pkijs.BasicOCSPResponse.fromBER(bytes)
    if (!(await isAnsweredFor(issuer, basic))) return null
    for (const single of basic.tbsResponseData.responses) {
      const { hashAlgorithm } = single.certID
      const wanted = new pkijs.CertID()
      const named = ENGINE.getAlgorithmByOID<{ name: string }>(hashAlgorithm.algorithmId, true)
      await wanted.createForCertificate(
        certificate,
        { hashAlgorithm: named.name, issuerCertificate: issuer },
        ENGINE,
      )
      if (!wanted.isEqual(single.certID)) continue
      const { tagNumber } = single.certStatus.idBlock
      if (tagNumber === GOOD) return { asOf: single.thisUpdate, revokedAt: null }
      if (tagNumber === REVOKED) return { asOf: single.thisUpdate, revokedAt: timeIn(single.certStatus) }
    }
    return null
  } catch {
    return null
  }
}

/** CertStatus of RFC 6960, 4.2.1; unknown says nothing. */
const GOOD = 0
const REVOKED = 1

function timeIn(status: asn1.Constructed): Date {
  const [time] = status.valueBlock.value
  if (!(time instanceof asn1.GeneralizedTime)) throw new Error("revoked without a time")
  return time.toDate()
}

/** The authority itself, or whom it has certified to answer (RFC 6960, 4.2.2.2). */
async function isAnsweredFor(issuer: pkijs.Certificate, basic: pkijs.BasicOCSPResponse): Promise<boolean> {
  const { tbsResponseData, signature, signatureAlgorithm, certs = [] } = basic
  const answered = (by: pkijs.Certificate) =>
    isSignedBy(by, tbsResponseData.tbsView, signature, signatureAlgorithm)
  if (await answered(issuer)) return true
  for (const responder of certs) {
    const { tbsView, signatureValue, signatureAlgorithm: algorithm, extensions = [] } = responder
    const purposes: unknown = extensions.find(({ extnID }) => extnID === "2.5.29.37")?.parsedValue
    const mayAnswer = purposes instanceof pkijs.ExtKeyUsage && purposes.keyPurposes.includes(OCSP_SIGNING)
    if (
      mayAnswer &&
      (await isSignedBy(issuer, tbsView, signatureValue, algorithm)) &&
      (await answered(responder))
    )
      return true
  }
  return false
}

const isSignedBy = (
  by: pkijs.Certificate,
  content: Uint8Array,
  signature: asn1.BitString,
  algorithm: pkijs.AlgorithmIdentifier,
): Promise<boolean> =>
  ENGINE.verifyWithPublicKey(Uint8Array.from(content), signature, by.subjectPublicKeyInfo, algorithm).catch(
    () => false,
  )

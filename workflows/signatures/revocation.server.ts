import { type PDF, PdfRef, PdfStream } from "@libpdf/core"
import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { sha256 } from "#models/shared/digest.server.ts"
import { rememberLast } from "#models/shared/remember-last.ts"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { contentOf } from "#workflows/pdf-file/stream-content.server.ts"
import { isStrongAlgorithm } from "./accepted-algorithms.server.ts"

/** What an authority has said of a certificate. */
export type Revocation = {
  /** Day and time the authority said so. */
  asOf: Date
  /** Null while it stands. */
  revokedAt: Date | null
}

/** Answers and lists of authorities, read: OCSP responses (RFC 6960) and revocation lists (RFC 5280). */
export type RevocationData = {
  responses: readonly pkijs.BasicOCSPResponse[]
  lists: readonly pkijs.CertificateRevocationList[]
}

/** Named each time: the library's own default is whatever any user of it in the process has set last. */
const ENGINE = new pkijs.CryptoEngine({ name: "verify", crypto: globalThis.crypto })
const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9"

/**
 * What is read of a file anybody may send: signing software lays down a handful of small answers. Together they are some
 * hundred kilobytes for a real signature.
 */
const MOST = { items: 16, storedBytes: 512 * 1024, bytes: 2 * 1024 * 1024, answers: 32 }

/** What lies beside the signatures of a file (its DSS, ETSI EN 319 142-1, 5.4); what goes beyond the limits is not read. */
export const revocationDataIn = (pdf: PDF): RevocationData => {
  const resolve = resolverOf(pdf)
  const store = pdf.getCatalog().getDict("DSS", resolve)
  let left = MOST.bytes
  const streams = (name: string): Uint8Array[] => {
    const items = [...(store?.getArray(name, resolve) ?? [])].slice(0, MOST.items)
    const once = new Map(items.map((item) => [item instanceof PdfRef ? item.objectNumber : item, item]))
    return [...once.values()].flatMap((item) => {
      const value = item instanceof PdfRef ? resolve(item) : item
      if (!(value instanceof PdfStream) || value.data.length > MOST.storedBytes || left <= 0) return []
      const bytes = contentOf(value, left)
      if (typeof bytes === "string") return []
      left -= bytes.length
      return [bytes]
    })
  }
  return { responses: streams("OCSPs").flatMap(responseIn), lists: streams("CRLs").flatMap(listIn) }
}

/** In a file that anybody may send, what is no list says nothing. */
function listIn(der: Uint8Array): pkijs.CertificateRevocationList[] {
  try {
    const list = readRevocationList(der)
    return isWhole(list) ? [list] : []
  } catch {
    return []
  }
}

const alreadyRead = new WeakMap<Uint8Array, pkijs.CertificateRevocationList>()
/** A list may name many thousands and is asked for each signature. @param der RFC 5280, 5.1 @throws Error for what is no list */
export const readRevocationList = (der: Uint8Array): pkijs.CertificateRevocationList => {
  const list = alreadyRead.get(der) ?? pkijs.CertificateRevocationList.fromBER(new Uint8Array(der))
  alreadyRead.set(der, list)
  return list
}

const rememberList = rememberLast<pkijs.CertificateRevocationList>(32)

/** Lists known here (DER), read once each: they are long, and asked with every signature. @throws Error for what is no list */
export const readKnownLists = (lists: readonly Uint8Array[]): Promise<pkijs.CertificateRevocationList[]> =>
  Promise.all(lists.map((der) => rememberList(sha256(der), async () => readRevocationList(der))))

/** A list with a critical extension speaks of some certificates only, or of changes (RFC 5280, 5.2). */
export const isWhole = ({ crlExtensions }: pkijs.CertificateRevocationList): boolean =>
  (crlExtensions?.extensions ?? []).every(({ critical }) => !critical)

function responseIn(der: Uint8Array): pkijs.BasicOCSPResponse[] {
  try {
    const bytes = pkijs.OCSPResponse.fromBER(new Uint8Array(der)).responseBytes?.response.getValue()
    const basic = bytes && pkijs.BasicOCSPResponse.fromBER(bytes)
    return basic && basic.tbsResponseData.responses.length <= MOST.answers ? [basic] : []
  } catch {
    return []
  }
}

/**
 * What is known of the signer's certificate and of those above it but the last: the earliest revocation among them, else the
 * newest word on the signer's own. Only words that the certificate's own authority has signed count. Null when there is none.
 * @param chain DER: the signer's certificate, then its issuers
 */
export const revocationOf = async (
  chain: readonly Uint8Array[],
  { responses, lists }: RevocationData,
): Promise<Revocation | null> => {
  const certificates = chain.map((der) => pkijs.Certificate.fromBER(new Uint8Array(der)))
  const revoked: Revocation[] = []
  let own: Revocation | null = null
  for (const [index, certificate] of certificates.slice(0, -1).entries()) {
    const issuer = certificates[index + 1]
    if (!issuer) continue
    const words: Revocation[] = []
    for (const response of responses) words.push(...(await wordOfResponse(response, certificate, issuer)))
    for (const list of lists) words.push(...(await wordOfList(list, certificate, issuer)))
    revoked.push(...words.filter(({ revokedAt }) => revokedAt !== null))
    if (index === 0) own = words.sort((a, b) => b.asOf.getTime() - a.asOf.getTime())[0] ?? null
  }
  const [earliest] = revoked.sort((a, b) => Number(a.revokedAt) - Number(b.revokedAt))
  return earliest ?? own
}

/** Nothing where the list is not this authority's. */
async function wordOfList(
  list: pkijs.CertificateRevocationList,
  certificate: pkijs.Certificate,
  issuer: pkijs.Certificate,
): Promise<Revocation[]> {
  try {
    if (!list.issuer.isEqual(issuer.subject) || !mayUseKey(issuer, CRL_SIGN)) return []
    const { tbsView, signatureValue, signatureAlgorithm } = list
    if (!(await isSignedBy(issuer, tbsView, signatureValue, signatureAlgorithm))) return []
    const entry = list.revokedCertificates?.find(({ userCertificate }) =>
      userCertificate.isEqual(certificate.serialNumber),
    )
    const word = { asOf: list.thisUpdate.value, revokedAt: entry?.revocationDate.value ?? null }
    return isBelieved(word, list.nextUpdate?.value, signatureAlgorithm) ? [word] : []
  } catch {
    return []
  }
}

/** Nothing where the answer is not about this certificate, or signed by nobody who may answer for the authority. */
async function wordOfResponse(
  basic: pkijs.BasicOCSPResponse,
  certificate: pkijs.Certificate,
  issuer: pkijs.Certificate,
): Promise<Revocation[]> {
  try {
    if (!(await isAnsweredFor(issuer, basic))) return []
    const words: Revocation[] = []
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
      if (tagNumber !== GOOD && tagNumber !== REVOKED) continue
      const revokedAt = tagNumber === REVOKED ? timeIn(single.certStatus) : null
      const word = { asOf: single.thisUpdate, revokedAt }
      if (isBelieved(word, single.nextUpdate, basic.signatureAlgorithm)) words.push(word)
    }
    return words
  } catch {
    return []
  }
}

/**
 * That a certificate stands is believed of a signature nobody can make anew, and for a time that can be; that it was revoked, of any.
 */
const isBelieved = (
  { asOf, revokedAt }: Revocation,
  until: Date | undefined,
  algorithm: pkijs.AlgorithmIdentifier,
): boolean => revokedAt !== null || (isStrongAlgorithm(algorithm) && (until === undefined || until >= asOf))

/** Bits of the first octet of KeyUsage (RFC 5280, 4.2.1.3). */
const CRL_SIGN = 0x02
const DIGITAL_SIGNATURE = 0x80

/** Where nothing is said of it, a key may be used for everything. */
function mayUseKey({ extensions = [] }: pkijs.Certificate, bits: number): boolean {
  const value: unknown = extensions.find(({ extnID }) => extnID === "2.5.29.15")?.parsedValue
  if (value === undefined) return true
  return value instanceof asn1.BitString && ((value.valueBlock.valueHexView[0] ?? 0) & bits) !== 0
}

/** CertStatus of RFC 6960, 4.2.1; unknown says nothing. */
const GOOD = 0
const REVOKED = 1

function timeIn(status: asn1.Constructed): Date {
  const [time] = status.valueBlock.value
  if (!(time instanceof asn1.GeneralizedTime)) throw new Error("revoked without a time")
  return time.toDate()
}

/** The authority itself, or whom it has certified to answer, while that certificate holds (RFC 6960, 4.2.2.2). */
async function isAnsweredFor(issuer: pkijs.Certificate, basic: pkijs.BasicOCSPResponse): Promise<boolean> {
  const { tbsResponseData, signature, signatureAlgorithm, certs = [] } = basic
  const answered = (by: pkijs.Certificate) =>
    isSignedBy(by, tbsResponseData.tbsView, signature, signatureAlgorithm)
  if (await answered(issuer)) return true
  for (const responder of certs.slice(0, MOST.items)) {
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

const isSignedBy = (
  by: pkijs.Certificate,
  content: Uint8Array,
  signature: asn1.BitString,
  algorithm: pkijs.AlgorithmIdentifier,
): Promise<boolean> =>
  ENGINE.verifyWithPublicKey(Uint8Array.from(content), signature, by.subjectPublicKeyInfo, algorithm).catch(
    () => false,
  )

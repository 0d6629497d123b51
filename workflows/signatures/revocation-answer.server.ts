import { createHash } from "node:crypto"
import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { isStrongAlgorithm } from "./accepted-algorithms.server.ts"
import { isEqualBytes } from "./der.server.ts"
import type { RevocationList } from "./revocation-lines.server.ts"
import { wordsOfList } from "./revocation-list.server.ts"
import {
  type Asked,
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

/** An answer of an authority, read. */
export type Answer = {
  basic: pkijs.BasicOCSPResponse
  /** Whether it says of itself that it is an answer, of the one kind there is (RFC 6960, 4.2.1). */
  isOne: boolean
}

/**
 * What an answer says of a certificate: nothing where it is about others, or signed by nobody who may answer for the authority. That
 * it was revoked is believed of any, that it stands of one that nothing speaks against.
 * @param lists those in which who answers may be named
 */
export async function wordsOfAnswer(
  { basic, isOne }: Answer,
  asked: Asked & { lists: readonly RevocationList[] },
): Promise<Revocation[]> {
  try {
    const who = await whoAnswers(basic, asked)
    if (who === "NOBODY") return []
    const words: Revocation[] = []
    for (const single of basic.tbsResponseData.responses)
      if (await isAbout(single, asked))
        words.push(...wordIn(single, basic, { now: asked.now, isSound: isOne && who === "AUTHORISED" }))
    return words
  } catch {
    return []
  }
}

/** Whether it is this certificate that is asked for; one named in a way that cannot be read is another. */
async function isAbout(
  { certID }: pkijs.SingleResponse,
  { certificate, issuer: issuerCertificate }: Asked,
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

function wordIn(
  single: pkijs.SingleResponse,
  basic: pkijs.BasicOCSPResponse,
  { now, isSound }: { now: Date | undefined; isSound: boolean },
): Revocation[] {
  const { certStatus, thisUpdate: asOf, nextUpdate, singleExtensions } = single
  if (certStatus.idBlock.tagNumber === REVOKED) {
    const [time, reason] = (certStatus as asn1.Constructed).valueBlock.value
    if (!(time instanceof asn1.GeneralizedTime)) return []
    const told = reason instanceof asn1.Constructed ? (reason.valueBlock.value as asn1.AsnType[]) : []
    return [revoked(asOf, time.toDate(), singleExtensions, told)]
  }
  if (certStatus.idBlock.tagNumber !== GOOD) return []
  const { tbsResponseData: data, signatureAlgorithm: algorithm } = basic
  const stands = { asOf, revokedAt: null }
  const made = { asOf: data.producedAt, revokedAt: null }
  const isGood =
    isSound &&
    asOf <= data.producedAt &&
    [...(data.responseExtensions ?? []), ...(singleExtensions ?? [])].every(isUnderstood) &&
    isBelieved(stands, { until: nextUpdate, now, algorithm }) &&
    isBelieved(made, { until: undefined, now, algorithm })
  return isGood ? [stands] : []
}

const NONCE = "1.3.6.1.5.5.7.48.1.2"
/** Nobody here has asked, so that any nonce will do. */
const isUnderstood = ({ critical, extnID }: pkijs.Extension): boolean => !critical || extnID === NONCE

/**
 * Who has answered: the authority itself, or whom it has certified to, while that certificate holds (RFC 6960, 4.2.2.2); somebody of
 * those whose certificate is odd or was revoked, or who answers under another's name; or nobody who may.
 */
async function whoAnswers(
  basic: pkijs.BasicOCSPResponse,
  { issuer, lists }: Asked & { lists: readonly RevocationList[] },
): Promise<"AUTHORISED" | "DOUBTFUL" | "NOBODY"> {
  const { tbsResponseData, signature, signatureAlgorithm, certs = [] } = basic
  const answered = (by: pkijs.Certificate) =>
    isSignedBy(by, tbsResponseData.tbsView, signature, signatureAlgorithm)
  if (await answered(issuer)) return isGivenBy(basic, issuer) ? "AUTHORISED" : "DOUBTFUL"
  let isDoubtful = false
  for (const responder of certs.slice(0, MOST_RESPONDERS)) {
    const { tbsView, signatureValue, signatureAlgorithm: algorithm, extensions = [] } = responder
    const purposes: unknown = extensions.find(({ extnID }) => extnID === "2.5.29.37")?.parsedValue
    const mayAnswer = purposes instanceof pkijs.ExtKeyUsage && purposes.keyPurposes.includes(OCSP_SIGNING)
    const at = tbsResponseData.producedAt
    const holds = responder.notBefore.value <= at && at <= responder.notAfter.value
    if (
      !mayAnswer ||
      !mayUseKey(responder, DIGITAL_SIGNATURE) ||
      !isStrongAlgorithm(algorithm) ||
      !holds ||
      !(await isSignedBy(issuer, tbsView, signatureValue, algorithm)) ||
      !(await answered(responder))
    )
      continue
    const isWhoItSays = isGivenBy(basic, responder) && isPlain(responder)
    if (isWhoItSays && !(await isListed(responder, issuer, lists))) return "AUTHORISED"
    isDoubtful = true
  }
  return isDoubtful ? "DOUBTFUL" : "NOBODY"
}

/** Whether an answer says that it is theirs, by name or by the digest of the key (ResponderID of RFC 6960, 4.2.1). */
function isGivenBy({ tbsResponseData }: pkijs.BasicOCSPResponse, by: pkijs.Certificate): boolean {
  const named: unknown = tbsResponseData.responderID
  if (named instanceof pkijs.RelativeDistinguishedNames) return by.subject.isEqual(named)
  if (!(named instanceof asn1.OctetString)) return false
  const key = by.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView
  return isEqualBytes(named.valueBlock.valueHexView, createHash("sha1").update(key).digest())
}

const BASIC_CONSTRAINTS = "2.5.29.19"
/** What the certificate of a responder may insist on: usages, other names, policies, the key above, and that nobody asks about it. */
const UNDERSTOOD = [
  BASIC_CONSTRAINTS,
  "2.5.29.15",
  "2.5.29.17",
  "2.5.29.32",
  "2.5.29.35",
  "2.5.29.37",
  "1.3.6.1.5.5.7.48.1.5",
]

/** Who answers certifies nobody, and insists on nothing that is not understood. */
const isPlain = ({ extensions = [] }: pkijs.Certificate): boolean =>
  extensions.every(({ critical, extnID, parsedValue }) =>
    extnID === BASIC_CONSTRAINTS
      ? (parsedValue as Partial<pkijs.BasicConstraints> | undefined)?.cA === false
      : !critical || UNDERSTOOD.includes(extnID),
  )

async function isListed(
  certificate: pkijs.Certificate,
  issuer: pkijs.Certificate,
  lists: readonly RevocationList[],
): Promise<boolean> {
  for (const list of lists) {
    const words = await wordsOfList(list, { certificate, issuer, now: undefined })
    if (words.some(({ revokedAt }) => revokedAt !== null)) return true
  }
  return false
}

import type * as pkijs from "pkijs"
import {
  CRL_SIGN,
  isBelieved,
  isSignedBy,
  mayUseKey,
  type Revocation,
  revoked,
} from "./revocation-word.server.ts"

/** A list with a critical extension speaks of some certificates only, or of changes (RFC 5280, 5.2). */
export const isWhole = ({ crlExtensions }: pkijs.CertificateRevocationList): boolean =>
  (crlExtensions?.extensions ?? []).every(({ critical }) => !critical)

/** What a list says of a certificate: nothing where it is not this authority's, each time it was revoked, or that it stands. */
export async function wordsOfList(
  list: pkijs.CertificateRevocationList,
  certificate: pkijs.Certificate,
  issuer: pkijs.Certificate,
): Promise<Revocation[]> {
  try {
    if (!list.issuer.isEqual(issuer.subject) || !mayUseKey(issuer, CRL_SIGN)) return []
    const { tbsView, signatureValue, signatureAlgorithm } = list
    if (!(await isSignedBy(issuer, tbsView, signatureValue, signatureAlgorithm))) return []
    const asOf = list.thisUpdate.value
    // One certificate may stand there twice.
    const entries = (list.revokedCertificates ?? []).filter(({ userCertificate }) =>
      userCertificate.isEqual(certificate.serialNumber),
    )
    const words = entries.map(({ revocationDate, crlEntryExtensions }) =>
      revoked(asOf, revocationDate.value, crlEntryExtensions?.extensions),
    )
    if (words.length > 0) return words
    const stands = { asOf, revokedAt: null }
    return isBelieved(stands, list.nextUpdate?.value, signatureAlgorithm) ? [stands] : []
  } catch {
    return []
  }
}

import * as pkijs from "pkijs"
import { derOf, isEqualBytes } from "./der.server.ts"
import {
  type Asked,
  CRL_SIGN,
  isBelieved,
  isSignedBy,
  isTakenBack,
  mayUseKey,
  type Revocation,
  revoked,
} from "./revocation-word.server.ts"

const DELTA = "2.5.29.27"
const DISTRIBUTION_POINT = "2.5.29.28"
const CERTIFICATE_ISSUER = "2.5.29.29"

type List = pkijs.CertificateRevocationList
const extensionsOf = ({ crlExtensions }: List) => crlExtensions?.extensions ?? []

/**
 * What a list says of a certificate: nothing where it is not this authority's, each time it was revoked, or that it stands. That it
 * was revoked is believed of any list, of a part or of changes alone too.
 */
export async function wordsOfList(list: List, { certificate, issuer, now }: Asked): Promise<Revocation[]> {
  try {
    if (!list.issuer.isEqual(issuer.subject) || !mayUseKey(issuer, CRL_SIGN)) return []
    const { tbsView, signatureValue, signatureAlgorithm } = list
    if (!(await isSignedBy(issuer, tbsView, signatureValue, signatureAlgorithm))) return []
    if (scopeOf(list)?.onlyContainsAttributeCerts) return []
    const asOf = list.thisUpdate.value
    const words = entriesOn(list, certificate).map(({ revocationDate, crlEntryExtensions }) =>
      revoked(asOf, revocationDate.value, crlEntryExtensions?.extensions),
    )
    if (words.length > 0) return words
    const stands = { asOf, revokedAt: null }
    const until = list.nextUpdate?.value
    return isWhole(list) && isBelieved(stands, { until, now, algorithm: signatureAlgorithm }) ? [stands] : []
  } catch {
    return []
  }
}

/** Lines on a certificate; it may have more than one. */
function entriesOn(list: List, { serialNumber, issuer }: pkijs.Certificate): pkijs.RevokedCertificate[] {
  const isDelta = extensionsOf(list).some(({ extnID }) => extnID === DELTA)
  const isIndirect = scopeOf(list)?.indirectCRL === true
  let whose = list.issuer
  return (list.revokedCertificates ?? []).filter((entry) => {
    const named = issuerNamed(entry)
    // In a list for several authorities one that is not named is that of the line before (RFC 5280, 5.3.3).
    if (named && isIndirect) whose = named
    return (
      entry.userCertificate.isEqual(serialNumber) &&
      (named ?? whose).isEqual(issuer) &&
      !(isDelta && isTakenBack(entry.crlEntryExtensions?.extensions))
    )
  })
}

/** What cannot be read names nobody else. */
function issuerNamed({
  crlEntryExtensions,
}: pkijs.RevokedCertificate): pkijs.RelativeDistinguishedNames | null {
  const said = crlEntryExtensions?.extensions.find(({ extnID }) => extnID === CERTIFICATE_ISSUER)
  const names = said?.parsedValue as Partial<pkijs.GeneralNames> | undefined
  const name: unknown = names?.names?.find(({ type }) => type === 4)?.value
  return name instanceof pkijs.RelativeDistinguishedNames ? name : null
}

function scopeOf(list: List): pkijs.IssuingDistributionPoint | null {
  const value: unknown = extensionsOf(list).find(({ extnID }) => extnID === DISTRIBUTION_POINT)?.parsedValue
  return value instanceof pkijs.IssuingDistributionPoint ? value : null
}

const alreadyAsked = new WeakMap<List, boolean>()
/**
 * Whether one it does not name stands: a list of changes or of some certificates says nothing of the others, whether it calls that
 * critical or not, nor does one that insists on what is not understood (RFC 5280, 5.2, 5.3) or names two algorithms (5.1.1.2).
 */
function isWhole(list: List): boolean {
  const known = alreadyAsked.get(list)
  if (known !== undefined) return known
  const isPlain =
    extensionsOf(list).every(
      ({ critical, extnID }) => !critical && extnID !== DELTA && extnID !== DISTRIBUTION_POINT,
    ) &&
    isEqualBytes(derOf(list.signature.toSchema()), derOf(list.signatureAlgorithm.toSchema())) &&
    (list.revokedCertificates ?? []).every(({ crlEntryExtensions }) =>
      (crlEntryExtensions?.extensions ?? []).every(({ critical }) => !critical),
    )
  alreadyAsked.set(list, isPlain)
  return isPlain
}

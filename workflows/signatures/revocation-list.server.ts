import * as pkijs from "pkijs"
import { derOf, isEqualBytes } from "./der.server.ts"
import { insists, numberIn, type RevocationList, readLine } from "./revocation-lines.server.ts"
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

const extensionsOf = ({ head }: RevocationList) => head.crlExtensions?.extensions ?? []

/**
 * What a list says of a certificate: nothing where it is not this authority's, each time it was revoked, or that it stands. That it
 * was revoked is believed of any list, of a part or of changes alone too.
 */
export async function wordsOfList(
  list: RevocationList,
  { certificate, issuer, now }: Asked,
): Promise<Revocation[]> {
  try {
    const { head } = list
    if (!head.issuer.isEqual(issuer.subject) || !mayUseKey(issuer, CRL_SIGN)) return []
    const { tbsView, signatureValue, signatureAlgorithm } = head
    if (!(await isSignedBy(issuer, tbsView, signatureValue, signatureAlgorithm))) return []
    if (scopeOf(list)?.onlyContainsAttributeCerts) return []
    const asOf = head.thisUpdate.value
    const words = entriesOn(list, certificate).map(({ revocationDate, crlEntryExtensions }) =>
      revoked(asOf, revocationDate.value, crlEntryExtensions?.extensions),
    )
    if (words.length > 0) return words
    const stands = { asOf, revokedAt: null }
    const until = head.nextUpdate?.value
    return isWhole(list) && isBelieved(stands, { until, now, algorithm: signatureAlgorithm }) ? [stands] : []
  } catch {
    return []
  }
}

/** Lines on a certificate; it may have more than one. */
function entriesOn(
  list: RevocationList,
  { serialNumber, issuer }: pkijs.Certificate,
): pkijs.RevokedCertificate[] {
  const isDelta = extensionsOf(list).some(({ extnID }) => extnID === DELTA)
  const isIndirect = scopeOf(list)?.indirectCRL === true
  const number = numberIn(serialNumber.valueBlock.valueHexView)
  // In a list for several authorities a line that names none is of the one named before (RFC 5280, 5.3.3).
  const asked = isIndirect ? [...list.lines.keys()] : (list.places.get(number) ?? [])
  let whose = list.head.issuer
  return asked.flatMap((place) => {
    const line = list.lines[place]
    const isOf = line?.number === number
    if (!line || !(isOf || insists(line.der))) return []
    const entry = readLine(line.der)
    const named = issuerNamed(entry)
    if (named && isIndirect) whose = named
    const isTheirs = isOf && (named ?? whose).isEqual(issuer)
    return isTheirs && !(isDelta && isTakenBack(entry.crlEntryExtensions?.extensions)) ? [entry] : []
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

function scopeOf(list: RevocationList): pkijs.IssuingDistributionPoint | null {
  const value: unknown = extensionsOf(list).find(({ extnID }) => extnID === DISTRIBUTION_POINT)?.parsedValue
  return value instanceof pkijs.IssuingDistributionPoint ? value : null
}

const alreadyAsked = new WeakMap<RevocationList, boolean>()
/**
 * Whether one it does not name stands: a list of changes or of some certificates says nothing of the others, whether it calls that
 * critical or not, nor does one that insists on what is not understood (RFC 5280, 5.2, 5.3) or names two algorithms (5.1.1.2).
 */
function isWhole(list: RevocationList): boolean {
  const known = alreadyAsked.get(list)
  if (known !== undefined) return known
  const isPlain =
    extensionsOf(list).every(
      ({ critical, extnID }) => !critical && extnID !== DELTA && extnID !== DISTRIBUTION_POINT,
    ) &&
    isEqualBytes(derOf(list.head.signature.toSchema()), derOf(list.head.signatureAlgorithm.toSchema())) &&
    !list.lines.some(({ der }) => insists(der))
  alreadyAsked.set(list, isPlain)
  return isPlain
}

import {
  type Certificate,
  commonNameIn,
  hasIssued,
  isNamedIssuer,
  isSelfIssued,
  readCertificate,
} from "./certificate.server.ts"
import { type HolderIdentifiers, identifiersOf } from "./certificate-identifiers.ts"
import {
  faultsOfCertificate,
  faultsOfIssuer,
  faultsOfSignature,
  faultsOfSigner,
  type Purpose,
  policiesOf,
} from "./certificate-rules.server.ts"
import { isEqualBytes } from "./der.server.ts"

/** How a certificate hangs on those above it. */
export type CertificatePath = {
  /** DER: the signer's, then its issuers as far as they are known. */
  chain: Uint8Array[]
  /** Common names of the signer and of who it says has issued it. */
  signer: string
  issuer: string
  /** What the signer's certificate says of its holder and of the policies it was issued by. */
  identifiers: HolderIdentifiers
  policies: string[]
  /** Whether it ends at an authority known here. */
  isAnchored: boolean
  /** From and to when all of its certificates hold. */
  from: Date
  to: Date
  /** Vietnamese; empty when every certificate of it holds and may be used so. */
  faults: string[]
}

type Asked = {
  /** DER: the certificate that signed, and those that lay beside the signature. */
  own: Uint8Array
  brought: readonly Uint8Array[]
  /** DER of the authorities known here; where none are, a chain ends at whoever certifies itself. */
  anchors: readonly Uint8Array[]
  /** When the signature was made. */
  at: Date
  purpose: Purpose
}

/** Files that anybody may send bring what they like; signing software lays down a handful. */
const MOST = { brought: 32, length: 8, tried: 100 }

/**
 * Looks for the way from a certificate up to an authority and asks every certificate on it what RFC 5280 (6.1) asks. Libraries
 * at hand do less: pkijs minds neither the length of a path nor what a certificate insists on and never ends where two certify
 * each other; \@peculiar/x509 only lists a chain. Limits on names are not understood here, so that whoever has one is refused.
 * @throws Error for what is no certificate
 */
export const findPath = (asked: Asked): CertificatePath => {
  const own = readCertificate(asked.own)
  const anchors = readable(asked.anchors)
  const pool = [...anchors, ...readable(asked.brought.slice(0, MOST.brought))]
  const isAnchor = (one: Certificate) => anchors.some(({ der }) => isEqualBytes(der, one.der))
  let tries = 0
  let best: CertificatePath | null = null
  const walk = (chain: readonly Certificate[]): void => {
    const top = chain.at(-1) as Certificate
    const isAnchored = chain.length > 1 && isAnchor(top)
    const isEnd = isAnchored || (isSelfIssued(top) && hasIssued(top, top))
    const above = isEnd || chain.length > MOST.length ? [] : pool.filter((one) => isNext(chain, one))
    if (above.length === 0) {
      const found = judged(chain, { ...asked, isAnchored, isWhole: isEnd && chain.length > 1 })
      if (best === null || worthOf(found) > worthOf(best)) best = found
    }
    for (const issuer of above) walk([...chain, issuer])
  }
  const isNext = (chain: readonly Certificate[], one: Certificate): boolean => {
    if (tries >= MOST.tried || chain.some(({ der }) => isEqualBytes(der, one.der))) return false
    const top = chain.at(-1) as Certificate
    if (!isNamedIssuer(one, top)) return false
    tries += 1
    return hasIssued(one, top)
  }
  walk([own])
  return best ?? judged([own], { ...asked, isAnchored: false, isWhole: false })
}

/** A way to a known authority before any other, one without faults before one with. */
const worthOf = ({ isAnchored, faults }: CertificatePath): number =>
  (isAnchored ? 2 : 0) + (faults.length === 0 ? 1 : 0)

function judged(
  chain: readonly Certificate[],
  { at, purpose, isAnchored, isWhole }: Asked & { isAnchored: boolean; isWhole: boolean },
): CertificatePath {
  const [own, ...issuers] = chain as [Certificate, ...Certificate[]]
  const faults = [
    ...faultsOfSigner(own, purpose),
    ...faultsOfSignature(own),
    ...chain.flatMap((one) => faultsOfCertificate(one, at)),
    ...issuers.flatMap((one, index) =>
      faultsOfIssuer(one, {
        below: issuers.slice(0, index).filter((lower) => !isSelfIssued(lower)).length,
        isLast: index === issuers.length - 1 && isWhole,
        purpose,
      }),
    ),
  ]
  if (!isWhole) faults.push(`chứng thư của «${own.name}» không nối được đến cơ quan cấp`)
  const times = (pick: (one: Certificate) => Date) => chain.map((one) => pick(one).getTime())
  return {
    chain: chain.map(({ der }) => der),
    signer: own.name,
    issuer: commonNameIn(own.parsed.issuer),
    identifiers: identifiersOf(own),
    policies: policiesOf(own),
    isAnchored,
    from: new Date(Math.max(...times(({ x509 }) => x509.validFromDate))),
    to: new Date(Math.min(NO_END, ...times(({ x509 }) => x509.validToDate))),
    faults,
  }
}

/** What certificates without an end write (RFC 5280, 4.1.2.5), a day short, since it is that day earlier in Viet Nam. */
const NO_END = Date.UTC(9999, 11, 31)

const readable = (certificates: readonly Uint8Array[]): Certificate[] =>
  certificates.flatMap((der) => {
    try {
      return [readCertificate(der)]
    } catch {
      return []
    }
  })

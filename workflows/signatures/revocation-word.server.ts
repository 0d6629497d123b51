import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { isStrongAlgorithm } from "./accepted-algorithms.server.ts"

/** What an authority has said of a certificate. */
export type Revocation = {
  /** Day and time the authority said so. */
  asOf: Date
  /** Null while it stands. */
  revokedAt: Date | null
  /** Set where it was revoked for a reason that gives nobody else its key, so that what it vouched for before stays vouched for. */
  isOrderly?: boolean
}

/** Of which certificate a word is asked for, and who issued it. */
export type Asked = {
  certificate: pkijs.Certificate
  issuer: pkijs.Certificate
  /** Missing: nothing is known of the day. */
  now: Date | undefined
}

/** Named each time: the library's own default is whatever any user of it in the process has set last. */
export const ENGINE = new pkijs.CryptoEngine({ name: "verify", crypto: globalThis.crypto })

const REASON = "2.5.29.21"
const INVALID_SINCE = "2.5.29.24"
/** No reason in particular, moved, replaced, given up; every other, and none told, leaves open who has the key (RFC 3161, 4). */
const ORDERLY = [0, 3, 4, 5]
const REMOVED = 8

/** Whether a line of a list of changes takes a revocation back (RFC 5280, 5.3.1). */
export const isTakenBack = (extensions: readonly pkijs.Extension[] = []): boolean =>
  valuesOf(extensions, REASON).some(
    (one) => one instanceof asn1.Enumerated && one.valueBlock.valueDec === REMOVED,
  )

/** A revocation, as its authority tells it. @param told reasons told in another place than the extensions */
export const revoked = (
  asOf: Date,
  listed: Date,
  extensions: readonly pkijs.Extension[] = [],
  told: readonly asn1.AsnType[] = [],
): Revocation => {
  const reasons = [...told, ...valuesOf(extensions, REASON)]
  const isOrderly = (one: asn1.AsnType) =>
    one instanceof asn1.Enumerated && ORDERLY.includes(one.valueBlock.valueDec)
  return {
    asOf,
    revokedAt: fallenAt(listed, extensions),
    isOrderly: reasons.length > 0 && reasons.every(isOrderly),
  }
}

/**
 * Since when nothing of a certificate counts: the day it was revoked, or the earlier one from which its key was not safe, where the
 * authority says so (RFC 5280, 5.3.2). What cannot be read changes nothing of the revocation.
 */
const fallenAt = (listed: Date, extensions: readonly pkijs.Extension[]): Date => {
  const times = [listed, ...valuesOf(extensions, INVALID_SINCE).flatMap(timeIn)]
  return new Date(Math.min(...times.map(Number)))
}

function timeIn(value: asn1.AsnType): Date[] {
  const time = value instanceof asn1.GeneralizedTime ? value.toDate() : null
  return time === null || Number.isNaN(time.getTime()) ? [] : [time]
}

function valuesOf(extensions: readonly pkijs.Extension[], id: string): asn1.AsnType[] {
  return extensions.flatMap(({ extnID, extnValue }) => {
    if (extnID !== id) return []
    try {
      return [asn1.fromBER(extnValue.getValue()).result]
    } catch {
      return []
    }
  })
}

/** How far two clocks may be apart, milliseconds. */
const CLOCKS = 10 * 60_000

/**
 * That a certificate stands is believed of a signature nobody can make anew, for a time that can be, and not of days to come; that it
 * was revoked, of any.
 */
export const isBelieved = (
  { asOf }: Revocation,
  {
    until,
    now,
    algorithm,
  }: { until: Date | undefined; now: Date | undefined; algorithm: pkijs.AlgorithmIdentifier },
): boolean =>
  isStrongAlgorithm(algorithm) &&
  (until === undefined || until >= asOf) &&
  (now === undefined || asOf.getTime() <= now.getTime() + CLOCKS)

/** Bits of the first octet of KeyUsage (RFC 5280, 4.2.1.3). */
export const CRL_SIGN = 0x02
export const DIGITAL_SIGNATURE = 0x80

/** Where nothing is said of it, a key may be used for everything. */
export function mayUseKey({ extensions = [] }: pkijs.Certificate, bits: number): boolean {
  const value: unknown = extensions.find(({ extnID }) => extnID === "2.5.29.15")?.parsedValue
  if (value === undefined) return true
  return value instanceof asn1.BitString && ((value.valueBlock.valueHexView[0] ?? 0) & bits) !== 0
}

export const isSignedBy = (
  by: pkijs.Certificate,
  content: Uint8Array,
  signature: asn1.BitString,
  algorithm: pkijs.AlgorithmIdentifier,
): Promise<boolean> =>
  ENGINE.verifyWithPublicKey(Uint8Array.from(content), signature, by.subjectPublicKeyInfo, algorithm).catch(
    () => false,
  )

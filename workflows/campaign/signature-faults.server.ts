import { dayOf, formatDay } from "#models/shared/dates.ts"
import { toReport } from "#workflows/document-verification/signature-checks.ts"
import { readSignedRange, type SignatureKind } from "#workflows/document-verification/signed-ranges.server.ts"
import { doubtsOf } from "#workflows/document-verification/trust-verdict.ts"
import { openForAddition } from "#workflows/pdf-file/filled-fields.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"

/** The log says «ký ngày …» of today, and the decision is in force from that day: the signature must say the same. */
const dayFaults = (signedAt: Date | null, at: Date): string[] =>
  signedAt && dayOf(signedAt) !== dayOf(at)
    ? [`chữ ký ghi ngày ${formatDay(dayOf(signedAt))}, khác ngày ký hôm nay ${formatDay(dayOf(at))}`]
    : []

/**
 * What is wrong with a signature in a file, in Vietnamese, nothing where it holds at that time; and the numbers its certificate gives
 * whoever holds it, as written. @throws InvalidInputError
 */
export const signatureFaults = async (
  bytes: Uint8Array,
  { kind, authorities, at }: { kind: SignatureKind; authorities: KnownAuthorities | undefined; at: Date },
): Promise<{ faults: string[]; numbers: string[] }> => {
  const signed = await readSignedRange(bytes, await openForAddition(bytes), kind, authorities)
  if (!signed) return { faults: ["không có chữ ký"], numbers: [] }
  const faults = [
    ...signed.faults,
    ...signed.policyFaults,
    ...doubtsOf(toReport(signed, bytes.length), at),
    ...dayFaults(signed.at, at),
  ]
  return { faults, numbers: signed.identifiers.numbers }
}

import { openForAddition } from "#workflows/official-document/filled-fields.server.ts"
import type { KnownAuthorities } from "#workflows/official-document/known-authorities.ts"
import { toReport } from "#workflows/official-document/signature-checks.ts"
import { readSignedRange, type SignatureKind } from "#workflows/official-document/signed-ranges.server.ts"
import { doubtsOf } from "#workflows/official-document/trust-verdict.ts"

/** What is wrong with a signature in a file, in Vietnamese; nothing where it holds at that time. @throws InvalidInputError */
export const signatureFaults = async (
  bytes: Uint8Array,
  { kind, authorities, at }: { kind: SignatureKind; authorities: KnownAuthorities | undefined; at: Date },
): Promise<string[]> => {
  const signed = await readSignedRange(bytes, await openForAddition(bytes), kind, authorities)
  return signed ? [...signed.faults, ...doubtsOf(toReport(signed, bytes.length), at)] : ["không có chữ ký"]
}

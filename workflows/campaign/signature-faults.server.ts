import { toReport } from "#workflows/document-verification/signature-checks.ts"
import { readSignedRange, type SignatureKind } from "#workflows/document-verification/signed-ranges.server.ts"
import { doubtsOf } from "#workflows/document-verification/trust-verdict.ts"
import { openForAddition } from "#workflows/pdf-file/filled-fields.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"

/** What is wrong with a signature in a file, in Vietnamese; nothing where it holds at that time. @throws InvalidInputError */
export const signatureFaults = async (
  bytes: Uint8Array,
  { kind, authorities, at }: { kind: SignatureKind; authorities: KnownAuthorities | undefined; at: Date },
): Promise<string[]> => {
  const signed = await readSignedRange(bytes, await openForAddition(bytes), kind, authorities)
  return signed ? [...signed.faults, ...doubtsOf(toReport(signed, bytes.length), at)] : ["không có chữ ký"]
}

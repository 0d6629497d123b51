import { readSignedRange, type SignatureKind } from "#workflows/document-verification/signed-ranges.server.ts"
import { openForAddition } from "#workflows/pdf-file/filled-fields.server.ts"

/** The numbers the certificate of a signature in a file gives whoever holds it, as written; none where there is no such signature. */
export const numbersInSignature = async (bytes: Uint8Array, kind: SignatureKind): Promise<string[]> =>
  (await readSignedRange(bytes, await openForAddition(bytes), kind))?.identifiers.numbers ?? []

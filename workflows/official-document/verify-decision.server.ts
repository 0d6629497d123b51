import type { VerificationReport } from "./verification-report.ts"

/**
 * Verifies a signed, numbered and sealed decision from its bytes alone: shape of the file, both signatures, what was added
 * between them, and the catalogue inside. Never throws for a bad file; the report says what is wrong.
 */
export const verifyDecision = async (
  _bytes: Uint8Array,
  _expectation: { digest?: string } = {},
): Promise<VerificationReport> => ({
  ok: false,
  checks: [{ rule: "chua-kiem-tra", ok: false, message: "Chưa kiểm tra được văn bản." }],
  signatures: [],
  edition: null,
  documentNumber: null,
})

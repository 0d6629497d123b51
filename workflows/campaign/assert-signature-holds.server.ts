import { RuleBrokenError } from "#models/shared/errors.ts"
import { openForAddition } from "#workflows/official-document/filled-fields.server.ts"
import { toReport } from "#workflows/official-document/signature-checks.ts"
import { readSignedRange, type SignatureKind } from "#workflows/official-document/signed-ranges.server.ts"
import { doubtsOf } from "#workflows/official-document/trust-verdict.ts"
import type { CampaignDependencies } from "./dependencies.ts"

/**
 * What came back from signing must hold before it is kept: a certificate revoked yesterday would be found at the seal, when
 * nothing can be signed anew. @throws RuleBrokenError
 */
export const assertSignatureHolds = async (
  { authorities, clock }: CampaignDependencies,
  bytes: Uint8Array,
  kind: SignatureKind,
): Promise<void> => {
  const signed = await readSignedRange(bytes, await openForAddition(bytes), kind, authorities)
  const faults = signed
    ? [...signed.faults, ...doubtsOf(toReport(signed, bytes.length), clock.now())]
    : ["không có chữ ký"]
  if (faults.length === 0) return
  throw new RuleBrokenError(
    `Chữ ký số vừa tạo không hợp lệ nên chưa ký: ${faults.join("; ")}. Văn bản giữ nguyên; dùng chứng thư khác rồi ký lại.`,
  )
}

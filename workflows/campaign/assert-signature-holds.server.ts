import { RuleBrokenError } from "#models/shared/errors.ts"
import type { SignatureKind } from "#workflows/document-verification/signed-ranges.server.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import type { signatureFaults } from "./signature-faults.server.ts"

const faultsApart = apart<typeof signatureFaults>("signatureFaults")

/**
 * What came back from signing must hold before it is kept: a certificate revoked yesterday would be found at the seal, when
 * nothing can be signed anew. @throws RuleBrokenError
 */
export const assertSignatureHolds = async (
  { authorities, clock }: Pick<CampaignDependencies, "authorities" | "clock">,
  bytes: Uint8Array,
  kind: SignatureKind,
): Promise<void> => {
  const faults = await faultsApart(bytes, { kind, authorities, at: clock.now() })
  if (faults.length === 0) return
  throw new RuleBrokenError(
    `Chữ ký số vừa tạo không hợp lệ nên chưa ký: ${faults.join("; ")}. Văn bản giữ nguyên; dùng chứng thư khác rồi ký lại.`,
  )
}

import { RuleBrokenError } from "#models/shared/errors.ts"
import { assertOwnNumber, type Signing } from "#workflows/signer-number/assert-own-number.server.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import type { signatureFaults } from "./signature-faults.server.ts"

const faultsApart = apart<typeof signatureFaults>("signatureFaults")

/** Whose signature was given: a person's, who signs on what; or the agency's. */
type Given = ({ kind: "INITIAL" | "PERSONAL" } & Signing) | { kind: "AGENCY" }

/**
 * What came back from signing must hold before it is kept: a certificate revoked yesterday would be found at the seal, when
 * nothing can be signed anew. A person's certificate must be of the citizen whose their signatures before were.
 * @throws RuleBrokenError
 */
export const assertSignatureHolds = async (
  d: Pick<CampaignDependencies, "authorities" | "clock" | "store">,
  bytes: Uint8Array,
  given: Given,
): Promise<void> => {
  const { authorities, clock } = d
  const { faults, numbers } = await faultsApart(bytes, { kind: given.kind, authorities, at: clock.now() })
  if (faults.length > 0)
    throw new RuleBrokenError(
      `Chữ ký số vừa tạo không hợp lệ nên chưa ký: ${faults.join("; ")}. Văn bản giữ nguyên; dùng chứng thư khác rồi ký lại.`,
    )
  if (given.kind !== "AGENCY") await assertOwnNumber(d, numbers, given)
}

import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { CampaignDependencies } from "#workflows/campaign/dependencies.ts"
import { stepNamed } from "#workflows/campaign/offers.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { signedElsewhere } from "#workflows/document-verification/signed-elsewhere.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"

/** Takes a step of signing with what was signed outside: the decision, and its annexes where they are files. @throws OfficeError */
export const takeSignedFile = (
  d: CampaignDependencies & { authorities: KnownAuthorities },
  input: {
    campaignId: string
    actor: Actor
    revision: number
    intent: string
    files: Uint8Array[]
    dayReason: string
  },
): Promise<ReviewCampaign> => {
  const { intent, files, ...command } = input
  const step = stepNamed(intent)
  if (!step?.elsewhere) throw new RuleBrokenError("Văn bản không ở bước ký.")
  return takeStep({ ...d, signing: signedElsewhere(files, d.authorities) }, step, command)
}

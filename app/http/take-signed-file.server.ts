import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { CampaignDependencies } from "#workflows/campaign/dependencies.ts"
import { initialDecision } from "#workflows/campaign/initial-decision.server.ts"
import { sealDecision } from "#workflows/campaign/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/sign-decision.server.ts"
import { signedElsewhere } from "#workflows/document-verification/signed-elsewhere.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"

/** Takes the step of signing or sealing with what was signed outside: the decision, and its annexes where they are files. */
export const takeSignedFile = (
  d: CampaignDependencies & { authorities: KnownAuthorities },
  input: {
    campaignId: string
    actor: Actor
    revision: number
    step: "initial" | "sign" | "seal"
    files: Uint8Array[]
  },
): Promise<ReviewCampaign> => {
  const { step, files, ...command } = input
  const withFile = { ...d, signing: signedElsewhere(files, d.authorities) }
  const take = { initial: initialDecision, sign: signDecision, seal: sealDecision }[step]
  return take(withFile, command)
}

import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { assignNumber } from "#workflows/campaign/assign-number.server.ts"
import { checkForm } from "#workflows/campaign/check-form.server.ts"
import { consolidateEdition } from "#workflows/campaign/consolidate.server.ts"
import type { CampaignDependencies } from "#workflows/campaign/dependencies.ts"
import { initialDecision } from "#workflows/campaign/initial-decision.server.ts"
import { issueDecision } from "#workflows/campaign/issue-decision.server.ts"
import {
  archiveEdition,
  checkContent,
  recallEdition,
  recordErratum,
  resumeRevision,
  returnEdition,
} from "#workflows/campaign/plain-steps.server.ts"
import { sealDecision } from "#workflows/campaign/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/sign-decision.server.ts"
import { submitForSignature } from "#workflows/campaign/submit-for-signature.server.ts"
import type { EditionForm } from "../components/issuing/edition-forms.ts"

/** Calls the use-case a form of the edition's page asks for. */
export const takeEditionStep = (
  d: CampaignDependencies,
  input: EditionForm & { campaignId: string; actor: Actor },
): Promise<ReviewCampaign> => {
  const { campaignId, actor, revision } = input
  const by = { campaignId, actor, revision }
  switch (input.intent) {
    case "consolidate":
      return consolidateEdition(d, { ...by, leftOutReason: input.leftOutReason }).then(
        ({ campaign }) => campaign,
      )
    case "resume":
      return resumeRevision(d, by)
    case "checkContent":
      return checkContent(d, { ...by, digest: input.digest })
    case "checkForm":
      return checkForm(d, { ...by, digest: input.digest })
    case "submit":
      return submitForSignature(d, { ...by, signatoryId: input.signatoryId })
    case "initial":
      return initialDecision(d, by)
    case "sign":
      return signDecision(d, by)
    case "number":
      return assignNumber(d, { ...by, number: input.number })
    case "seal":
      return sealDecision(d, by)
    case "issue":
      return issueDecision(d, by)
    case "return":
      return returnEdition(d, { ...by, reason: input.reason })
    case "erratum":
      return recordErratum(d, { ...by, letter: input.letter, text: input.text })
    case "recall":
      return recallEdition(d, { ...by, reason: input.reason })
    case "archive":
      return archiveEdition(d, by)
  }
}

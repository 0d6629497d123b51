import type { CampaignStep } from "../campaign-step.ts"
import { archiveEdition } from "./archive-edition.server.ts"
import { assignNumber } from "./assign-number.server.ts"
import { checkContent } from "./check-content.server.ts"
import { checkForm } from "./check-form.server.ts"
import { closeCollection } from "./close-collection.server.ts"
import { consolidateEdition } from "./consolidate-edition.server.ts"
import { initialDecision } from "./initial-decision.server.ts"
import { issueDecision } from "./issue-decision.server.ts"
import { recallEdition } from "./recall-edition.server.ts"
import { recallContentCheck, recallFormCheck, recallSubmission } from "./recall-handover.server.ts"
import { recordErratum } from "./record-erratum.server.ts"
import { resumeRevision } from "./resume-revision.server.ts"
import { returnEdition } from "./return-edition.server.ts"
import { sealDecision } from "./seal-decision.server.ts"
import { signDecision } from "./sign-decision.server.ts"
import { stopCampaign } from "./stop-campaign.server.ts"
import { submitForSignature } from "./submit-for-signature.server.ts"

/** Every step a person can take, in the order of the path; those beside it last, the gravest at the end. */
export const CAMPAIGN_STEPS: readonly CampaignStep[] = [
  closeCollection,
  consolidateEdition,
  resumeRevision,
  checkContent,
  checkForm,
  submitForSignature,
  initialDecision,
  signDecision,
  assignNumber,
  sealDecision,
  issueDecision,
  recallContentCheck,
  recallFormCheck,
  recallSubmission,
  returnEdition,
  archiveEdition,
  recordErratum,
  recallEdition,
  stopCampaign,
]

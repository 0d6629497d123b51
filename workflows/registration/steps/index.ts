import type { RegistrationEventType } from "#models/registration/events.ts"
import type { RegistrationStep } from "../registration-step.ts"
import { agree } from "./agree.ts"
import { answerConsultation } from "./answer-consultation.ts"
import { approve } from "./approve.ts"
import { assignAppraisal } from "./assign-appraisal.ts"
import { RECALL_STEPS } from "./recalls.ts"
import { REMARK_STEPS } from "./remarks.ts"
import { repealProcedure } from "./repeal-procedure.ts"
import { requestConsultation } from "./request-consultation.ts"
import { returnByHead } from "./return-by-head.ts"
import { returnProposal } from "./return-proposal.ts"
import { revokeApproval } from "./revoke-approval.ts"
import { saveDraft } from "./save-draft.ts"
import { signOff } from "./sign-off.ts"
import { startAppraisal } from "./start-appraisal.ts"
import { submitProposal } from "./submit-proposal.ts"
import { takeOver } from "./take-over.ts"
import { URGENT_STEPS } from "./urgent-approval.ts"
import { withdraw } from "./withdraw.ts"

/** Every step a person can take, in the order they are shown: first what the state is for, then the ways back and out. */
export const REGISTRATION_STEPS: readonly RegistrationStep[] = [
  saveDraft,
  submitProposal,
  signOff,
  startAppraisal,
  agree,
  answerConsultation,
  approve,
  returnByHead,
  returnProposal,
  requestConsultation,
  assignAppraisal,
  ...URGENT_STEPS,
  ...REMARK_STEPS,
  ...RECALL_STEPS,
  revokeApproval,
  takeOver,
  withdraw,
  repealProcedure,
]

/** The step an event is taken by; undefined for what follows by itself: from an issued edition, a due date, a renewed record. */
export const stepOf = (event: RegistrationEventType): RegistrationStep | undefined =>
  REGISTRATION_STEPS.find((step) => step.event === event)

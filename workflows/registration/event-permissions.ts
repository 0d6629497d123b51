import type { RegistrationEventType } from "#models/registration/events.ts"
import type { Action } from "#workflows/permissions.ts"

/** Which permission each event asks for; null marks what follows by itself: from an issued edition, or a due date that passed. */
export const REGISTRATION_EVENT_ACTION: Record<RegistrationEventType, Action | null> = {
  "draft.saved": "registration.propose",
  // Comes with the correction it tells of (correct-fact.server.ts), never alone.
  "fact.corrected": null,
  // Comes with the change it answers (reopen-registrations.server.ts).
  "record.renewed": null,
  "proposal.submitted": "registration.propose",
  "proposal.signedOff": "registration.signOff",
  "proposal.returnedByHead": "registration.signOff",
  "proposal.withdrawn": "registration.withdraw",
  "appraisal.started": "registration.appraise",
  "consultation.requested": "registration.appraise",
  "consultation.answered": "registration.giveOpinion",
  "consultation.lapsed": null,
  "proposal.returned": "registration.appraise",
  "appraisal.agreed": "registration.appraise",
  "approval.granted": "registration.approve",
  "approval.revoked": "registration.approve",
  "decision.issued": null,
  "records.published": null,
  "edition.superseded": null,
  "procedure.repealed": "registration.repeal",
}

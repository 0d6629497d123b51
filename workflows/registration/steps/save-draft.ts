import { ProposalFields } from "../proposal-fields.ts"
import type { RegistrationStep } from "../registration-step.ts"

/** Keeps what an officer has answered so far; nothing moves. */
export const saveDraft: RegistrationStep = {
  event: "draft.saved",
  permission: "registration.propose",
  label: "Lưu dự thảo",
  place: "PROPOSAL",
  fields: [],
  shape: ProposalFields.shape,
}

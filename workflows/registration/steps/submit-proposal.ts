import { ProposalFields } from "../proposal-fields.ts"
import { type RegistrationStep, whileRemarksAreOpen } from "../registration-step.ts"

/** Lays the proposal before the head of the unit; complete, or it is refused with what is missing. */
export const submitProposal: RegistrationStep = {
  event: "proposal.submitted",
  permission: "registration.propose",
  label: "Trình lãnh đạo đơn vị",
  place: "PROPOSAL",
  fields: [],
  shape: ProposalFields.shape,
  whyNot: whileRemarksAreOpen,
}

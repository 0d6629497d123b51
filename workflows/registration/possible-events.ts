import type { RegistrationEvent, RegistrationEventType } from "#models/registration/events.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { Registration } from "#models/registration/registration.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { accepts } from "#workflows/advance.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { registrationChart } from "./chart.ts"
import { REGISTRATION_EVENT_ACTION } from "./event-permissions.ts"

/** Complete enough for any guard: whether what the person really sends is complete is judged when it is sent. */
const COMPLETE: Proposal = {
  level: "PARTIAL",
  answers: [{ letter: "a", value: "MET", note: "" }],
  partialReason: "PHYSICAL_PRESENCE",
  citation: "–",
  overruleReason: "",
  note: "",
}

const examplesOn = (today: string): RegistrationEvent[] => [
  { type: "draft.saved", proposal: COMPLETE },
  { type: "proposal.submitted", proposal: COMPLETE },
  { type: "proposal.signedOff" },
  { type: "proposal.returnedByHead", reason: "–" },
  { type: "proposal.withdrawn", reason: "–" },
  { type: "appraisal.started" },
  { type: "consultation.requested", question: "–", dueOn: today },
  { type: "consultation.answered", opinion: "–" },
  { type: "proposal.returned", reason: "–" },
  { type: "appraisal.agreed", note: "" },
  { type: "approval.granted" },
  { type: "approval.revoked", reason: "–" },
  { type: "procedure.repealed", decision: "–" },
]

/** What this person may do to a registration now: their permission for its agency, and the state it is in. */
export const possibleEvents = (
  registration: Pick<Registration, "workflow" | "agencyId">,
  actor: Actor,
  at: Date,
): RegistrationEventType[] =>
  examplesOn(dayOf(at))
    .filter((event) => {
      const action = REGISTRATION_EVENT_ACTION[event.type]
      return (
        action !== null &&
        isAllowed(actor, action, registration.agencyId) &&
        accepts(registrationChart, registration.workflow, event, actor, at)
      )
    })
    .map((event) => event.type)

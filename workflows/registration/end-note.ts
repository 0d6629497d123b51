import type { RegistrationEvent } from "#models/registration/events.ts"

type Ending = Extract<
  RegistrationEvent,
  { type: "proposal.withdrawn" | "procedure.repealed" | "edition.superseded" | "edition.recalled" }
>

/** What is written beside the end: the reason, the repealing decision, or the edition that replaced it. */
export function noteOf(event: Ending): string {
  switch (event.type) {
    case "proposal.withdrawn":
      return event.reason
    case "procedure.repealed":
      return event.decision
    case "edition.superseded":
      return event.byEditionId
    case "edition.recalled":
      return event.editionId
  }
}

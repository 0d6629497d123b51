import type { RegistrationContext, Returned } from "#models/registration/context.ts"
import { decidedBy } from "#models/registration/decided-by.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import { isSamePerson, type Stamped } from "#models/shared/workflow.ts"

type Returning = Extract<
  Stamped<RegistrationEvent>,
  { type: "record.renewed" | "proposal.returned" | "proposal.returnedByHead" | "duty.takenOver" }
>

/** A return as it is kept; one that may be taken back keeps what stood before. */
export const returnedBy = (
  { signedOff, appraised, holder, consultation }: RegistrationContext,
  event: Returning,
  stage: Returned["stage"],
): Returned => ({
  ...decidedBy(event),
  reason: event.reason,
  stage,
  ...("revocable" in event && event.revocable
    ? { undid: { signedOff, appraised, holder, consultation } }
    : {}),
})

/** From now on a return keeps what stood before, so that it can be taken back. */
export const withWayBack = (event: RegistrationEvent): RegistrationEvent =>
  event.type === "proposal.returned" || event.type === "proposal.returnedByHead"
    ? { ...event, revocable: true }
    : event

/** The last return, while it may be taken back; null when the unit has gone on from it. */
export const revocableReturn = ({
  returns,
}: Pick<RegistrationContext, "returns">): (Returned & Required<Pick<Returned, "undid">>) | null => {
  const last = returns.at(-1)
  return last?.undid ? { ...last, undid: last.undid } : null
}

/** The unit has gone on: the return stands. */
export const goneOnFrom = (returns: Returned[]): Returned[] =>
  returns.some(({ undid }) => undid) ? returns.map(({ undid: _, ...returned }) => returned) : returns

/** As it was before the last return. */
export const takenBack = (context: RegistrationContext): Partial<RegistrationContext> => ({
  ...revocableReturn(context)?.undid,
  returns: context.returns.slice(0, -1),
})

/** Of which stage, and whether the appraisal was done already. */
export type ReturnKind = { stage: Returned["stage"]; wasAppraised?: boolean }

/** Whether this is the person who sent the last return, and it is of that kind and may be taken back. */
export const mayTakeReturnBack = (
  context: RegistrationContext,
  event: Stamped<RegistrationEvent>,
  { stage, wasAppraised }: ReturnKind,
): boolean => {
  const last = revocableReturn(context)
  if (last?.stage !== stage || !isSamePerson(last, event)) return false
  return wasAppraised === undefined || wasAppraised === (last.undid.appraised !== null)
}

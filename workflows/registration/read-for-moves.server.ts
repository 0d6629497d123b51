import type { ClientSession } from "mongoose"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { RegistrationEvent } from "#models/registration/events.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { colleaguesOn, staffOn } from "#models/user/user.repository.server.ts"
import { stepOf } from "./steps/index.ts"
import type { MovingRules } from "./why-not-move.ts"

type Asked = { event: RegistrationEvent }

/** Whom an appraisal is given to is read alone; who else is there only where it matters. */
export async function staffAsked(
  moves: readonly Asked[],
  day: IsoDay,
  session: ClientSession,
): Promise<Actor[]> {
  const isOfAll = ({ event: { type } }: Asked) =>
    type === "consultation.requested" || stepOf(type)?.isLastResort
  if (moves.some(isOfAll)) return staffOn(day, session)
  const named = moves.flatMap(({ event }) => {
    // What it holds is looked at before the right is asked: it may hold anything.
    const { data } = RegistrationEvent.safeParse(event)
    return data?.type === "appraisal.assigned" ? data.personId : []
  })
  return named.length > 0 ? colleaguesOn(named, day, session) : []
}

/** Who may approve is the only rule of the office a move asks for; the others do not read it. */
export const rulesAsked = async (
  d: { reference: Pick<ReferenceReader, "officeRulesOn"> },
  moves: readonly Asked[],
  day: IsoDay,
): Promise<MovingRules> =>
  moves.some(({ event }) => event.type === "approval.granted")
    ? d.reference.officeRulesOn(day)
    : { approver: "ANOTHER_PERSON" }

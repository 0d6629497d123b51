import { type Deadline, isOpenDeadline } from "#models/deadline/deadline.ts"
import { type Consultation, findConsultations } from "#models/registration/consultations.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { DeadlineFact } from "./deadline-fact.ts"

/** The opinions that are awaited, and what became of those whose clock still runs. */
export const opinionFacts = async (
  campaignId: string | null,
  stored: ReadonlyMap<string, Deadline>,
): Promise<DeadlineFact[]> => {
  const running = [...stored.values()].filter((row) => row.kind === "OPINION" && isOpenDeadline(row))
  const found = await findConsultations(
    campaignId,
    running.map(({ subject }) => subject.id),
  )
  return found.filter((one) => one.state === "OPEN" || stored.has(idOf(one))).map(factOf)
}

const idOf = ({ registrationId, requestedAt }: Consultation): string =>
  `${registrationId}:OPINION:${requestedAt}`

const factOf = (one: Consultation): DeadlineFact => ({
  id: idOf(one),
  kind: "OPINION",
  subject: { kind: "registration", id: one.registrationId, name: one.procedureName },
  campaignId: one.campaignId,
  // Whose business it is: the unit that is to answer.
  agencyId: one.askedId,
  rule: "Trả lời ý kiến trước ngày ghi trong yêu cầu",
  basis: "Yêu cầu lấy ý kiến",
  startsOn: dayOf(new Date(one.requestedAt)),
  due: one.dueOn,
  movedBecause: "Yêu cầu lấy ý kiến đổi hạn",
  state: STATES[one.state],
})

const STATES: Record<Consultation["state"], DeadlineFact["state"]> = {
  OPEN: { is: "RUNS" },
  ANSWERED: { is: "DONE", on: null },
  OVER: { is: "LAPSED" },
}

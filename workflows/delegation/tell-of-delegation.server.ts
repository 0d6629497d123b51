import type { ClientSession } from "mongoose"
import { type Delegation, groundInWords } from "#models/delegation/delegation.ts"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { mayAgree } from "./who-decides.ts"

/** Tells the people a delegation concerns what became of it, whoever did it aside; those who may agree to it that it waits. */
export const tellOfDelegation = async (
  delegation: Delegation,
  actor: Pick<Actor, "id" | "name">,
  at: Date,
  session: ClientSession,
): Promise<void> => {
  const { id, principalId, deputyId, revision, workflow } = delegation
  const { made, closed } = workflow.context
  const waiting = workflow.value === "proposed" ? await staffOn(dayOf(at), session) : []
  const agreeing = waiting.filter((one) => mayAgree(one, delegation)).map((one) => one.id)
  const people = new Set([principalId, deputyId, ...(made ? [made.by] : []), ...agreeing])
  people.delete(actor.id)
  const about = inWords(delegation)
  await addInboxMessages(
    [...people].map((userId) => ({
      id: `delegation:${id}:${revision}:${workflow.value}:${userId}`,
      userId,
      kind: "ABSENCE",
      title: TITLES[workflow.value] ?? "Làm thay khi vắng",
      text: [
        `${actor.name}: ${about}`,
        ...(closed ? [`Lý do: ${closed.reason}`] : []),
        ...(agreeing.includes(userId) ? ["Mở trang «Vắng mặt, làm thay» để đồng ý hoặc không nhận."] : []),
      ].join(" "),
      about: { kind: "delegation", id, name: about },
      isUrgent: false,
      at,
      readAt: null,
      mail: "WAITING",
    })),
    session,
  )
}

const TITLES: Partial<Record<Delegation["workflow"]["value"], string>> = {
  proposed: "Chờ đồng ý làm thay",
  agreed: "Giao làm thay khi vắng",
  declined: "Không nhận làm thay",
  ended: "Kết thúc sớm việc làm thay",
}

const inWords = (delegation: Delegation): string => {
  const { principalName, deputyName, from, to } = delegation
  return `${deputyName} làm thay ${principalName} từ ${formatDay(from)} đến ${formatDay(to)}, theo ${groundInWords(delegation)}.`
}

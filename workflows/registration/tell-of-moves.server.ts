import type { ClientSession } from "mongoose"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import type { InboxMessage } from "#models/inbox-message/inbox-message.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import type { Registration } from "#models/registration/registration.ts"
import { formatDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { isAllowed } from "#workflows/permissions.ts"

export type Told = { registration: Registration; event: RegistrationEvent }

/** Tells whoever was given an appraisal, the people of a unit that was asked, or whose return was taken back, in the transaction that did it. */
export const tellOfMoves = async (
  moves: readonly Told[],
  { actor, staff, at }: { actor: Actor; staff: readonly Actor[]; at: Date },
  session: ClientSession,
): Promise<void> => {
  const messages = moves.flatMap(({ registration, event }) => {
    const { id, revision, procedureName, serviceCode } = registration
    const which = `«${procedureName}» (${serviceCode})`
    return wordsOf(event, registration, staff)
      .filter(({ userId }) => userId !== actor.id)
      .map(
        ({ userId, kind, title, text }): InboxMessage => ({
          id: `${event.type}:${id}:${revision + 1}:${userId}`,
          userId,
          kind,
          title,
          text: `${actor.name} ${text} ${which}.`,
          about: { kind: "registration", id, name: procedureName },
          isUrgent: false,
          at,
          readAt: null,
          mail: "WAITING",
        }),
      )
  })
  await addInboxMessages(messages, session)
}

/** Whose work a return was: who proposed it, and who had signed it off. */
const toldOfReturn = ({ workflow: { context } }: Registration): string[] => [
  ...new Set([...context.proposers, context.returns.at(-1)?.undid?.signedOff?.by ?? []].flat()),
]

type Words = Pick<InboxMessage, "userId" | "kind" | "title" | "text">

function wordsOf(event: RegistrationEvent, registration: Registration, staff: readonly Actor[]): Words[] {
  if (event.type === "appraisal.assigned")
    return [
      { userId: event.personId, kind: "MENTION", title: "Được giao thẩm định", text: "giao bạn thẩm định" },
    ]
  if (event.type === "return.recalled" || event.type === "headReturn.recalled")
    return toldOfReturn(registration).map((userId) => ({
      userId,
      kind: "MENTION",
      title: "Việc trả lại đã được rút lại",
      text: `đã rút lại việc trả lại (lý do: ${event.reason}); không cần sửa gì`,
    }))
  if (event.type !== "consultation.requested" || event.agencyId === undefined) return []
  const { agencyId, dueOn } = event
  return staff
    .filter(
      (person) =>
        isAllowed(person, "registration.giveOpinion", agencyId) ||
        isAllowed(person, "registration.giveUnitOpinion", agencyId),
    )
    .map(({ id }) => ({
      userId: id,
      kind: "OPINION",
      title: "Đơn vị được lấy ý kiến",
      text: `lấy ý kiến đơn vị bạn, trả lời trước hết ngày ${formatDay(dueOn)}, về`,
    }))
}

import type { RegistrationContext } from "#models/registration/context.ts"
import { decidedBy } from "#models/registration/decided-by.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import { isOpenRemark, type RemarkTurn } from "#models/registration/remark.ts"
import { type Stamped, withPersonsBehind } from "#models/shared/workflow.ts"

type Of<Type extends RegistrationEvent["type"]> = Stamped<Extract<RegistrationEvent, { type: Type }>>

/** Whether an event is about a remark that is there, and open or settled. */
export const isOnRemark = (
  { remarks }: RegistrationContext,
  event: Stamped<RegistrationEvent>,
  as: "OPEN" | "SETTLED",
): boolean => {
  const remark = "remarkId" in event ? remarks.find(({ id }) => id === event.remarkId) : undefined
  return remark !== undefined && isOpenRemark(remark) === (as === "OPEN")
}

/** One more remark, with the next number. */
export const addRemark = ({ remarks }: RegistrationContext, event: Of<"remark.made">) => {
  const { place, text } = event
  const id = String(remarks.length + 1)
  return { remarks: [...remarks, { ...decidedBy(event), id, place, text, turns: [] }] }
}

/** What was said to a remark; who answers one answers for the proposal. */
export const turnRemark = (
  { remarks, proposers }: RegistrationContext,
  event: Of<"remark.resolved" | "remark.settled" | "remark.reopened">,
  kind: RemarkTurn["kind"],
) => ({
  remarks: remarks.map((remark) =>
    remark.id === event.remarkId
      ? { ...remark, turns: [...remark.turns, { ...decidedBy(event), kind, words: event.words }] }
      : remark,
  ),
  ...(kind === "ANSWERED" ? { proposers: withPersonsBehind(proposers, event) } : {}),
})

import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import { advanceDelivery, isOpen } from "./advance-delivery.ts"
import type { Progress } from "./deliver-message.ts"

type Sibling = Omit<OutboxMessage, "payloadText">

export type Ordered = {
  /** May go on now. */
  ready: Progress[]
  /** Replaced by a newer message of the same record: saved, not sent. */
  superseded: { message: Sibling; workflow: Progress["workflow"] }[]
  /** An older message of the record is under way with another worker: its turn comes after. */
  waiting: Progress[]
}

/**
 * Only the newest message of a record goes out and older ones are replaced by it; within a record order holds
 * (records.md §7.1). Pure. `siblings` are all messages of the claimed records.
 */
export const orderInRecord = (claimed: Progress[], siblings: Sibling[], at: Date): Ordered => {
  const byRecord = new Map<string, Sibling[]>()
  for (const sibling of siblings)
    byRecord.set(sibling.recordId, [...(byRecord.get(sibling.recordId) ?? []), sibling])
  const claimedIds = new Set(claimed.map(({ message }) => message.id))
  const ordered: Ordered = { ready: [], superseded: [], waiting: [] }
  for (const progress of claimed) {
    const { message, workflow } = progress
    const others = (byRecord.get(message.recordId) ?? []).filter(({ id }) => id !== message.id)
    const newest = others.reduce<Sibling | null>(
      (best, other) => (other.sequence > (best?.sequence ?? message.sequence) ? other : best),
      null,
    )
    if (newest) {
      ordered.superseded.push(supersede({ ...message, workflow }, newest.id, at))
      continue
    }
    const older = others.filter(({ id }) => !claimedIds.has(id))
    if (older.some((other) => isUnderWay(other, at))) ordered.waiting.push(progress)
    else {
      ordered.ready.push(progress)
      ordered.superseded.push(...older.filter(isReplaceable).map((other) => supersede(other, message.id, at)))
    }
  }
  return ordered
}

const isUnderWay = (message: Sibling, at: Date): boolean =>
  message.leaseUntil !== null && message.leaseUntil > at && isOpen(message.workflow.value)

const isReplaceable = ({ workflow }: Sibling): boolean =>
  isOpen(workflow.value) || workflow.value === "parked"

function supersede(message: Sibling, newerId: string, at: Date) {
  const known =
    message.workflow.value === "sent"
      ? advanceDelivery(message.workflow, { type: "worker.lost" }, at)
      : message.workflow
  return { message, workflow: advanceDelivery(known, { type: "message.superseded", newerId }, at) }
}

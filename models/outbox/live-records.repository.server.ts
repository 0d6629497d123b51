import { dayOf, type IsoDay } from "../shared/dates.ts"
import type { Operation } from "./message-envelope.ts"
import { OutboxMessageModel, type StoredMessage } from "./outbox-message.schema.server.ts"
import type { DeliveryState } from "./states.ts"

/** What became of one message at its portal, by day. */
export type RecordShown = {
  target: string
  recordId: string
  sequence: number
  operation: Operation
  editionId: string
  state: DeliveryState
  /** The day it was read back there; null while it was not. */
  liveOn: IsoDay | null
}

const FIELDS = {
  target: 1,
  recordId: 1,
  sequence: 1,
  operation: 1,
  editionId: 1,
  "workflow.value": 1,
  "workflow.context.liveAt": 1,
} as const

/** Every message with the day its record was seen at the portal, without what it says. */
export const findRecordsShown = async (): Promise<RecordShown[]> => {
  const rows = await OutboxMessageModel.find({}, FIELDS).lean<StoredMessage[]>()
  return rows.map(({ target, recordId, sequence, operation, editionId, workflow }) => {
    const { liveAt } = workflow.context as { liveAt: string | null }
    return {
      target,
      recordId,
      sequence,
      operation,
      editionId,
      state: workflow.value as DeliveryState,
      liveOn: liveAt ? dayOf(new Date(liveAt)) : null,
    }
  })
}

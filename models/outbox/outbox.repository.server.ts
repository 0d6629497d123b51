import type { ClientSession } from "mongoose"
import { NotFoundError } from "#models/shared/errors.ts"
import { type ListOrder, storedOrder } from "#models/shared/list-order.ts"
import { OutboxMessageModel, type StoredMessage } from "./outbox-message.schema.server.ts"
import { type MessageAct, type OutboxMessage, type PriorVersion, recordKeyOf } from "./outbox-message.ts"
import { DELIVERY_SNAPSHOTS } from "./snapshot-versions.ts"
import type { DeliveryState } from "./states.ts"

const INSERT_BATCH = 500

/**
 * Puts messages into the outbox; called in the transaction that issues their edition. A message that is there already
 * breaks the transaction: an edition is issued once.
 */
export const addMessages = async (messages: OutboxMessage[], session: ClientSession): Promise<void> => {
  for (let from = 0; from < messages.length; from += INSERT_BATCH)
    await OutboxMessageModel.insertMany(messages.slice(from, from + INSERT_BATCH).map(toStored), { session })
}

/** The same for a part that may have been put in before: a message that is there is left as it is. */
export const addMissingMessages = async (
  messages: readonly OutboxMessage[],
  session: ClientSession,
): Promise<void> => {
  const ids = messages.map(({ id }) => id)
  const there = await OutboxMessageModel.find({ _id: { $in: ids } }, { _id: 1 }, { session }).lean()
  const known = new Set(there.map(({ _id }) => _id))
  await addMessages(
    messages.filter(({ id }) => !known.has(id)),
    session,
  )
}

/**
 * The newest message of every record, by `recordKeyOf(target, recordId)`. `before`: as it was before an act put its own in: the
 * issue of an edition, or another act.
 */
export const latestVersions = async (
  session: ClientSession | null = null,
  { before }: { before?: { editionId: string } | MessageAct } = {},
): Promise<Map<string, PriorVersion>> => {
  const fields = { target: 1, recordId: 1, sequence: 1, version: 1, payloadSha256: 1, operation: 1 }
  const rows = await OutboxMessageModel.find(before ? without(before) : {}, fields, { session }).lean()
  const latest = new Map<string, PriorVersion>()
  for (const { target, recordId, version, sequence, payloadSha256, operation } of rows) {
    const key = recordKeyOf(target, recordId)
    if ((latest.get(key)?.sequence ?? 0) < sequence)
      latest.set(key, { version, sequence, payloadSha256, operation })
  }
  return latest
}

const without = (act: { editionId: string } | MessageAct) =>
  "editionId" in act
    ? { editionId: { $ne: act.editionId } }
    : { $nor: [{ "act.kind": act.kind, "act.id": act.id }] }

/** How many messages of all editions are seen at their portals. */
export const countLive = (): Promise<number> =>
  OutboxMessageModel.countDocuments({ "workflow.value": "live" })

export type DeliveryCount = { target: string; status: DeliveryState; count: number }

/** How many messages still wait to be sent to a portal. */
export const countWaitingMessages = (target: string): Promise<number> =>
  OutboxMessageModel.countDocuments({ target, nextAttemptAt: { $ne: null } })

/** How many messages of an edition stand where. */
export const countByStatus = async (
  editionId: string,
  session: ClientSession | null = null,
): Promise<DeliveryCount[]> => {
  const rows = await OutboxMessageModel.aggregate<{
    _id: { target: string; status: DeliveryState }
    count: number
  }>([
    { $match: { editionId } },
    { $group: { _id: { target: "$target", status: "$workflow.value" }, count: { $sum: 1 } } },
  ]).session(session)
  return rows
    .map(({ _id, count }) => ({ target: _id.target, status: _id.status, count }))
    .sort((a, b) => (`${a.target} ${a.status}` < `${b.target} ${b.status}` ? -1 : 1))
}

/** How many messages of an act there are, and how many of them were read back at their portal. */
export const countOfAct = async (act: MessageAct): Promise<{ total: number; live: number }> => {
  const query = { "act.kind": act.kind, "act.id": act.id }
  return {
    total: await OutboxMessageModel.countDocuments(query),
    live: await OutboxMessageModel.countDocuments({ ...query, "workflow.value": "live" }),
  }
}

export type MessageFilter = {
  editionId: string
  target?: string | undefined
  status?: DeliveryState | undefined
  order?: ListOrder | null | undefined
  /** From 1. */
  page?: number | undefined
  pageSize?: number | undefined
}

/** What a list shows: a message without its payload. */
export type MessageRow = Omit<OutboxMessage, "payloadText">

export const findMessages = async (
  filter: MessageFilter,
): Promise<{ messages: MessageRow[]; total: number }> => {
  const { editionId, target, status, order, page = 1, pageSize = 50 } = filter
  const query = {
    editionId,
    ...(target ? { target } : {}),
    ...(status ? { "workflow.value": status } : {}),
  }
  const rows = await OutboxMessageModel.find(query, { payloadText: 0 })
    .sort(storedOrder(order, ORDERS) ?? { target: 1, _id: 1 })
    .skip((page - 1) * pageSize)
    .limit(pageSize)
    .lean()
  return {
    messages: rows.map(toMessage),
    total: await OutboxMessageModel.countDocuments(query),
  }
}

const ORDERS = new Map([
  ["record", "recordId"],
  ["attempts", "attempts"],
  ["next", "nextAttemptAt"],
])

/** @throws NotFoundError */
export const getMessage = async (
  id: string,
  session: ClientSession | null = null,
): Promise<OutboxMessage> => {
  const row = await OutboxMessageModel.findById(id, null, { session }).lean()
  if (!row) throw new NotFoundError(`Không tìm thấy bản tin «${id}» trong hộp gửi.`)
  return toMessage(row)
}

/** The whole outbox in batches by id, for checking. */
export async function* readOutbox(batchSize = 500): AsyncGenerator<OutboxMessage[]> {
  for (let after = ""; ; ) {
    const rows = await OutboxMessageModel.find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(batchSize)
      .lean()
    if (rows.length === 0) return
    yield rows.map(toMessage)
    after = rows.at(-1)?._id ?? after
  }
}

const toStored = ({ id, ...rest }: OutboxMessage): StoredMessage => ({ _id: id, ...rest })
export const toMessage = <Row extends Pick<StoredMessage, "_id" | "workflow">>({
  _id,
  workflow,
  ...rest
}: Row) => ({
  id: _id,
  ...rest,
  workflow: DELIVERY_SNAPSHOTS.upgrade(workflow),
})

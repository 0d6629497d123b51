import type { ClientSession } from "mongoose"
import { findLongActs } from "../long-act/long-act.repository.server.ts"
import { toMessage } from "./outbox.repository.server.ts"
import { OutboxMessageModel } from "./outbox-message.schema.server.ts"
import type { OutboxMessage } from "./outbox-message.ts"

/** How long a worker may hold what it claimed: longer than any batch can take, short enough to recover from a crash. */
export const LEASE_MINUTES = 10

const isFree = (now: Date) => ({ $or: [{ leaseUntil: null }, { leaseUntil: { $lte: now } }] })

/** Records of an edition that is still being issued, or recalled, wait for the last piece of that act. */
const ofFinishedActs = async () => {
  const underWay = (await findLongActs()).map(({ campaignId }) => campaignId)
  return { editionId: { $nin: underWay }, "act.id": { $nin: underWay } }
}

/**
 * Takes up to `limit` due messages of one portal for `owner`, which must be unique to the worker. No other worker gets
 * them before the lease ends: the update asks again, so of two workers that saw a message free only one takes it.
 */
export const claimDue = async (
  target: string,
  now: Date,
  owner: string,
  limit: number,
  leaseNow: Date = now,
): Promise<OutboxMessage[]> => {
  const due = await OutboxMessageModel.find(
    { target, nextAttemptAt: { $lte: now }, ...isFree(leaseNow), ...(await ofFinishedActs()) },
    { _id: 1 },
  )
    .sort({ nextAttemptAt: 1, _id: 1 })
    .limit(limit)
    .lean()
  if (due.length === 0) return []
  const ids = due.map(({ _id }) => _id)
  const leaseUntil = new Date(leaseNow.getTime() + LEASE_MINUTES * 60_000)
  await OutboxMessageModel.updateMany(
    { _id: { $in: ids }, nextAttemptAt: { $lte: now }, ...isFree(leaseNow) },
    { $set: { leaseOwner: owner, leaseUntil } },
  )
  const taken = await OutboxMessageModel.find({ _id: { $in: ids }, leaseOwner: owner, leaseUntil }).lean()
  return taken.map(toMessage)
}

/** The fields a delivery step may change. */
export type Outcome = { id: string; readRevision: number } & Pick<
  OutboxMessage,
  "workflow" | "attempts" | "nextAttemptAt" | "leaseOwner" | "leaseUntil" | "receipt" | "lastError"
>

/**
 * Compare-and-set of many messages on the revision they were read with. Gives back the ids that were saved; the others
 * were moved by someone else in between, whose result stands.
 */
export const saveOutcomes = async (outcomes: Outcome[], session: ClientSession): Promise<Set<string>> => {
  if (outcomes.length === 0) return new Set()
  const result = await OutboxMessageModel.bulkWrite(
    outcomes.map(({ id, readRevision, ...fields }) => ({
      updateOne: {
        filter: { _id: id, revision: readRevision },
        update: { $set: { ...fields, revision: readRevision + 1 } },
      },
    })),
    { session, ordered: false },
  )
  const ids = outcomes.map(({ id }) => id)
  if (result.matchedCount === outcomes.length) return new Set(ids)
  const rows = await OutboxMessageModel.find(
    { _id: { $in: ids } },
    { revision: 1, leaseOwner: 1, workflow: 1 },
    { session },
  ).lean()
  const now = new Map(rows.map((row) => [row._id, row]))
  return new Set(
    outcomes
      .filter(({ id, readRevision, leaseOwner, workflow }) => {
        const row = now.get(id)
        return (
          row?.revision === readRevision + 1 &&
          row.leaseOwner === leaseOwner &&
          row.workflow.value === workflow.value
        )
      })
      .map(({ id }) => id),
  )
}

/** The other messages of the same records at one portal, without payload: which is older, which newer. */
export const findSiblings = async (
  target: string,
  recordIds: string[],
): Promise<Omit<OutboxMessage, "payloadText">[]> => {
  const rows = await OutboxMessageModel.find(
    { target, recordId: { $in: [...new Set(recordIds)] } },
    { payloadText: 0 },
  ).lean()
  return rows.map(toMessage)
}

/** When something is next due at a portal; null when nothing is. */
export const nextDueAt = async (target: string): Promise<Date | null> => {
  const row = await OutboxMessageModel.findOne(
    { target, nextAttemptAt: { $ne: null }, ...(await ofFinishedActs()) },
    { nextAttemptAt: 1 },
  )
    .sort({ nextAttemptAt: 1 })
    .lean()
  return row?.nextAttemptAt ?? null
}

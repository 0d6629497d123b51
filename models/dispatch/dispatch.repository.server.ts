import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "../shared/errors.ts"
import { type ListOrder, storedOrder } from "../shared/list-order.ts"
import { DispatchModel, type StoredDispatch } from "./dispatch.schema.server.ts"
import type { Channel, Dispatch, DispatchState } from "./dispatch.ts"

/** How long a worker may hold what it claimed: longer than one batch can take. */
const LEASE_MS = 10 * 60_000

/** Puts dispatches in, in the transaction of what they tell; one that is there already breaks it. */
export const addDispatches = async (
  dispatches: readonly Dispatch[],
  session: ClientSession,
): Promise<void> => {
  if (dispatches.length === 0) return
  await DispatchModel.insertMany(
    dispatches.map(({ id, ...rest }) => ({ _id: id, ...rest })),
    { session },
  )
}

export const hasDispatch = async (id: string): Promise<boolean> =>
  (await DispatchModel.exists({ _id: id })) !== null

/**
 * Takes up to `limit` due dispatches of one way for `owner`, which must be unique to the worker. No other worker gets them before
 * the lease ends: the update asks again, so of two that saw one free only one takes it.
 */
export const claimDispatches = async (
  channel: Channel,
  { now, leaseNow, owner, limit }: { now: Date; leaseNow: Date; owner: string; limit: number },
): Promise<Dispatch[]> => {
  const free = {
    channel,
    nextAttemptAt: { $lte: now },
    $or: [{ leaseUntil: null }, { leaseUntil: { $lte: leaseNow } }],
  }
  const due = await DispatchModel.find(free, { _id: 1 })
    .sort({ nextAttemptAt: 1, _id: 1 })
    .limit(limit)
    .lean()
  if (due.length === 0) return []
  const ids = due.map(({ _id }) => _id)
  const leaseUntil = new Date(leaseNow.getTime() + LEASE_MS)
  await DispatchModel.updateMany({ ...free, _id: { $in: ids } }, { $set: { leaseOwner: owner, leaseUntil } })
  const taken = await DispatchModel.find({ _id: { $in: ids }, leaseOwner: owner, leaseUntil })
    .sort({ nextAttemptAt: 1, _id: 1 })
    .lean<StoredDispatch[]>()
  return taken.map(toDispatch)
}

/** Saves over the revision it was read with; the saved one, or null when somebody was first, whose result stands. */
export const saveDispatch = async (
  { id, revision, ...rest }: Dispatch,
  session: ClientSession | null = null,
): Promise<Dispatch | null> => {
  const result = await DispatchModel.updateOne(
    { _id: id, revision },
    { $set: { ...rest, revision: revision + 1 } },
    session ? { session } : {},
  )
  return result.matchedCount === 1 ? ({ id, ...rest, revision: revision + 1 } as Dispatch) : null
}

/** @throws ConcurrentEditError when somebody was first */
export const saveDispatchOrRefuse = async (dispatch: Dispatch, session: ClientSession): Promise<void> => {
  if (await saveDispatch(dispatch, session)) return
  throw new ConcurrentEditError("Tin này vừa được xử lý. Hãy tải lại trang rồi làm lại.", { changed: [] })
}

/** @throws NotFoundError */
export const getDispatch = async (id: string, session: ClientSession | null = null): Promise<Dispatch> => {
  const row = await DispatchModel.findById(id, null, { session }).lean<StoredDispatch>()
  if (!row) throw new NotFoundError("Không tìm thấy tin đã gửi này.")
  return toDispatch(row)
}

type DispatchFilter = {
  channel?: Channel | undefined
  state?: DispatchState | undefined
  order?: ListOrder | null | undefined
}

const ORDERS = new Map([
  ["at", "createdAt"],
  ["tries", "attempts"],
])

/** One page of what was sent and is to be sent, newest first unless asked otherwise. */
export const findDispatches = async (
  { channel, state, order }: DispatchFilter,
  page: { number: number; size: number },
): Promise<{ dispatches: Dispatch[]; total: number }> => {
  const query = { ...(channel ? { channel } : {}), ...(state ? { state } : {}) }
  const rows = await DispatchModel.find(query)
    .sort(storedOrder(order, ORDERS) ?? { createdAt: -1, _id: 1 })
    .skip((page.number - 1) * page.size)
    .limit(page.size)
    .lean<StoredDispatch[]>()
  return { dispatches: rows.map(toDispatch), total: await DispatchModel.countDocuments(query) }
}

/** The mails to one person, the newest first up to a limit, and how many there are. */
export const findMailsTo = async (
  receiver: string,
  limit: number,
): Promise<{ latest: Dispatch[]; total: number }> => {
  const query = { receiver, channel: "MAIL" as const }
  const rows = await DispatchModel.find(query)
    .sort({ createdAt: -1, _id: 1 })
    .limit(limit)
    .lean<StoredDispatch[]>()
  return { latest: rows.map(toDispatch), total: await DispatchModel.countDocuments(query) }
}

export type DispatchCount = { channel: Channel; state: DispatchState; count: number }

/** How many stand where. */
export const countDispatches = async (): Promise<DispatchCount[]> => {
  const rows = await DispatchModel.aggregate<{ _id: Omit<DispatchCount, "count">; count: number }>([
    { $group: { _id: { channel: "$channel", state: "$state" }, count: { $sum: 1 } } },
  ])
  return rows.map(({ _id, count }) => ({ ..._id, count }))
}

const toDispatch = ({ _id, ...rest }: StoredDispatch): Dispatch => ({ id: _id, ...rest }) as Dispatch

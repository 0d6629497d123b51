import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "#models/shared/errors.ts"
import { RegisterChangeModel, type StoredChange } from "./register-change.schema.server.ts"
import type { ChangeState, RegisterChange } from "./register-change.ts"

/**
 * Keeps new changes. What still waited for the same procedures is overtaken: the new one says what differs from the content
 * that was decided on.
 */
export const insertChanges = async (
  changes: readonly RegisterChange[],
  session: ClientSession,
): Promise<void> => {
  if (changes.length === 0) return
  await RegisterChangeModel.insertMany(
    changes.map(({ id, ...change }) => ({ _id: id, ...change })),
    { session },
  )
}

/** The change still waiting per code, for these codes. */
export const findWaitingChanges = async (
  codes: readonly string[],
  session: ClientSession,
): Promise<RegisterChange[]> => {
  const rows = await RegisterChangeModel.find({ code: { $in: [...codes] }, state: "OPEN" }, null, {
    session,
  }).lean<StoredChange[]>()
  return rows.map(toChange)
}

/** Every change that still waits. */
export const findOpenChanges = async (session: ClientSession | null = null): Promise<RegisterChange[]> =>
  (
    await RegisterChangeModel.find({ state: "OPEN" }, null, { session })
      .sort({ _id: 1 })
      .lean<StoredChange[]>()
  ).map(toChange)

/** Whom a change that waits is for. */
export const saveChangeAgencies = async (
  { id, agencyIds }: Pick<RegisterChange, "id" | "agencyIds">,
  session: ClientSession,
): Promise<void> => {
  await RegisterChangeModel.updateOne({ _id: id }, { $set: { agencyIds } }, { session })
}

/** One page of the changes in a state, the latest first. */
export const findChangePage = async (
  state: ChangeState,
  page: { number: number; size: number },
): Promise<{ rows: RegisterChange[]; total: number }> => {
  const [rows, total] = await Promise.all([
    RegisterChangeModel.find({ state })
      .sort({ at: -1, _id: 1 })
      .skip((page.number - 1) * page.size)
      .limit(page.size)
      .lean<StoredChange[]>(),
    RegisterChangeModel.countDocuments({ state }),
  ])
  return { rows: rows.map(toChange), total }
}

/** How many changes are in each state. */
export const countChanges = async (): Promise<Partial<Record<ChangeState, number>>> => {
  const rows = await RegisterChangeModel.aggregate<{ _id: ChangeState; count: number }>([
    { $group: { _id: "$state", count: { $sum: 1 } } },
  ])
  return Object.fromEntries(rows.map(({ _id, count }) => [_id, count]))
}

/** @throws NotFoundError */
export const getChange = async (id: string): Promise<RegisterChange> => {
  const row = await RegisterChangeModel.findById(id).lean<StoredChange>()
  if (!row) throw new NotFoundError("Không tìm thấy thay đổi này. Hãy quay lại danh sách thay đổi.")
  return toChange(row)
}

type Resolution = Pick<
  RegisterChange,
  "state" | "resolvedBy" | "resolvedByName" | "resolvedAt" | "note" | "reviewId"
>

/** @throws ConcurrentEditError when somebody else has resolved it meanwhile */
export const resolveWaiting = async (
  id: string,
  resolution: Resolution,
  session: ClientSession,
): Promise<void> => {
  const done = await RegisterChangeModel.updateOne(
    { _id: id, state: "OPEN" },
    { $set: resolution },
    { session },
  )
  if (done.matchedCount !== 1)
    throw new ConcurrentEditError("Thay đổi này vừa được người khác xử lý. Hãy tải lại trang.", {
      changed: [],
    })
}

/** Resolves what waits for these procedures, of these kinds. */
export const resolveWaitingOf = async (
  codes: readonly string[],
  kinds: readonly RegisterChange["kind"][],
  resolution: Resolution,
  session: ClientSession,
): Promise<void> => {
  await RegisterChangeModel.updateMany(
    { code: { $in: [...codes] }, state: "OPEN", kind: { $in: [...kinds] } },
    { $set: resolution },
    { session },
  )
}

/** How many of the changes an import brought somebody has dealt with since. */
export const findResolvedOf = async (importId: string, session?: ClientSession): Promise<number> =>
  await RegisterChangeModel.countDocuments({
    importId,
    state: { $in: ["IN_REVIEW", "REOPENED", "DISMISSED", "WITHDRAWN"] },
  }).session(session ?? null)

/**
 * What an import noted waits no more, and what it had overtaken waits again: of these procedures; without codes, up to `limit` of
 * those it found vanished.
 */
export const takeBackChanges = async (
  {
    importId,
    importedAt,
    note,
    at,
    codes,
    overtaken,
  }: {
    importId: string
    importedAt: Date
    note: string
    at: Date
    codes: readonly string[]
    /** What was said of a change it overtook. */
    overtaken: string
  },
  session: ClientSession,
): Promise<void> => {
  if (codes.length === 0) return
  await RegisterChangeModel.updateMany(
    { importId, code: { $in: [...codes] }, state: { $in: ["OPEN", "NOTED"] } },
    { $set: { state: "NOTED", resolvedAt: at, note } },
    { session },
  )
  await RegisterChangeModel.updateMany(
    { code: { $in: [...codes] }, state: "NOTED", note: overtaken, resolvedAt: importedAt },
    { $set: { state: "OPEN", resolvedAt: null, note: "" } },
    { session },
  )
}

/** Codes an import noted as vanished. */
export const findVanishedOf = async (importId: string): Promise<string[]> =>
  (
    await RegisterChangeModel.find({ importId, kind: "VANISHED" })
      .select({ code: 1 })
      .sort({ _id: 1 })
      .lean<{ code: string }[]>()
  ).map(({ code }) => code)

/** How many changes a review took up. */
export const countTakenUp = (reviewId: string): Promise<number> =>
  RegisterChangeModel.countDocuments({ reviewId, state: "IN_REVIEW" })

/** Lets some of what a stopped review had taken up wait again. */
export const letWaitAgain = async (
  reviewId: string,
  limit: number,
  session: ClientSession,
): Promise<void> => {
  const taken = await RegisterChangeModel.find({ reviewId, state: "IN_REVIEW" }, { _id: 1 }, { session })
    .limit(limit)
    .lean()
  await RegisterChangeModel.updateMany(
    { _id: { $in: taken.map(({ _id }) => _id) } },
    {
      $set: { state: "OPEN", resolvedBy: null, resolvedByName: null, resolvedAt: null, note: "" },
      $unset: { reviewId: 1 },
    },
    { session },
  )
}

const toChange = ({ _id, ...change }: StoredChange): RegisterChange => ({ id: _id, ...change })

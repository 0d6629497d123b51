import type { ClientSession } from "mongoose"
import { systemClock } from "../shared/clock.ts"
import { ConcurrentEditError } from "../shared/errors.ts"
import { foldText } from "../shared/text.ts"
import { PublicRemarkModel, type StoredPublicRemark } from "./public-remark.schema.server.ts"
import type { PublicRemark, RemarkState } from "./public-remark.ts"

export const insertRemark = async (
  { id, ...remark }: PublicRemark,
  session: ClientSession,
): Promise<void> => {
  await PublicRemarkModel.create([{ _id: id, ...remark, keptAt: systemClock.now() }], { session })
}

/** Null for a number that was given to nobody, or is kept no more. */
export const findRemark = async (id: string): Promise<PublicRemark | null> => {
  const row = await PublicRemarkModel.findById(id).lean<StoredPublicRemark>()
  return row && toRemark(row)
}

/** `agencyIds` null: of every unit. `text`: words of the name or code of the procedure, or of the number of the remark; empty for all. */
type RemarkFilter = { agencyIds: readonly string[] | null; state: RemarkState; text: string }

const queryOf = async ({ agencyIds, state, text }: RemarkFilter) => {
  const query = { state, ...(agencyIds ? { agencyId: { $in: [...agencyIds] } } : {}) }
  const words = foldText(text).split(" ").filter(Boolean)
  if (words.length === 0) return query
  const rows = await PublicRemarkModel.find(query, { procedureCode: 1, procedureName: 1 }).lean<
    Pick<StoredPublicRemark, "_id" | "procedureCode" | "procedureName">[]
  >()
  const found = rows.filter(({ _id, procedureCode, procedureName }) => {
    const said = foldText(`${_id} ${procedureCode} ${procedureName}`)
    return words.every((word) => said.includes(word))
  })
  return { ...query, _id: { $in: found.map(({ _id }) => _id) } }
}

/** One page of remarks, what came first on top while they wait and what came last once they do not. */
export const findRemarkPage = async (
  filter: RemarkFilter,
  page: { number: number; size: number },
): Promise<{ remarks: PublicRemark[]; total: number }> => {
  const query = await queryOf(filter)
  const rows = await PublicRemarkModel.find(query)
    .sort({ at: filter.state === "RECEIVED" ? 1 : -1, _id: 1 })
    .skip((page.number - 1) * page.size)
    .limit(page.size)
    .lean<StoredPublicRemark[]>()
  return { remarks: rows.map(toRemark), total: await PublicRemarkModel.countDocuments(query) }
}

/** Settles a remark that waits, as it was read. @throws ConcurrentEditError when somebody settled it in between */
export const settleRemark = async (
  { id, revision }: Pick<PublicRemark, "id" | "revision">,
  change: Pick<PublicRemark, "state" | "reply" | "repliedBy" | "repliedAt">,
  session: ClientSession,
): Promise<void> => {
  const { matchedCount } = await PublicRemarkModel.updateOne(
    { _id: id, revision, state: "RECEIVED" },
    { $set: { ...change, revision: revision + 1 } },
    { session },
  )
  if (matchedCount === 0)
    throw new ConcurrentEditError("Góp ý này vừa có người xử lý. Tải lại trang để xem.", { changed: [] })
}

const toRemark = ({ _id, keptAt: _, ...rest }: StoredPublicRemark): PublicRemark => ({ id: _id, ...rest })

/** Remarks that came in a span of instants, the last one not counting. */
export const findRemarksBetween = async (from: Date, until: Date): Promise<PublicRemark[]> =>
  (
    await PublicRemarkModel.find({ at: { $gte: from, $lt: until } })
      .sort({ at: 1, _id: 1 })
      .lean<StoredPublicRemark[]>()
  ).map(toRemark)

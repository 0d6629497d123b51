import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "#models/shared/errors.ts"
import { ReferenceChangeModel, type StoredReferenceChange } from "./reference-change.schema.server.ts"
import type { ReferenceChange } from "./reference-change.ts"
import { REFERENCE_CHANGE_SNAPSHOTS } from "./snapshot-versions.ts"
import type { ReferenceChangeState } from "./states.ts"
import type { TableId } from "./table-names.ts"

export const insertReferenceChange = async (
  { id, ...change }: ReferenceChange,
  session: ClientSession,
): Promise<void> => {
  await ReferenceChangeModel.create([{ _id: id, ...change }], { session })
}

/** @throws NotFoundError */
export const getReferenceChange = async (
  id: string,
  session: ClientSession | null = null,
): Promise<ReferenceChange> => {
  const row = await ReferenceChangeModel.findById(id, null, { session }).lean<StoredReferenceChange>()
  if (!row) throw new NotFoundError("Không tìm thấy thay đổi này. Kiểm tra lại đường dẫn.")
  return toChange(row)
}

export type ChangeFilter = { states?: readonly ReferenceChangeState[]; table?: TableId; key?: string }

/** The latest first; all of them without a limit. */
export const findReferenceChanges = async (
  { states, table, key }: ChangeFilter,
  limit = 0,
  session: ClientSession | null = null,
): Promise<ReferenceChange[]> => {
  const query = {
    ...(states ? { "workflow.value": { $in: [...states] } } : {}),
    ...(table ? { table } : {}),
    ...(key === undefined ? {} : { "rows.key": key }),
  }
  const rows = await ReferenceChangeModel.find(query, null, { session })
    .sort({ createdAt: -1 })
    .limit(limit)
    .lean<StoredReferenceChange[]>()
  return rows.map(toChange)
}

/**
 * @param content of a draft that was edited
 * @throws ConcurrentEditError when somebody else has moved it meanwhile
 */
export const saveReferenceChange = async (
  id: string,
  readRevision: number,
  workflow: ReferenceChange["workflow"],
  session: ClientSession,
  content: Partial<Pick<ReferenceChange, "rows" | "reason" | "effectiveFrom" | "earlier">> = {},
): Promise<void> => {
  const saved = await ReferenceChangeModel.updateOne(
    { _id: id, revision: readRevision },
    { $set: { ...content, workflow }, $inc: { revision: 1 } },
    { session },
  )
  if (saved.matchedCount !== 1)
    throw new ConcurrentEditError("Thay đổi này vừa được người khác xử lý. Hãy tải lại rồi làm lại.", {
      changed: [],
    })
}

/** Puts other rows in the place of a change's own, which is over: where a person's details were erased from it. */
export const replaceRows = async (
  { id, rows, earlier = [] }: Pick<ReferenceChange, "id" | "rows" | "earlier">,
  session: ClientSession,
): Promise<void> => {
  await ReferenceChangeModel.updateOne({ _id: id }, { $set: { rows, earlier } }, { session })
}

const toChange = ({ _id, workflow, ...rest }: StoredReferenceChange): ReferenceChange => ({
  id: _id,
  ...rest,
  workflow: REFERENCE_CHANGE_SNAPSHOTS.upgrade(workflow),
})

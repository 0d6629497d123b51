import type { ClientSession } from "mongoose"
import type { IsoDay } from "../shared/dates.ts"
import { ConcurrentEditError, NotFoundError } from "../shared/errors.ts"
import { DelegationModel, type StoredDelegation } from "./delegation.schema.server.ts"
import type { Delegation } from "./delegation.ts"
import { DELEGATION_SNAPSHOTS } from "./snapshot-versions.ts"

export const insertDelegation = async (
  { id, ...rest }: Delegation,
  session: ClientSession,
): Promise<void> => {
  await DelegationModel.create([{ _id: id, ...rest }], { session })
}

/** @throws NotFoundError */
export const getDelegation = async (
  id: string,
  session: ClientSession | null = null,
): Promise<Delegation> => {
  const row = await DelegationModel.findById(id, null, { session }).lean<StoredDelegation>()
  if (!row) throw new NotFoundError("Không tìm thấy việc làm thay này. Kiểm tra lại đường dẫn.")
  return toDelegation(row)
}

/** Every one, the latest first day first; of one person as absent or as deputy. */
export const findDelegations = async (
  personId: string | null = null,
  session: ClientSession | null = null,
): Promise<Delegation[]> => {
  const query = personId === null ? {} : { $or: [{ principalId: personId }, { deputyId: personId }] }
  const rows = await DelegationModel.find(query, null, { session })
    .sort({ from: -1, _id: 1 })
    .lean<StoredDelegation[]>()
  return rows.map(toDelegation)
}

/** Those by which somebody deputises on a day; of one deputy, or of all. */
export const delegationsInForceOn = async (
  day: IsoDay,
  deputyId: string | null = null,
  session: ClientSession | null = null,
): Promise<Delegation[]> => {
  const rows = await DelegationModel.find(
    {
      ...(deputyId === null ? {} : { deputyId }),
      from: { $lte: day },
      to: { $gte: day },
      "workflow.value": "agreed",
    },
    null,
    { session },
  )
    .sort({ from: 1, _id: 1 })
    .lean<StoredDelegation[]>()
  return rows.map(toDelegation)
}

/** @throws ConcurrentEditError when somebody else has moved it meanwhile */
export const saveDelegation = async (
  { id, revision, workflow }: Pick<Delegation, "id" | "revision" | "workflow">,
  session: ClientSession,
): Promise<void> => {
  const saved = await DelegationModel.updateOne(
    { _id: id, revision },
    { $set: { workflow }, $inc: { revision: 1 } },
    { session },
  )
  if (saved.matchedCount !== 1)
    throw new ConcurrentEditError("Việc làm thay này vừa được người khác xử lý. Hãy tải lại rồi làm lại.", {
      changed: [],
    })
}

const toDelegation = ({ _id, workflow, ...rest }: StoredDelegation): Delegation => ({
  id: _id,
  ...rest,
  workflow: DELEGATION_SNAPSHOTS.upgrade(workflow),
})

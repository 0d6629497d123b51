import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "#models/shared/errors.ts"
import { RegimeProposalModel, type StoredRegimeProposal } from "./regime-proposal.schema.server.ts"
import type { RegimeProposal } from "./regime-proposal.ts"
import { REGIME_PROPOSAL_SNAPSHOTS } from "./snapshot-versions.ts"

export const insertRegimeProposal = async (
  { id, ...proposal }: RegimeProposal,
  session: ClientSession,
): Promise<void> => {
  await RegimeProposalModel.create([{ _id: id, ...proposal }], { session })
}

/** @throws NotFoundError */
export const getRegimeProposal = async (
  id: string,
  session: ClientSession | null = null,
): Promise<RegimeProposal> => {
  const row = await RegimeProposalModel.findById(id, null, { session }).lean<StoredRegimeProposal>()
  if (!row) throw new NotFoundError("Không tìm thấy đề xuất bộ quy định này. Kiểm tra lại đường dẫn.")
  return toProposal(row)
}

/** The latest first; all of them without a limit. */
export const findRegimeProposals = async (limit = 0): Promise<RegimeProposal[]> => {
  const rows = await RegimeProposalModel.find()
    .sort({ createdAt: -1 })
    .limit(limit)
    .lean<StoredRegimeProposal[]>()
  return rows.map(toProposal)
}

/** @throws ConcurrentEditError when somebody else has saved it meanwhile */
export const saveRegimeProposal = async (
  id: string,
  readRevision: number,
  workflow: RegimeProposal["workflow"],
  session: ClientSession,
): Promise<void> => {
  const saved = await RegimeProposalModel.updateOne(
    { _id: id, revision: readRevision },
    { $set: { workflow }, $inc: { revision: 1 } },
    { session },
  )
  if (saved.matchedCount !== 1)
    throw new ConcurrentEditError("Đề xuất này vừa được người khác thay đổi. Hãy tải lại rồi làm lại.", {
      changed: [],
    })
}

const toProposal = ({ _id, workflow, ...rest }: StoredRegimeProposal): RegimeProposal => ({
  id: _id,
  ...rest,
  workflow: REGIME_PROPOSAL_SNAPSHOTS.upgrade(workflow),
})

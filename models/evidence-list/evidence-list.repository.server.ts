import type { ClientSession } from "mongoose"
import { RuleBrokenError } from "#models/shared/errors.ts"
import {
  EvidenceListModel,
  EvidenceMatchModel,
  type StoredEvidenceList,
  type StoredMatch,
} from "./evidence-list.schema.server.ts"
import type { EvidenceList, EvidenceMatch, MatchState } from "./evidence-list.ts"

const BATCH = 1_000

/** @throws RuleBrokenError when the issuer's list of that kind and day is there already */
export const insertEvidenceList = async (
  { id, ...list }: EvidenceList,
  matches: readonly EvidenceMatch[],
  session: ClientSession,
): Promise<void> => {
  const { kind, issuer, publishedOn } = list
  if (await EvidenceListModel.exists({ kind, issuer, publishedOn }).session(session))
    throw new RuleBrokenError(
      `Đã có danh sách của «${issuer}» ngày này. Danh sách đã nhập không bị thay; hãy kiểm tra ngày công bố.`,
    )
  await EvidenceListModel.create([{ _id: id, ...list }], { session })
  for (let from = 0; from < matches.length; from += BATCH)
    await EvidenceMatchModel.insertMany(
      matches.slice(from, from + BATCH).map(({ id: _id, ...match }) => ({ _id, ...match })),
      { session },
    )
}

/** Every list, the latest published first. */
export const findEvidenceLists = async (): Promise<EvidenceList[]> => {
  const rows = await EvidenceListModel.find().sort({ publishedOn: -1, _id: 1 }).lean<StoredEvidenceList[]>()
  return rows.map(({ _id, ...rest }) => ({ id: _id, ...rest }))
}

/** What counts for a procedure. */
export const findConfirmedMatches = async (procedureCode: string): Promise<EvidenceMatch[]> => {
  const rows = await EvidenceMatchModel.find({ procedureCode, state: "CONFIRMED" }).lean<StoredMatch[]>()
  return rows.map(toMatch)
}

/** The rows of one list that are kept, whatever they stand for, as the list has them. */
export const findRowsOfList = async (listId: string): Promise<EvidenceMatch[]> => {
  const rows = await EvidenceMatchModel.find({ listId }).sort({ line: 1 }).lean<StoredMatch[]>()
  return rows.map(toMatch)
}

/** One page of the matches in a state, the surest first. */
export const findMatchPage = async (
  state: MatchState,
  page: { number: number; size: number },
): Promise<{ rows: EvidenceMatch[]; total: number }> => {
  const [rows, total] = await Promise.all([
    EvidenceMatchModel.find({ state })
      .sort({ score: -1, _id: 1 })
      .skip((page.number - 1) * page.size)
      .limit(page.size)
      .lean<StoredMatch[]>(),
    EvidenceMatchModel.countDocuments({ state }),
  ])
  return { rows: rows.map(toMatch), total }
}

/** Confirms or rejects matches that wait; gives how many did. */
export const decideMatches = async (
  ids: readonly string[],
  decision: Pick<EvidenceMatch, "state" | "decidedBy" | "decidedAt">,
  session: ClientSession,
): Promise<number> => {
  const done = await EvidenceMatchModel.updateMany(
    { _id: { $in: [...ids] }, state: "PROPOSED" },
    { $set: decision },
    { session },
  )
  return done.matchedCount
}

const toMatch = ({ _id, usage, ...match }: StoredMatch): EvidenceMatch => ({
  id: _id,
  ...match,
  usage: usage ?? null,
})

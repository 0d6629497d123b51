import type { ClientSession } from "mongoose"
import { ScopeAnswerModel, type StoredScopeAnswer } from "./scope-answer.schema.server.ts"
import type { ScopeAnswer } from "./scope-answer.ts"

/** The answers there are, by code. */
export const findScopeAnswers = async (session?: ClientSession): Promise<Map<string, ScopeAnswer>> => {
  const rows = await ScopeAnswerModel.find({}, null, { session: session ?? null }).lean<StoredScopeAnswer[]>()
  return new Map(rows.map(({ _id, ...answer }) => [_id, { code: _id, ...answer }]))
}

/** Keeps answers, each in place of the one before; the caller logs both. */
export const saveScopeAnswers = async (
  answers: readonly ScopeAnswer[],
  session: ClientSession,
): Promise<void> => {
  for (const { code, ...answer } of answers)
    await ScopeAnswerModel.replaceOne({ _id: code }, { _id: code, ...answer }, { upsert: true, session })
}

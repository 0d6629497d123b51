import mongoose from "mongoose"
import { RuleBrokenError } from "../shared/errors.ts"

const DUPLICATE_KEY = 11000
/** An index of the same keys, or of the same name, stands under other options. */
const OPTIONS_CONFLICT = [85, 86]
const INDEX_NOT_FOUND = 27
const MOST_NAMED = 5

/**
 * Gives every model its collection and its indexes; what keeps one from being built is said, and what changed in how long
 * documents are kept is applied.
 * @throws RuleBrokenError when documents contradict a unique index, with the keys that do
 */
export const builtIndexes = async (): Promise<void> => {
  const outcomes = await Promise.allSettled(Object.values(mongoose.models).map((model) => build(model)))
  const failed = outcomes.find((outcome) => outcome.status === "rejected")
  if (failed) throw failed.reason
}

async function build(model: mongoose.Model<unknown>): Promise<void> {
  try {
    await model.createCollection()
    await model.createIndexes()
  } catch (error) {
    if (codeOf(error) === DUPLICATE_KEY) throw await contradiction(model, error)
    if (!OPTIONS_CONFLICT.includes(Number(codeOf(error)))) throw error
    await dropChanged(model)
    await buildAnew(model)
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined

type Keys = Record<string, mongoose.IndexDirection>

const buildAnew = async (model: mongoose.Model<unknown>): Promise<void> => {
  try {
    await model.createIndexes()
  } catch (error) {
    throw codeOf(error) === DUPLICATE_KEY ? await contradiction(model, error) : error
  }
}

/** What makes an index another one: whether it lets doubles in, what it leaves out, how long documents are kept. */
const KIND = ["unique", "sparse", "expireAfterSeconds", "partialFilterExpression"] as const
const kindOf = (options: Partial<Record<(typeof KIND)[number], unknown>>): string =>
  JSON.stringify(KIND.map((name) => options[name] || null))

/** Drops the indexes whose options are others now, to be built anew; another process may have done so already. */
async function dropChanged(model: mongoose.Model<unknown>): Promise<void> {
  const standing = await model.collection.indexes()
  for (const [keys, options] of model.schema.indexes() as [Keys, mongoose.IndexOptions][]) {
    const same = standing.find(({ key }) => JSON.stringify(key) === JSON.stringify(keys))
    if (!same?.name || kindOf(same) === kindOf(options)) continue
    await model.collection.dropIndex(same.name).catch((error: unknown) => {
      if (codeOf(error) !== INDEX_NOT_FOUND) throw error
    })
  }
}

/** Says which documents stand in the way of which unique index. */
async function contradiction(model: mongoose.Model<unknown>, cause: unknown): Promise<RuleBrokenError> {
  for (const [keys, options] of model.schema.indexes() as [Keys, mongoose.IndexOptions][]) {
    if (!options.unique) continue
    const fields = Object.keys(keys)
    const groups = await model.collection
      .aggregate<{ ids: unknown[] } & { _id: Record<string, unknown> }>([
        { $match: options.partialFilterExpression ?? (options.sparse ? isThere(fields) : {}) },
        {
          $group: {
            _id: Object.fromEntries(fields.map((field, n) => [`k${n}`, `$${field}`])),
            ids: { $push: "$_id" },
          },
        },
        { $match: { "ids.1": { $exists: true } } },
        { $limit: MOST_NAMED },
      ])
      .toArray()
    if (groups.length === 0) continue
    const named = groups.map(
      ({ _id, ids }) =>
        `${fields.map((field, n) => `${field} = ${JSON.stringify(_id[`k${n}`])}`).join(", ")} (các bản ghi ${ids.slice(0, MOST_NAMED).map(String).join(", ")})`,
    )
    return new RuleBrokenError(
      `Kho dữ liệu chưa mở được: bảng «${model.collection.name}» có bản ghi trùng nhau ở chỗ không được trùng: ${named.join("; ")}. Hãy phục hồi từ bản sao lưu gần nhất, hoặc nhờ người phụ trách kỹ thuật bỏ bản ghi thừa rồi mở lại.`,
      { collection: model.collection.name, cause: String(cause) },
    )
  }
  return new RuleBrokenError(
    `Kho dữ liệu chưa mở được: không tạo được chỉ mục của bảng «${model.collection.name}» (${String(cause)}).`,
  )
}

/** What a sparse index leaves out has none of its fields. */
const isThere = (fields: readonly string[]) => ({
  $or: fields.map((field) => ({ [field]: { $exists: true } })),
})

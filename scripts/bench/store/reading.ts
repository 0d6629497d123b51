import type mongoose from "mongoose"
import { ProcedureSnapshotModel } from "#models/procedure/procedure-snapshot.schema.server.ts"
import type { Measure } from "../area.ts"
import { timeInTurn } from "../timing.ts"
import { manyOf, procedureCode, typicalSnapshot } from "./typical-documents.ts"

const COUNT = 20_000
const BATCH = 1_000
const ROUNDS = { rounds: 31, warmUp: 4 }
/** The driver's and the store's code is compiled only after some hundred rounds; an office's server is long past that. */
const QUICK = { rounds: 501, warmUp: 500 }
const TWENTY = 20

/**
 * Reads by `_id`, by a unique key and by a stretch of an index, beside an empty question and answer over the same connection: what a
 * read costs beyond asking at all. A scan of all the documents by itself: were an index not used, a read would take as long.
 */
export const measureReading = async (
  connection: mongoose.Connection,
  say: (line: string) => void,
): Promise<Measure[]> => {
  say(`ghi ${COUNT} hồ sơ thủ tục, rồi đọc theo khóa, ${QUICK.rounds} lượt xen kẽ với hỏi–đáp rỗng`)
  for (let from = 0; from < COUNT; from += BATCH)
    await connection
      .collection(ProcedureSnapshotModel.collection.name)
      .insertMany(manyOf(typicalSnapshot, BATCH, from) as never[])
  const chosen = (round: number) => (round * 4_099) % (COUNT - 2 * TWENTY)
  const ids = Array.from({ length: QUICK.warmUp + QUICK.rounds }, (_, i) => typicalSnapshot(chosen(i))._id)
  const medians = await timeInTurn(
    {
      empty: () => connection.db?.command({ ping: 1 }),
      byId: (round) => found(ProcedureSnapshotModel.findById(ids[round]).lean()),
      byUniqueKey: (round) =>
        found(ProcedureSnapshotModel.findOne({ code: procedureCode(chosen(round)), current: true }).lean()),
      range: (round) => {
        const from = chosen(round)
        const code = { $gte: procedureCode(from), $lt: procedureCode(from + TWENTY) }
        return many(ProcedureSnapshotModel.find({ code, current: true }).lean(), TWENTY)
      },
    },
    QUICK,
  )
  const { empty, byId, byUniqueKey, range } = medians
  const { scan } = await timeInTurn(
    { scan: (round) => one(ProcedureSnapshotModel.find({ source: `nguon-${chosen(round)}` }).lean()) },
    ROUNDS,
  )
  return [
    ratio("pointReadById", "Đọc một theo _id / hỏi–đáp rỗng", byId / empty, 3),
    ratio("pointReadByUniqueKey", "Đọc một theo khóa duy nhất / hỏi–đáp rỗng", byUniqueKey / empty, 3),
    ratio("indexedRange", "Đọc 20 theo chỉ mục / hỏi–đáp rỗng", range / empty, 10),
    info("emptyMs", "Hỏi–đáp rỗng", empty),
    info("byIdMs", "Đọc một theo _id", byId),
    info("byUniqueKeyMs", "Đọc một theo khóa duy nhất", byUniqueKey),
    info("rangeMs", "Đọc 20 theo chỉ mục", range),
    info("scanMs", "Quét 20.000 hồ sơ", scan),
  ]
}

const ratio = (name: string, title: string, value: number, atMost: number): Measure => ({
  name,
  title,
  value,
  unit: "×",
  target: { atMost },
})
const info = (name: string, title: string, value: number): Measure => ({
  name,
  title,
  value,
  unit: "ms",
  target: null,
})

const one = (query: PromiseLike<unknown[]>) => many(query, 1)

/** A read that finds something else than it should is no measurement. */
async function many(query: PromiseLike<unknown[]>, count: number): Promise<void> {
  const { length } = await query
  if (length !== count) throw new Error(`expected ${count} documents, found ${length}`)
}

async function found(query: PromiseLike<unknown>): Promise<void> {
  if (!(await query)) throw new Error("expected a document, found none")
}

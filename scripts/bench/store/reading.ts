import type mongoose from "mongoose"
import { ProcedureSnapshotModel } from "#models/procedure/procedure-snapshot.schema.server.ts"
import type { Measure } from "../area.ts"
import { timeInTurn } from "../timing.ts"
import { manyOf, procedureCode, typicalSnapshot } from "./typical-documents.ts"

const COUNT = 20_000
const BATCH = 1_000
const ROUNDS = { rounds: 31, warmUp: 4 }
const ATLEAST = { atLeast: 100 }

/** Reads by `_id`, by a unique key and by a stretch of an index, each against a scan of all the documents. */
export const measureReading = async (
  connection: mongoose.Connection,
  say: (line: string) => void,
): Promise<Measure[]> => {
  say(`ghi ${COUNT} hồ sơ thủ tục, rồi đọc theo khóa và đọc quét, ${ROUNDS.rounds} lượt xen kẽ`)
  for (let from = 0; from < COUNT; from += BATCH)
    await connection
      .collection(ProcedureSnapshotModel.collection.name)
      .insertMany(manyOf(typicalSnapshot, BATCH, from) as never[])
  const chosen = (round: number) => (round * 4_099) % (COUNT - 40)
  const ids = Array.from({ length: ROUNDS.rounds + ROUNDS.warmUp }, (_, i) => typicalSnapshot(chosen(i))._id)
  const medians = await timeInTurn(
    {
      scan: (round) => one(ProcedureSnapshotModel.find({ source: `nguon-${chosen(round)}` }).lean()),
      byId: (round) => found(ProcedureSnapshotModel.findById(ids[round]).lean()),
      byUniqueKey: (round) =>
        found(ProcedureSnapshotModel.findOne({ code: procedureCode(chosen(round)), current: true }).lean()),
      range: (round) => {
        const from = chosen(round)
        const code = { $gte: procedureCode(from), $lt: procedureCode(from + 20) }
        return many(ProcedureSnapshotModel.find({ code, current: true }).lean(), 20)
      },
    },
    ROUNDS,
  )
  const { scan, byId, byUniqueKey, range } = medians
  return [
    ratio("pointReadById", "Quét 20.000 hồ sơ / đọc một theo _id", scan / byId),
    ratio("pointReadByUniqueKey", "Quét 20.000 hồ sơ / đọc một theo khóa duy nhất", scan / byUniqueKey),
    ratio("indexedRange", "Quét 20.000 hồ sơ / đọc khoảng 20 theo chỉ mục", scan / range),
    info("scanMs", "Quét 20.000 hồ sơ", scan),
    info("byIdMs", "Đọc một theo _id", byId),
    info("byUniqueKeyMs", "Đọc một theo khóa duy nhất", byUniqueKey),
    info("rangeMs", "Đọc khoảng 20 theo chỉ mục", range),
  ]
}

const ratio = (name: string, title: string, value: number): Measure => ({
  name,
  title,
  value,
  unit: "×",
  target: ATLEAST,
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

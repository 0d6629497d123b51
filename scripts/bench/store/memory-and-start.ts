import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { StoreProcessReport } from "embedded-mongo-store/bench/store-process.ts"
import mongoose from "mongoose"
import { ProcedureSnapshotModel } from "#models/procedure/procedure-snapshot.schema.server.ts"
import type { Measure } from "../area.ts"
import { median } from "../timing.ts"
import { openBareSqlite } from "./bare-sqlite.ts"
import { manyOf, typicalSnapshot } from "./typical-documents.ts"

const COUNT = 20_000
const MANY = 100_000
const BATCH = 1_000
const STARTS = 3
const MIB = 1024 * 1024

/** Memory of a store process over 20,000 procedures, written and read, and its start over 100,000. */
export const measureMemoryAndStart = async (
  folder: string,
  say: (line: string) => void,
): Promise<Measure[]> => {
  const data = join(folder, "alone")
  say(`bộ nhớ của tiến trình kho với ${COUNT} hồ sơ`)
  const memory = await withStoreProcess(data, async ({ uri, memoryNow }) => {
    const collection = await connectTo(uri)
    try {
      await collection.insert(0, BATCH)
      const before = await memoryNow()
      await collection.insert(BATCH, BATCH + COUNT)
      const written = await memoryNow()
      await collection.readAll()
      const read = await memoryNow()
      say(`ghi cho đủ ${MANY} hồ sơ`)
      await collection.insert(BATCH + COUNT, MANY)
      return { before, written, read }
    } finally {
      await collection.close()
    }
  })
  say(`khởi động với ${MANY} hồ sơ, ${STARTS} lượt xen kẽ với SQLite đọc cùng các dòng`)
  const starts: number[] = []
  const bareReads: number[] = []
  for (let i = 0; i < STARTS; i++) {
    bareReads.push(readBare(data))
    starts.push(await withStoreProcess(data, async ({ startMs }) => startMs))
  }
  const start = median(starts)
  const { before, written, read } = memory
  return [
    mebibytes(
      "residentWritten",
      "Bộ nhớ thêm (RSS) sau khi ghi 20.000 hồ sơ",
      written.residentBytes - before.residentBytes,
      384,
    ),
    mebibytes(
      "heapWritten",
      "Bộ nhớ thêm (heap) sau khi ghi 20.000 hồ sơ",
      written.heapBytes - before.heapBytes,
      64,
    ),
    mebibytes(
      "residentRead",
      "Bộ nhớ thêm (RSS) sau khi đọc cả 20.000",
      read.residentBytes - before.residentBytes,
      768,
    ),
    mebibytes("heapRead", "Bộ nhớ thêm (heap) sau khi đọc cả 20.000", read.heapBytes - before.heapBytes, 512),
    {
      name: "start",
      title: "Khởi động với 100.000 hồ sơ",
      value: start / 1000,
      unit: "giây",
      target: { atMost: 10 },
    },
    {
      name: "startRatio",
      title: "Khởi động với 100.000 hồ sơ / SQLite đọc cùng các dòng",
      value: start / median(bareReads),
      unit: "×",
      target: { atMost: 6 },
    },
  ]
}

const mebibytes = (name: string, title: string, bytes: number, atMost: number): Measure => ({
  name,
  title,
  value: bytes / MIB,
  unit: "MiB",
  target: { atMost },
})

/** Milliseconds SQLite alone takes to open the same file and read all its documents. */
function readBare(data: string): number {
  const from = performance.now()
  const database = openBareSqlite(data, "store")
  let bytes = 0
  for (const row of database.prepare("SELECT row, namespace, body FROM documents ORDER BY row").iterate())
    bytes += (row["body"] as Uint8Array).byteLength
  const took = performance.now() - from
  database.close()
  if (bytes === 0) throw new Error("the store's file holds no documents")
  return took
}

/** A connection of its own to the procedures in the store process. */
async function connectTo(uri: string) {
  const connection = await mongoose.createConnection(uri, { dbName: "bench" }).asPromise()
  const { schema, collection } = ProcedureSnapshotModel
  const model = connection.model("ProcedureSnapshot", schema)
  await model.createCollection()
  await model.createIndexes()
  const documents = connection.collection(collection.name)
  return {
    insert: async (from: number, to: number) => {
      for (let at = from; at < to; at += BATCH)
        await documents.insertMany(manyOf(typicalSnapshot, BATCH, at) as never[])
    },
    readAll: async () => {
      for await (const _ of documents.find({ description: { $ne: 1 } } as never, { batchSize: BATCH }));
    },
    close: () => connection.close(),
  }
}

type Memory = Extract<StoreProcessReport, { kind: "MEMORY" }>
type StoreProcess = { uri: string; startMs: number; memoryNow: () => Promise<Memory> }

async function withStoreProcess<T>(data: string, work: (store: StoreProcess) => Promise<T>): Promise<T> {
  const child = fork(
    fileURLToPath(import.meta.resolve("embedded-mongo-store/bench/store-process.ts")),
    [data],
    {
      execArgv: ["--expose-gc"],
    },
  )
  try {
    const started = await nextReport(child, "STARTED")
    return await work({
      ...started,
      memoryNow: () => {
        child.send("MEMORY")
        return nextReport(child, "MEMORY")
      },
    })
  } finally {
    if (child.connected) child.send("STOP")
    if (child.exitCode === null) await once(child, "exit")
  }
}

/** @throws when the process ends instead of reporting */
async function nextReport<Kind extends StoreProcessReport["kind"]>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<StoreProcessReport, { kind: Kind }>> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the store process ended with ${code}`)
  })
  // It is stopped in the end, when nobody waits for a report any more.
  ended.catch(() => {})
  const [report] = (await Promise.race([once(child, "message"), ended])) as [StoreProcessReport]
  if (report.kind !== kind) throw new Error(`expected ${kind}, the store process said ${report.kind}`)
  return report as Extract<StoreProcessReport, { kind: Kind }>
}

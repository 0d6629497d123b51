import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import mongoose from "mongoose"
import { Engine } from "#models/store/embedded/engine/engine.ts"
import { search } from "#models/store/embedded/engine/search.ts"
import { openPersistence } from "#models/store/embedded/persistence.server.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { type Bench, type Measure, medianTime } from "./measure.ts"

const { MongoClient, BSON } = mongoose.mongo
type Collection = mongoose.mongo.Collection<Row>

/** The shape of a registration with what it was decided on: some 2 KB. */
type Row = { _id: string; code: string; place: number; state: string; revision: number; content: object }

const DOCUMENTS = 20_000
const MANY = 100_000
const INSERTED = 2_000
const RANGE = 20

const rowsOf = (count: number, prefix: string): Row[] => {
  const { entries } = aFrozenEdition({ rows: 500 })
  return Array.from({ length: count }, (_, place) => ({
    _id: `${prefix}${place}`,
    code: `${prefix}.${String(place).padStart(6, "0")}`,
    place,
    state: ["draft", "registered", "approved"][place % 3] ?? "",
    revision: 0,
    content: entries[place % entries.length] ?? {},
  }))
}

type Running = {
  uri: string
  startedIn: number
  ask(): Promise<{ rss: number; heapUsed: number }>
  stop(): Promise<void>
}

async function startStore(dataDir: string): Promise<Running> {
  const child: ChildProcess = fork(new URL("./store-process.ts", import.meta.url), [dataDir], {
    execArgv: ["--expose-gc"],
  })
  const [hello] = (await once(child, "message")) as [{ uri: string; startedIn: number }]
  return {
    ...hello,
    ask: async () => {
      child.send("memory")
      const [answer] = (await once(child, "message")) as [{ rss: number; heapUsed: number }]
      return answer
    },
    stop: async () => {
      child.send("stop")
      await once(child, "exit")
    },
  }
}

const indexed = async (collection: Collection): Promise<void> => {
  await collection.createIndex({ code: 1 }, { unique: true })
  await collection.createIndex({ place: 1 })
  await collection.createIndex({ state: 1, place: 1 })
}

/** The same rows in bare SQLite, with the same columns indexed. */
function openBare(file: string, synchronous: "NORMAL" | "FULL"): DatabaseSync {
  const database = new DatabaseSync(file)
  database.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous};
    CREATE TABLE rows (id TEXT PRIMARY KEY, code TEXT UNIQUE, place INTEGER, state TEXT, revision INTEGER, body BLOB);
    CREATE INDEX by_place ON rows (place); CREATE INDEX by_state ON rows (state, place);
    CREATE TABLE audit (id INTEGER PRIMARY KEY, body BLOB);
  `)
  return database
}

function insertBare(database: DatabaseSync, rows: readonly Row[]): void {
  const insert = database.prepare("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)")
  database.exec("BEGIN")
  for (const row of rows)
    insert.run(row._id, row.code, row.place, row.state, row.revision, BSON.serialize(row))
  database.exec("COMMIT")
}

/** Over the wire, against reading the collection through; a find that ends at the first document takes a round trip at least. */
async function reading(collection: Collection): Promise<Measure[]> {
  const pick = (round: number) => (round * 7919) % DOCUMENTS
  const rounds = { rounds: 400, warmUp: 200 }
  const times = {
    "Đọc một bản ghi theo _id": await medianTime((at) => collection.findOne({ _id: `a${pick(at)}` }), rounds),
    "Đọc một bản ghi theo khóa duy nhất": await medianTime(
      (at) => collection.findOne({ code: `a.${String(pick(at)).padStart(6, "0")}` }),
      rounds,
    ),
    [`Đọc ${RANGE} bản ghi liền nhau theo chỉ mục`]: await medianTime((at) => {
      const from = pick(at) % (DOCUMENTS - RANGE)
      return collection.find({ place: { $gte: from, $lt: from + RANGE } }).toArray()
    }, rounds),
  }
  const through = await medianTime(() => collection.find({}).toArray(), { rounds: 3 })
  return Object.entries(times).map(([what, time]) => ({
    what: `${what} (${time.toFixed(2)} ms) so với đọc cả ${DOCUMENTS} bản ghi qua mạng (${through.toFixed(0)} ms)`,
    value: through / time,
    unit: "×",
    bound: { atLeast: 100 },
  }))
}

/** Inside the engine, without network and encoding: what an index saves of looking at every document. */
async function searching(): Promise<Measure[]> {
  const engine = new Engine(openPersistence(":memory:"))
  const collection = engine.ensure("bench", "rows")
  for (const [name, key] of [
    ["code_1", { code: 1 }],
    ["place_1", { place: 1 }],
  ] as const)
    collection.addIndex({ v: 2, name, key, ...(name === "code_1" ? { unique: true } : {}) })
  const transaction = engine.begin()
  for (const row of rowsOf(DOCUMENTS, "a")) collection.insert(transaction, row, null)
  engine.commit(transaction)
  const many = 200
  const eachOf = async (filterOf: (place: number) => Record<string, unknown>) =>
    (await medianTime(
      () => {
        for (let i = 0; i < many; i++) search(collection, { filter: filterOf((i * 7919) % DOCUMENTS) }, null)
      },
      { rounds: 15, warmUp: 5 },
    )) / many
  const scan = await medianTime(() => search(collection, { filter: { "content.note": "không có" } }, null), {
    rounds: 15,
    warmUp: 5,
  })
  const times = {
    "theo _id": await eachOf((place) => ({ _id: `a${place}` })),
    "theo khóa duy nhất": await eachOf((place) => ({ code: `a.${String(place).padStart(6, "0")}` })),
    [`đoạn ${RANGE} bản ghi`]: await eachOf((place) => ({ place: { $gte: place, $lt: place + RANGE } })),
  }
  engine.close()
  return Object.entries(times).map(([what, time]) => ({
    what: `Trong kho, tìm ${what} (${(time * 1000).toFixed(1)} µs) so với xem hết ${DOCUMENTS} bản ghi (${scan.toFixed(1)} ms)`,
    value: scan / time,
    unit: "×",
    bound: { atLeast: 100 },
  }))
}

async function inserting(collection: Collection, folder: string): Promise<Measure[]> {
  const rounds = { rounds: 5, warmUp: 1 }
  const batches = Array.from({ length: 6 }, (_, round) => rowsOf(INSERTED, `n${round}-`))
  const ours = await medianTime((round) => collection.insertMany(batches[round] ?? []), rounds)
  const bare = openBare(join(folder, "insert.sqlite"), "NORMAL")
  const theirs = await medianTime((round) => insertBare(bare, batches[round] ?? []), rounds)
  bare.close()
  return [
    {
      what: `insertMany ${INSERTED} bản ghi so với SQLite trần trong một giao dịch (${theirs.toFixed(1)} ms)`,
      value: ours / theirs,
      unit: "×",
      bound: { atMost: 6 },
    },
  ]
}

/** What every step of the office is: compare and set with an audit row, together, on the disk when answered. */
async function stepping(
  client: mongoose.mongo.MongoClient,
  collection: Collection,
  folder: string,
): Promise<Measure[]> {
  const audit = client.db("bench").collection("audit")
  const entry = {
    type: "proposal.registered",
    by: "chuyenvien",
    payload: { level: "FULL", note: "x".repeat(200) },
  }
  const revisions = { ours: 0, theirs: 0 }
  const session = client.startSession()
  const ours = await medianTime(
    () =>
      session.withTransaction(
        async () => {
          const { modifiedCount } = await collection.updateOne(
            { _id: "a17", revision: revisions.ours },
            { $set: { state: "registered" }, $inc: { revision: 1 } },
            { session },
          )
          if (modifiedCount !== 1) throw new Error("the revision was another one")
          await audit.insertOne({ ...entry }, { session })
          revisions.ours += 1
        },
        { readConcern: { level: "snapshot" }, writeConcern: { w: "majority" } },
      ),
    { rounds: 300, warmUp: 100 },
  )
  await session.endSession()
  const bare = openBare(join(folder, "step.sqlite"), "FULL")
  insertBare(bare, rowsOf(100, "a"))
  const body = BSON.serialize(rowsOf(18, "a")[17] ?? {})
  const update = bare.prepare(
    "UPDATE rows SET state = ?, revision = revision + 1, body = ? WHERE id = ? AND revision = ?",
  )
  const insert = bare.prepare("INSERT INTO audit (body) VALUES (?)")
  const theirs = await medianTime(
    () => {
      bare.exec("BEGIN IMMEDIATE")
      update.run("registered", body, "a17", revisions.theirs)
      insert.run(BSON.serialize(entry))
      bare.exec("COMMIT")
      revisions.theirs += 1
    },
    { rounds: 300, warmUp: 100 },
  )
  bare.close()
  return [
    {
      what: `Đổi theo phiên bản kèm dòng nhật ký, ghi xuống đĩa, so với hai lệnh SQLite trần trong một giao dịch (${theirs.toFixed(2)} ms)`,
      value: ours / theirs,
      unit: "×",
      bound: { atMost: 8 },
    },
    { what: "Một bước như thế qua mạng", value: ours, unit: "ms" },
  ]
}

const megabytes = (bytes: number): number => bytes / 1024 / 1024

async function memoryAndStart(folder: string, tell: (line: string) => void): Promise<Measure[]> {
  tell(`ghi ${MANY} bản ghi…`)
  const dataDir = join(folder, "many")
  const first = await startStore(dataDir)
  const client = await MongoClient.connect(first.uri)
  const collection = client.db("bench").collection<Row>("rows")
  await indexed(collection)
  for (let done = 0; done < MANY; done += 5_000)
    await collection.insertMany(
      rowsOf(5_000, `m${done}-`).map((row) => ({ ...row, place: row.place + done })),
    )
  await client.close()
  await first.stop()
  const bare = openBare(join(folder, "many.sqlite"), "NORMAL")
  for (let done = 0; done < MANY; done += 5_000) insertBare(bare, rowsOf(5_000, `m${done}-`))
  const reading = await medianTime(
    () => {
      for (const { body } of bare.prepare("SELECT body FROM rows ORDER BY id").iterate())
        BSON.deserialize(body as Uint8Array)
    },
    { rounds: 1, warmUp: 0 },
  )
  bare.close()
  const again = await startStore(dataDir)
  const { rss } = await again.ask()
  await again.stop()
  return [
    { what: `Khởi động với ${MANY} bản ghi`, value: again.startedIn / 1000, unit: "s" },
    {
      what: `Khởi động so với SQLite trần đọc và giải mã chừng ấy bản ghi (${(reading / 1000).toFixed(1)} s)`,
      value: again.startedIn / reading,
      unit: "×",
      bound: { atMost: 2.5 },
    },
    {
      what: `Bộ nhớ (RSS) sau khi khởi động với ${MANY} bản ghi`,
      value: megabytes(rss),
      unit: "MB",
      bound: { atMost: 1_200 },
    },
  ]
}

export const storeBench: Bench = {
  title: `Kho dữ liệu nhúng, ${DOCUMENTS} bản ghi, qua trình điều khiển MongoDB`,
  run: async (tell) => {
    const folder = mkdtempSync(join(tmpdir(), "do-kho-"))
    const store = await startStore(join(folder, "data"))
    const client = await MongoClient.connect(store.uri)
    try {
      const before = await store.ask()
      const collection = client.db("bench").collection<Row>("rows")
      await indexed(collection)
      const rows = rowsOf(DOCUMENTS, "a")
      for (let done = 0; done < DOCUMENTS; done += INSERTED)
        await collection.insertMany(rows.slice(done, done + INSERTED))
      await collection.find({}).toArray()
      const after = await store.ask()
      const measures: Measure[] = [
        ...(await reading(collection)),
        ...(await searching()),
        ...(await inserting(client.db("bench").collection<Row>("inserted"), folder)),
        ...(await stepping(client, collection, folder)),
        {
          what: `Bộ nhớ (RSS) thêm cho ${DOCUMENTS} bản ghi đã đọc (${megabytes(rows.length * BSON.serialize(rows[0] ?? {}).length).toFixed(0)} MB BSON)`,
          value: megabytes(after.rss - before.rss),
          unit: "MB",
          bound: { atMost: 500 },
        },
      ]
      return [...measures, ...(await memoryAndStart(folder, tell))]
    } finally {
      await client.close()
      await store.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import * as mongodb from "mongodb"
import { expect, test } from "vitest"

const { MongoClient } = mongodb
type Client = mongodb.MongoClient
type Numbered = { _id: number; n: number }
type Entry = { _id: string; giver: number; taker: number }

/** Of two stores side by side, together; more of them: CRASH_KILLS=400. */
const KILLS = Number(process.env["CRASH_KILLS"] ?? 80)
const LANES = 2
const ACCOUNTS = 8
const SCRIPT = join(import.meta.dirname, "../setup/store-process.ts")

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0))
    })
  })

const started = async (dataDir: string, port: number): Promise<{ child: ChildProcess; uri: string }> => {
  const child = spawn(process.execPath, [SCRIPT, "--data", dataDir, "--port", String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const uri = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on(
      "line",
      (line) => line.startsWith("mongodb:") && resolve(line),
    )
    child.once("close", () => reject(new Error("the store ended by itself")))
  })
  return { child, uri }
}

/** Who is killed does not keep what was compiled: one store starts and ends in peace first. */
async function warmUp(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "store-crash-"))
  const { child } = await started(dataDir, 0)
  const ended = new Promise((resolve) => child.once("close", resolve))
  child.kill("SIGTERM")
  await ended
  await rm(dataDir, { recursive: true, force: true })
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const connected = (uri: string, patience = 1_000): Promise<Client> =>
  MongoClient.connect(uri, { serverSelectionTimeoutMS: patience, heartbeatFrequencyMS: 500 })

/**
 * What the writers were told is kept. Those of transfers and keys come back with a connection of their own, as a restarted
 * office does; the counters stay connected over every kill and rely on the driver sending a write again.
 */
class Writers {
  readonly transfers = new Set<string>()
  readonly keys = new Set<string>()
  readonly counted = new Map<number, number>()
  isOver = false
  private client: Client
  private readonly lasting: Client
  private acknowledged = 0

  constructor(clients: { fresh: Client; lasting: Client }) {
    this.client = clients.fresh
    this.lasting = clients.lasting
  }

  /** The writers end with the store they wrote to: nobody leaves an open transaction in the next. Not waited for: it says goodbye to a dead store. */
  leave(): void {
    this.client.close(true).catch(() => {})
  }

  /** Comes back after a kill, and waits until somebody was told of something new. */
  async comeBack(uri: string): Promise<void> {
    this.client = await connected(uri)
    const before = this.acknowledged
    for (let waited = 0; this.acknowledged === before; waited += 2) {
      if (waited > 30_000) throw new Error("the writers did not come back after a kill")
      await pause(2)
    }
  }

  close(): Promise<unknown> {
    return Promise.all([this.client.close(true), this.lasting.close(true)])
  }

  run(): Promise<unknown> {
    return Promise.all([this.transfer(0), this.transfer(1), this.insert(), this.count(0), this.count(1)])
  }

  private async until(work: (n: number) => Promise<void>): Promise<void> {
    for (let n = 0; !this.isOver; n++) {
      try {
        await work(n)
      } catch (error) {
        // The answer was lost with the store: what became of the write is not known, and nothing was promised.
        // Where the driver was waiting for room to write, it passes on the system's own error.
        const isLost = error instanceof mongodb.MongoError || (error instanceof Error && "syscall" in error)
        if (!isLost) throw error
        await pause(5)
      }
    }
  }

  /** Money from one account to another with its entry, together or not at all. */
  private transfer(writer: number): Promise<void> {
    return this.until(async (n) => {
      const { client } = this
      const db = client.db("crash")
      const _id = `${writer}-${n}-${Math.random().toString(36).slice(2)}`
      const [giver, taker] = [(n + writer * 3) % ACCOUNTS, (n * 5 + 1 + writer) % ACCOUNTS]
      await client.withSession((session) =>
        session.withTransaction(
          async () => {
            const accounts = db.collection<Numbered>("accounts")
            await accounts.updateOne({ _id: giver }, { $inc: { n: -1 } }, { session })
            await accounts.updateOne({ _id: taker }, { $inc: { n: 1 } }, { session })
            await db.collection<Entry>("entries").insertOne({ _id, giver, taker }, { session })
            // Leaving a dead store aborts what is open, which the driver does not tell: nothing was promised.
            if (!session.inTransaction()) throw new mongodb.MongoTransactionError("left meanwhile")
          },
          { readConcern: { level: "snapshot" }, writeConcern: { w: "majority" } },
        ),
      )
      this.transfers.add(_id)
      this.acknowledged += 1
    })
  }

  private insert(): Promise<void> {
    return this.until(async (n) => {
      const keys = this.client.db("crash").collection<{ key: string; batch: number }>("keys")
      const batch = [0, 1, 2].map((part) => ({ key: `${n}-${part}-${Math.random()}`, batch: n }))
      await keys.insertMany(batch)
      for (const { key } of batch) this.keys.add(key)
      this.acknowledged += 1
    })
  }

  /** A write that is sent again after a kill must not be done twice: each counter is what its writer was told. */
  private count(writer: number): Promise<void> {
    const counters = this.lasting.db("crash").collection<Numbered>("counters")
    return this.until(async () => {
      const before = (await counters.findOne({ _id: writer }))?.n ?? 0
      const known = this.counted.get(writer) ?? 0
      if (before < known) throw new Error(`counter ${writer} fell from ${known} to ${before}`)
      this.counted.set(writer, before)
      const { modifiedCount } = await counters.updateOne({ _id: writer }, { $inc: { n: 1 } })
      expect(modifiedCount).toBe(1)
      this.counted.set(writer, before + 1)
      expect((await counters.findOne({ _id: writer }))?.n).toBe(before + 1)
    })
  }
}

/** Kills the store again and again under its writers, and says what is wrong with what it holds in the end. */
async function storm(dataDir: string, kills: number): Promise<{ acknowledged: number; faults: string[] }> {
  const port = await freePort()
  const first = await started(dataDir, port)
  const { uri } = first
  let { child } = first
  const lasting = await connected(uri, 20_000)
  const db = lasting.db("crash")
  await db
    .collection<Numbered>("accounts")
    .insertMany(Array.from({ length: ACCOUNTS }, (_, _id) => ({ _id, n: 1000 })))
  await db.collection<Numbered>("counters").insertMany([0, 1].map((_id) => ({ _id, n: 0 })))
  await db.collection("keys").createIndex({ key: 1 }, { unique: true })
  const writers = new Writers({ fresh: await connected(uri), lasting })
  const writing = writers.run()
  for (let kill = 0; kill < kills; kill++) {
    await pause(Math.random() * 120)
    const ended = new Promise((resolve) => child.once("close", resolve))
    child.kill("SIGKILL")
    await ended
    writers.leave()
    child = (await started(dataDir, port)).child
    await writers.comeBack(uri)
  }
  writers.isOver = true
  await writing
  const faults = await faultsOf(lasting, writers)
  await writers.close()
  child.kill("SIGTERM")
  return { acknowledged: writers.transfers.size + writers.keys.size, faults }
}

async function faultsOf(client: Client, writers: Writers): Promise<string[]> {
  const db = client.db("crash")
  const faults: string[] = []
  const entries = await db.collection<Entry>("entries").find().toArray()
  const held = new Set(entries.map(({ _id }) => _id))
  for (const id of writers.transfers) if (!held.has(id)) faults.push(`transfer ${id} was lost`)
  const balances = new Map(Array.from({ length: ACCOUNTS }, (_, account) => [account, 1000]))
  for (const { giver, taker } of entries) {
    balances.set(giver, (balances.get(giver) ?? 0) - 1)
    balances.set(taker, (balances.get(taker) ?? 0) + 1)
  }
  for (const { _id, n } of await db.collection<Numbered>("accounts").find().toArray())
    if (balances.get(_id) !== n)
      faults.push(`account ${_id} holds ${n}, its entries say ${balances.get(_id)}`)
  const rows = await db.collection<{ key: string; batch: number }>("keys").find().toArray()
  const keys = new Set(rows.map(({ key }) => key))
  if (keys.size !== rows.length) faults.push("a unique key stands twice")
  for (const key of writers.keys) if (!keys.has(key)) faults.push(`key ${key} was lost`)
  for (const key of [...writers.keys].slice(-50))
    if (!(await db.collection("keys").findOne({ key }))) faults.push(`the index does not find ${key}`)
  return faults
}

test(`over ${KILLS} kills at random moments nothing acknowledged is lost, halved or done twice`, {
  timeout: 900_000,
}, async () => {
  await warmUp()
  const results = await Promise.all(
    Array.from({ length: LANES }, async () => {
      const dataDir = await mkdtemp(join(tmpdir(), "store-crash-"))
      try {
        return await storm(dataDir, Math.ceil(KILLS / LANES))
      } finally {
        await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
      }
    }),
  )
  expect(results.flatMap(({ faults }) => faults)).toEqual([])
  // The writers really wrote between the kills.
  for (const { acknowledged } of results) expect(acknowledged).toBeGreaterThan(KILLS)
})

/**
 * The process the crash test kills: four writers move counters in transactions and print every commit they were told
 * of. `node crash-writer.ts DIR`.
 */
import { openStore } from "#models/store/connection.server.ts"

const [, , dataDir] = process.argv
if (!dataDir) throw new Error("crash-writer.ts DIR")
const store = await openStore({ dataDir, database: "crash" })
const { db } = store.connection
if (!db) throw new Error("not connected")

const accounts = db.collection<{ _id: string; n: number }>("accounts")
const entries = db.collection<{ _id: string; writer: number; n: number }>("entries")
const singles = db.collection<{ _id: string }>("singles")
process.stdout.write("ready\n")

const run = crypto.randomUUID().slice(0, 8)
const write = async (writer: number): Promise<never> => {
  for (let n = 0; ; n++) {
    const id = `${run}-${writer}-${n}`
    await store.inTransaction(async (session) => {
      await accounts.updateOne({ _id: `from-${writer % 2}` }, { $inc: { n: -1 } }, { upsert: true, session })
      await accounts.updateOne({ _id: `to-${writer % 2}` }, { $inc: { n: 1 } }, { upsert: true, session })
      await entries.insertOne({ _id: id, writer, n }, { session })
    })
    process.stdout.write(`t ${id}\n`)
    await singles.insertOne({ _id: id })
    process.stdout.write(`s ${id}\n`)
  }
}
await Promise.all([0, 1, 2, 3].map(write))

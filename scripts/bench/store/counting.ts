import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type mongoose from "mongoose"
import { storeAnswers } from "#app/http/store-answers.server.ts"
import type { Measure } from "../area.ts"
import { timeInTurn } from "../timing.ts"
import { inOneTransaction, openBareSqlite } from "./bare-sqlite.ts"

const COUNT = 100_000
const BATCH = 5_000
const ROUNDS = { rounds: 5, warmUp: 1 }
const UNITS = 100
const LEVELS = ["FULL", "PARTIAL", "NONE"]

type Entry = { _id: number; unit: string; level: string; dossiers: number; note: string }

const entry = (n: number): Entry => ({
  _id: n,
  unit: `so-${n % UNITS}`,
  level: LEVELS[n % LEVELS.length] as string,
  dossiers: n % 17,
  note: `Hồ sơ số ${n} `.repeat(8),
})

/** A count by an index and a group over 100,000 documents, each beside SQLite; and what a monitor hears meanwhile. */
export const measureCounting = async (
  connection: mongoose.Connection,
  folder: string,
  say: (line: string) => void,
): Promise<Measure[]> => {
  say(`ghi ${COUNT} bản ghi, rồi đếm và gộp xen kẽ với SQLite, ${ROUNDS.rounds} lượt`)
  const entries = connection.collection<Entry>("bench_entries")
  const bare = openBareSqlite(folder, "bare-count")
  bare.exec("CREATE TABLE entries (id INTEGER PRIMARY KEY, body TEXT)")
  bare.exec("CREATE INDEX by_unit ON entries (json_extract(body, '$.unit'))")
  const insert = bare.prepare("INSERT INTO entries VALUES (?, ?)")
  for (let from = 0; from < COUNT; from += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, n) => entry(from + n))
    await entries.insertMany(batch)
    inOneTransaction(bare, () => {
      for (const one of batch) insert.run(one._id, JSON.stringify(one))
    })
  }
  await entries.createIndex({ unit: 1 })
  const count = bare.prepare("SELECT count(*) AS n FROM entries WHERE json_extract(body, '$.unit') = ?")
  const group = bare.prepare(
    "SELECT json_extract(body, '$.level') AS level, sum(json_extract(body, '$.dossiers')) AS sum FROM entries GROUP BY 1",
  )
  const grouping = () =>
    entries.aggregate([{ $group: { _id: "$level", sum: { $sum: "$dossiers" } } }]).toArray()
  const health = await healthWhile(connection, grouping)
  const medians = await timeInTurn(
    {
      count: async (round) => held(await entries.countDocuments({ unit: `so-${round}` }), COUNT / UNITS),
      bareCount: (round) => held(Number(count.get(`so-${round}`)?.["n"]), COUNT / UNITS),
      group: async () => held((await grouping()).length, LEVELS.length),
      bareGroup: () => held(group.all().length, LEVELS.length),
    },
    ROUNDS,
  )
  bare.close()
  await entries.drop()
  const row = (name: string, title: string, value: number, unit: string, atMost: number | null): Measure => ({
    name,
    title,
    value,
    unit,
    target: atMost === null ? null : { atMost },
  })
  return [
    row(
      "healthWhileGrouping",
      "/healthz chậm nhất khi kho đang gộp 100.000 bản ghi",
      health.slowest,
      "ms",
      1_000,
    ),
    row("healthRefused", "/healthz trả lời khác 200 khi đó", health.refused, "lần", 0),
    row("indexedCount", "Đếm 1.000 trong 100.000 theo chỉ mục", medians.count, "ms", 20),
    row("bareCountMs", "SQLite đếm như vậy", medians.bareCount, "ms", null),
    row(
      "group",
      "$group 100.000 bản ghi / SQLite với json_extract",
      medians.group / medians.bareGroup,
      "×",
      12,
    ),
    row("groupMs", "$group 100.000 bản ghi", medians.group, "ms", null),
  ]
}

/** A monitor asks one question after the other, over HTTP, as long as the work takes. */
async function healthWhile(
  connection: mongoose.Connection,
  work: () => Promise<unknown>,
): Promise<{ slowest: number; refused: number }> {
  const server = createServer(async (_request, response) => {
    response.statusCode = (await storeAnswers(connection)) === "AWAY" ? 503 : 200
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/healthz`
  let isDone = false
  const done = work().finally(() => {
    isDone = true
  })
  const answered = { slowest: 0, refused: 0 }
  do {
    const from = performance.now()
    const { status } = await fetch(url)
    answered.slowest = Math.max(answered.slowest, performance.now() - from)
    if (status !== 200) answered.refused += 1
  } while (!isDone)
  await done
  await new Promise((resolve) => server.close(resolve))
  return answered
}

/** What counts something else than it should is no measurement. */
function held(found: number, expected: number): void {
  if (found !== expected) throw new Error(`expected ${expected}, found ${found}`)
}

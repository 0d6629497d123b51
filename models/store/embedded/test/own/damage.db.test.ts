import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { MongoClient } from "mongodb"
import { afterEach, beforeEach, expect, test } from "vitest"
import { salvage } from "../../index.ts"
import { serveStore } from "../../serving.server.ts"

type Row = { _id: string; text: string }

const COUNT = 400
const texts = new Map(Array.from({ length: COUNT }, (_, n) => [`hs-${n}`, `${n} ${"chữ ".repeat(50)}`]))

let root: string
let dataDir: string
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "store-damage-"))
  dataDir = join(root, "data")
  await inStore(dataDir, async (client) => {
    const rows = [...texts].map(([_id, text]) => ({ _id, text }))
    await client.db("office").collection<Row>("dossiers").insertMany(rows)
  })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** In this thread: what is asked of a start here is what it says. */
async function inStore<T>(folder: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const store = await serveStore({ dataDir: folder })
  const client = await MongoClient.connect(store.uri)
  try {
    return await work(client)
  } finally {
    await client.close()
    await store.close()
  }
}

const file = () => join(dataDir, "store.sqlite")
const changed = (change: (bytes: Buffer) => void) => {
  const bytes = readFileSync(file())
  change(bytes)
  writeFileSync(file(), bytes)
}
/** Turns one bit of where a text stands in the file; where rows were moved, remains of them stand there, too. */
const flipped = (text: string) =>
  changed((bytes) => {
    const places: number[] = []
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) places.push(at)
    expect(places).not.toEqual([])
    for (const at of places) bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  })
const refusal = async (): Promise<string> => {
  const error = await serveStore({ dataDir }).then(
    () => null,
    (reason: Error) => reason,
  )
  expect(error?.name).toBe("StoreFolderError")
  expect(error?.message).toContain("npm run restore")
  expect(error?.message).toContain(`npm run store -- --salvage «${dataDir}»`)
  return error?.message ?? ""
}

/** What was saved, held to what was written: nothing else, and nothing changed. */
const salvaged = async () => {
  const into = join(root, "saved")
  const report = await salvage(dataDir, into)
  const rows = await inStore(into, (client) =>
    client.db("office").collection<Row>("dossiers").find().toArray(),
  )
  for (const { _id, text } of rows) expect(text).toBe(texts.get(_id))
  expect(rows).toHaveLength(report.documents)
  return { ...report, said: readFileSync(join(into, "khong-luu-duoc.txt"), "utf8") }
}

test("a flipped byte names the document, its collection and what to do; all others are saved", async () => {
  flipped("\u0000137 chữ chữ chữ")
  expect(await refusal()).toContain(
    '1 bản ghi không còn như lúc ghi: bảng «office.dossiers», bản ghi _id "hs-137"',
  )
  const { documents, said } = await salvaged()
  expect(documents).toBe(COUNT - 1)
  expect(said).toBe('bảng «office.dossiers», bản ghi _id "hs-137"\n')
})

test("a document that is broken under a running store is refused by name, and the others are read on", async () => {
  // More than SQLite itself keeps in memory.
  dataDir = join(root, "large")
  await inStore(dataDir, (large) =>
    large
      .db("office")
      .collection<Row>("dossiers")
      .insertMany(
        Array.from({ length: 2_000 }, (_, n) => ({ _id: `hs-${n}`, text: `số ${n} ${"x".repeat(4_000)}` })),
      ),
  )
  const store = await serveStore({ dataDir, cacheBytes: 1 })
  const client = await MongoClient.connect(store.uri)
  const rows = client.db("office").collection<Row>("dossiers")
  flipped("số 77 ")
  await expect(rows.find().toArray()).rejects.toThrow(/office\.dossiers.*hs-77/)
  expect(await rows.findOne({ _id: "hs-12" })).toMatchObject({ _id: "hs-12" })
  await client.close()
  await store.close()
})

test("many broken documents: the first are named, the others counted, and the list of the salvage is whole", async () => {
  for (const n of [110, 111, 112, 113, 114, 115, 116]) flipped(`\u0000${n} chữ`)
  expect(await refusal()).toMatch(/7 bản ghi không còn như lúc ghi: .* và 2 bản ghi nữa/)
  const { documents, lost } = await salvaged()
  expect(documents).toBe(COUNT - 7)
  expect(lost).toHaveLength(7)
})

test("a file that was cut off is refused, and what stands before the cut is saved", async () => {
  const { size } = statSync(file())
  truncateSync(file(), Math.floor(size / 2))
  expect(await refusal()).toContain("store.sqlite")
  const { documents, said } = await salvaged()
  expect(documents).toBeGreaterThan(COUNT / 5)
  expect(documents).toBeLessThan(COUNT)
  expect(said).toContain("phần tệp không đọc được")
})

test("a page of rubbish is refused, and what stands on the other pages is saved", async () => {
  changed((bytes) => bytes.fill(0xab, 4096 * 8, 4096 * 9))
  await refusal()
  const { documents, lost } = await salvaged()
  expect(documents).toBeGreaterThan(COUNT / 2)
  expect(documents).toBeLessThan(COUNT)
  expect(lost.length).toBeGreaterThan(0)
})

test("a file of nothing is refused and never taken for a new store", async () => {
  truncateSync(file(), 0)
  expect(await refusal()).toContain("rỗng (0 byte)")
  await expect(salvage(dataDir, join(root, "saved"))).rejects.toThrow("Chỉ còn cách phục hồi từ bản sao lưu")
  expect(statSync(file()).size).toBe(0)
})

test("a file that is gone from a folder that had one is refused", async () => {
  rmSync(file())
  expect(await refusal()).toContain("không còn ở đó")
})

test("a lost log is noticed, and what was in the file before it is saved", async () => {
  const script = join(import.meta.dirname, "../setup/store-process.ts")
  const killed = spawnSync(
    "bash",
    [
      "-c",
      `"$0" "$1" --data "$2" > "$3" & child=$!
       until grep -q mongodb "$3"; do sleep 0.05; done
       "$0" --input-type=module -e '
         import { MongoClient } from "mongodb"
         const client = await MongoClient.connect(process.argv[1])
         await client.db("office").collection("dossiers").insertOne({ _id: "late", text: "late" })
         await client.close()' "$(grep mongodb "$3")"
       kill -9 $child`,
      process.execPath,
      script,
      dataDir,
      join(root, "said"),
    ],
    { cwd: import.meta.dirname, encoding: "utf8" },
  )
  expect(killed.stderr).toBe("")
  expect(existsSync(`${file()}-wal`)).toBe(true)
  rmSync(`${file()}-wal`)
  expect(await refusal()).toContain("thiếu tệp «store.sqlite-wal»")
  expect((await salvaged()).documents).toBe(COUNT)
})

test("a folder of the version before gets its sums once, and then they are held to", async () => {
  const database = new DatabaseSync(file())
  for (const table of ["namespaces", "documents", "retries"])
    database.exec(`ALTER TABLE ${table} DROP COLUMN sum`)
  database.exec("PRAGMA user_version = 1")
  database.close()
  expect(
    await inStore(dataDir, (client) => client.db("office").collection("dossiers").countDocuments()),
  ).toBe(COUNT)
  flipped("\u000033 chữ")
  expect(await refusal()).toContain('"hs-33"')
})

test("whoever saves from a folder in use, or into one that holds something, is refused", async () => {
  await inStore(dataDir, async () => {
    await expect(salvage(dataDir, join(root, "saved"))).rejects.toThrow("đang có chương trình dùng")
  })
  await expect(salvage(dataDir, root)).rejects.toThrow("không trống")
  await expect(salvage(root, join(root, "saved"))).rejects.toThrow("không có gì để lưu lấy")
})

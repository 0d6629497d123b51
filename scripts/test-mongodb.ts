/**
 * `npm run test:mongodb`: the database suites on a real MongoDB replica set of one, taken from MONGOMS_SYSTEM_BINARY or downloaded.
 * Exit code 2 when neither is to be had: nothing was tested then.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { MongoMemoryReplSet } from "mongodb-memory-server-core"
import { fail } from "./command-line.ts"
import { endWith } from "./ending.ts"

/** Suites of the embedded store's own insides do not concern MongoDB. */
const SUITES = [
  "run",
  "--project",
  "office",
  "--project",
  "store",
  "--exclude",
  "**/test/own/**",
  ".db.test.ts",
]

const server = await MongoMemoryReplSet.create({ replSet: { count: 1, storageEngine: "wiredTiger" } }).catch(
  (error: unknown) =>
    fail(
      [
        "KHÔNG KIỂM THỬ TRÊN MONGODB: không có chương trình mongod.",
        `  Không tải được, và MONGOMS_SYSTEM_BINARY ${process.env["MONGOMS_SYSTEM_BINARY"] ? "không dùng được" : "chưa đặt"}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
        "  Đặt MONGOMS_SYSTEM_BINARY=/đường/dẫn/mongod rồi chạy lại.",
      ].join("\n"),
      2,
    ),
)
console.log(`Kiểm thử trên MongoDB tại ${server.getUri()}`)
const vitest = spawn("npx", ["vitest", ...SUITES, ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, MONGODB_URI: server.getUri() },
})
const [code] = (await once(vitest, "exit")) as [number | null]
await server.stop()
endWith(code ?? 1)

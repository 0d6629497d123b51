/** `npm run backup -- FILE [--data DIR]`: copies the whole database, as it stands now, into one file; the office may go on working. */
import { parseArgs } from "node:util"
import { formatNumber } from "#models/shared/numbers.ts"
import { backUp } from "#models/store/backup/back-up.server.ts"
import { readConfig } from "#workflows/config.server.ts"
import { openStoreToRead } from "#workflows/office-store.server.ts"
import { fail, failWith } from "./command-line.ts"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { data: { type: "string" } },
})
const [file, ...more] = positionals
if (file === undefined || more.length > 0) throw fail("Cách dùng: npm run backup -- TỆP [--data THƯ_MỤC]")
try {
  const config = readConfig({ ...process.env, ...(values.data ? { DATA_DIR: values.data } : {}) })
  const store = await openStoreToRead(config)
  try {
    const { connection } = store
    if (!connection.db) throw new Error("the connection is not open")
    const report = await backUp(
      { client: connection.getClient(), db: connection.db },
      { file, now: new Date() },
      (name, documents) => console.log(`  ${name}: ${formatNumber(documents)}`),
    )
    console.log(
      `Đã sao lưu ${formatNumber(report.documents)} bản ghi của ${formatNumber(report.collections)} bảng vào «${file}».\nMã băm nội dung (SHA-256): ${report.sha256}`,
    )
  } finally {
    await store.close()
  }
} catch (error) {
  failWith(error)
}

/** `npm run restore -- FILE [--data DIR] [--replace]`: puts a backup into the embedded store or the server MONGODB_URI names. */
import { basename } from "node:path"
import { parseArgs } from "node:util"
import { systemClock } from "#models/shared/clock.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { checkBackup, restore } from "#models/store/backup/restore.server.ts"
import { openStore } from "#models/store/connection.server.ts"
import { startOwnStore } from "#models/store/start-embedded.server.ts"
import { recoveryMark } from "#models/store-recovery/store-recovery.repository.server.ts"
import { readConfig } from "#workflows/config.server.ts"
import { fail, failWith } from "./command-line.ts"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { data: { type: "string" }, replace: { type: "boolean", default: false } },
})
const [file, ...more] = positionals
if (file === undefined || more.length > 0)
  throw fail("Cách dùng: npm run restore -- TỆP [--data THƯ_MỤC] [--replace]")
try {
  const config = readConfig({ ...process.env, ...(values.data ? { DATA_DIR: values.data } : {}) })
  const backup = await checkBackup(file)
  const embedded = config.mongodbUri
    ? null
    : await startOwnStore({ dataDir: config.dataDir, cacheBytes: config.storeCacheBytes })
  if (embedded && !embedded.isOwner)
    fail(`Hệ thống đang chạy trên «${config.dataDir}». Hãy dừng hệ thống rồi khôi phục.`)
  const store = await openStore({ uri: config.mongodbUri ?? embedded?.uri, asItIs: true })
  try {
    if (!store.connection.db) throw new Error("the connection is not open")
    const mark = recoveryMark(systemClock.now(), { file: basename(file), madeAt: backup.header.madeAt })
    const report = await restore(
      store.connection.db,
      backup,
      { replace: values.replace, mark },
      (documents) => {
        if (documents % 5000 === 0 && documents > 0) console.log(`  ${formatNumber(documents)} bản ghi…`)
      },
    )
    console.log(
      `Đã khôi phục ${formatNumber(report.documents)} bản ghi của ${formatNumber(report.collections)} bảng, bản sao lưu lúc ${formatInstant(report.madeAt)}.\nKiểm tra lại bằng: npm run verify:store\nChưa cấp số, ký, phát hành, gửi cổng được cho đến khi đối chiếu xong ở trang «Sau phục hồi».`,
    )
  } finally {
    await store.close()
    await embedded?.close()
  }
} catch (error) {
  failWith(error)
}

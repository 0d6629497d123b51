import { parseArgs } from "node:util"
import { formatNumber } from "#models/shared/numbers.ts"
import { openStore } from "#models/store/connection.server.ts"
import { readConfig } from "#workflows/config.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"

const { values } = parseArgs({ options: { data: { type: "string" } } })
const config = readConfig({ ...process.env, ...(values.data ? { DATA_DIR: values.data } : {}) })
const store = await openStore({
  uri: config.mongodbUri ?? undefined,
  dataDir: config.dataDir,
  cacheBytes: config.storeCacheBytes,
})
try {
  const report = await verifyStore()
  for (const [label, count] of [
    ["Mục nhật ký", report.auditEntries],
    ["Hồ sơ dựng lại từ nhật ký", report.replayed],
    ["Bản chụp thủ tục", report.snapshots],
    ["Bản danh mục đã chốt", report.editions],
    ["Tệp văn bản", report.documents],
    ["Bản ghi gửi các cổng", report.messages],
    ["Tệp đính kèm", report.attachments],
  ] as const)
    console.log(`${label}: ${formatNumber(count)}`)
  for (const finding of report.findings)
    console.log(`SAI  ${finding.check} · ${finding.where}: ${finding.message}`)
  console.log(
    report.ok ? "Kho dữ liệu toàn vẹn." : `Có ${formatNumber(report.findings.length)} chỗ không toàn vẹn.`,
  )
  process.exitCode = report.ok ? 0 : 1
} finally {
  await store.close()
}

/** `npm run verify:store [-- --data DIR]`: reads everything back; exit 1 when something does not hold, or there is no store. */
import { parseArgs } from "node:util"
import { formatNumber } from "#models/shared/numbers.ts"
import { readConfig } from "#workflows/config.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { openStoreToRead } from "#workflows/office-store.server.ts"
import { failWith } from "./command-line.ts"

try {
  const { values } = parseArgs({ options: { data: { type: "string" } } })
  const store = await openStoreToRead(
    readConfig({ ...process.env, ...(values.data ? { DATA_DIR: values.data } : {}) }),
  )
  try {
    process.exitCode = (await report()) ? 0 : 1
  } finally {
    await store.close()
  }
} catch (error) {
  failWith(error)
}

async function report(): Promise<boolean> {
  const found = await verifyStore()
  for (const [label, count] of [
    ["Mục nhật ký", found.auditEntries],
    ["Hồ sơ dựng lại từ nhật ký", found.replayed],
    ["Bản chụp thủ tục", found.snapshots],
    ["Bản danh mục đã chốt", found.editions],
    ["Tệp văn bản", found.documents],
    ["Bản ghi gửi các cổng", found.messages],
    ["Tệp đính kèm", found.attachments],
  ] as const)
    console.log(`${label}: ${formatNumber(count)}`)
  for (const finding of found.findings)
    console.log(`SAI  ${finding.check} · ${finding.where}: ${finding.message}`)
  console.log(
    found.ok ? "Kho dữ liệu toàn vẹn." : `Có ${formatNumber(found.findings.length)} chỗ không toàn vẹn.`,
  )
  return found.ok
}

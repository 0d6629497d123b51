/** `npm run verify:store [-- --data DIR]`: reads everything back; exit 1 when something does not hold, or there is no store. */
import { parseArgs } from "node:util"
import { systemClock } from "#models/shared/clock.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { findTrainingInstant } from "#models/training-clock/training-clock.repository.server.ts"
import { type Config, readConfig } from "#workflows/config.server.ts"
import { readAuthorities, withAuthority } from "#workflows/gateways/signing/authorities.server.ts"
import { ownAuthorityOf } from "#workflows/gateways/signing/own-authority.server.ts"
import { findStuck } from "#workflows/integrity/find-stuck.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { openStoreToRead } from "#workflows/office-store.server.ts"
import { failWith } from "./command-line.ts"

/** Of what is noted. */
const NAMED = 20

try {
  const { values } = parseArgs({ options: { data: { type: "string" } } })
  const config = readConfig({ ...process.env, ...(values.data ? { DATA_DIR: values.data } : {}) })
  const authorities = await knownAuthorities(config)
  const store = await openStoreToRead(config)
  try {
    process.exitCode = (await report(authorities)) ? 0 : 1
    await noteStuck((config.trainingMode ? await findTrainingInstant() : null) ?? systemClock.now())
  } finally {
    await store.close()
  }
} catch (error) {
  failWith(error)
}

async function knownAuthorities(config: Config) {
  return withAuthority(readAuthorities(config.trustedCertificates), await ownAuthorityOf(config))
}

async function report(authorities: Awaited<ReturnType<typeof knownAuthorities>>): Promise<boolean> {
  const found = await verifyStore(authorities)
  for (const [label, count] of [
    ["Mục nhật ký", found.auditEntries],
    ["Hồ sơ dựng lại từ nhật ký", found.replayed],
    ["Bản chụp thủ tục", found.snapshots],
    ["Bản danh mục đã chốt", found.editions],
    ["Tệp văn bản", found.documents],
    ["Bản ghi gửi các cổng", found.messages],
    ["Tệp đính kèm", found.attachments],
    ["Quyết định đã ký, đáng tin cậy", found.signatures.TRUSTED],
    ["Quyết định đã ký, chưa có ai bảo đảm cho người ký", found.signatures.UNVOUCHED],
  ] as const)
    console.log(`${label}: ${formatNumber(count)}`)
  for (const finding of found.findings)
    console.log(`SAI  ${finding.check} · ${finding.where}: ${finding.message}`)
  console.log(
    found.ok ? "Kho dữ liệu toàn vẹn." : `Có ${formatNumber(found.findings.length)} chỗ không toàn vẹn.`,
  )
  return found.ok
}

/** Not a fault of the store: what nobody may move on that day, and what to do about it. */
async function noteStuck(at: Date): Promise<void> {
  const stuck = await findStuck(at)
  if (stuck.length === 0) return
  console.log(`CHÚ Ý  Ngày ${formatDay(dayOf(at))}, không còn ai chuyển được: ${formatNumber(stuck.length)}.`)
  for (const { id, name, state, remedy } of stuck.slice(0, NAMED))
    console.log(`  ${id} · ${name} (${state}): ${remedy}`)
  if (stuck.length > NAMED) console.log(`  … và ${formatNumber(stuck.length - NAMED)} mục khác.`)
}

import { formatInstant } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { findOpenRecovery } from "#models/store-recovery/store-recovery.repository.server.ts"

/**
 * Rights to what cannot be taken back once done outside: numbers, signatures, seals, issue, sending to portals. `report.number` numbers,
 * seals and sends the consolidated report: twice under one number it would stand in two files of those who got it.
 */
const IRREVOCABLE: ReadonlySet<string> = new Set([
  "edition.submit",
  "edition.initial",
  "edition.sign",
  "edition.number",
  "edition.seal",
  "edition.issue",
  "delivery.run",
  "report.number",
  "report.sign",
])

/**
 * After a restore nothing irrevocable is done until the office has settled what happened after the backup.
 * @throws RuleBrokenError saying why and where to settle it
 */
export const assertRecoverySettled = async (action: string): Promise<void> => {
  if (!IRREVOCABLE.has(action)) return
  const recovery = await findOpenRecovery()
  if (!recovery) return
  throw new RuleBrokenError(
    `Dữ liệu vừa được phục hồi từ bản sao lưu lúc ${formatInstant(recovery.backupMadeAt)}; những việc làm sau lúc đó (số đã cấp, bản ghi đã gửi cổng) hệ thống không còn biết, nên chưa trình ký, ký, cấp số, đóng dấu, phát hành hay gửi cổng được. Văn thư hoặc quản trị đối chiếu ở trang «Sau phục hồi», rồi làm lại việc này.`,
  )
}

/** Whether sending to portals waits for a restore to be settled. */
export const isRecoveryOpen = async (): Promise<boolean> => (await findOpenRecovery()) !== null

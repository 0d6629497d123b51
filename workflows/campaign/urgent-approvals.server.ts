import { findUrgentApprovals } from "#models/registration/urgent.repository.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"

const NAMED = 5

/** What was approved without waiting and not confirmed yet, in a sentence; empty where nothing is. */
export const unconfirmedInWords = async (campaignId: string): Promise<string[]> => {
  const open = (await findUrgentApprovals(campaignId)).filter(({ isConfirmed }) => !isConfirmed)
  if (open.length === 0) return []
  const named = open
    .slice(0, NAMED)
    .map(({ serviceCode, procedureName }) => `${serviceCode} ${procedureName}`)
  const more = open.length > NAMED ? ` và ${formatNumber(open.length - NAMED)} dịch vụ khác` : ""
  return [
    `Còn ${formatNumber(open.length)} phê duyệt khẩn chưa có người thứ hai xác nhận: ${named.join("; ")}${more}. Người có quyền phê duyệt, khác người đã phê duyệt khẩn, mở từng đăng ký để xác nhận.`,
  ]
}

/** Nothing is submitted while a second yes is due. @throws RuleBrokenError naming what waits for it */
export const assertConfirmed = async (campaignId: string): Promise<void> => {
  const [why] = await unconfirmedInWords(campaignId)
  if (why) throw new RuleBrokenError(why)
}

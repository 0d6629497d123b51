import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { actInWords } from "#workflows/long-act/pieces.server.ts"
import type { Finding } from "./check-audit-chain.server.ts"

/** Long acts that are not finished: the office goes on with them by itself, but until then what they touch is half written. */
export const checkActs = async (): Promise<{ findings: Finding[] }> => ({
  findings: (await findLongActs()).map((act) => ({
    check: "Việc đang dở",
    where: act.campaignId,
    message: `${actInWords(act)} Khởi động hệ thống để làm tiếp, rồi kiểm tra lại.`,
  })),
})

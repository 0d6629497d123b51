import { countTakenUp, letWaitAgain } from "#models/register-change/register-change.repository.server.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { PIECE, type Piece } from "#workflows/long-act/pieces.server.ts"
import { reasonField } from "#workflows/step-fields.ts"
import { defineStep } from "../campaign-step.ts"
import { voidOwnNumber } from "../void-number.server.ts"

const REASON = reasonField("reason", "Lý do dừng đợt", "Ghi rõ lý do dừng đợt (ít nhất 5 ký tự).")
const CONFIRMED = {
  kind: "CONFIRMATION",
  name: "confirmed",
  label: "Dừng hẳn đợt này: không phát hành quyết định; hồ sơ đã lập được giữ nguyên.",
  missing: "Hãy xác nhận dừng đợt.",
} as const

/**
 * Ends a review that can or shall not come to an issued decision, with a reason: opened by mistake, or the decision it amends is
 * gone. What was registered, frozen, signed and numbered stays on file; a number that was given is not given again.
 */
export const stopCampaign = defineStep({
  intent: "stop",
  event: "campaign.stopped",
  permission: {
    action: "campaign.stop",
    label: "Dừng đợt rà soát chưa phát hành quyết định",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  label: "Dừng đợt",
  place: "SIDE",
  isGrave: true,
  fields: [REASON, CONFIRMED],
  preview: async (_, { campaign }) => {
    const counts = await countRegistrations(campaign.id)
    const total = counts.reduce((sum, { count }) => sum + count, 0)
    const approved = counts
      .filter(({ state }) => state === "approved")
      .reduce((sum, { count }) => sum + count, 0)
    const { numbered } = campaign.workflow.context
    return {
      says: [
        `Đợt có ${formatNumber(total)} phiếu đăng ký, trong đó ${formatNumber(approved)} đã phê duyệt. Mọi phiếu dừng ở chỗ đang làm, không đi tiếp được, vẫn xem được; các dịch vụ giữ mức độ đang có hiệu lực.`,
        ...(numbered
          ? [`Số ${numbered.number}/${numbered.symbol} đã cấp được ghi là đã hủy trong sổ, không cấp lại.`]
          : []),
      ],
    }
  },
  act: async (_, about, { reason }) => {
    const { id } = about.campaign
    const takenUp = await countTakenUp(id)
    return {
      event: { type: "campaign.stopped", reason },
      // What it had taken up waits for the next review again.
      ...(takenUp > 0
        ? {
            pieces: Array.from(
              { length: Math.ceil(takenUp / PIECE) },
              (): Piece => (session) => letWaitAgain(id, PIECE, session),
            ),
          }
        : {}),
      write: (session) => voidOwnNumber(about, reason, session),
    }
  },
})

import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"

/** What the freeze was asked to account for, a sentence each, as the Tờ trình gives it to the leader; none where nothing was. */
export const accountsOf = ({ workflow }: Pick<ReviewCampaign, "workflow">): string[] => {
  const { frozen } = workflow.context
  if (!frozen) return []
  const { leftOut, leftOutReason, withdrawal, urgent } = frozen
  return [
    ...(leftOut > 0
      ? [
          `Còn ${sayFigure("leftOutServices", leftOut)}, chưa đưa vào Danh mục. Lý do: ${ended(leftOutReason)}`,
        ]
      : []),
    ...(withdrawal
      ? [`Có ${sayFigure("withdrawnServices", withdrawal.count)}. Lý do: ${ended(withdrawal.reason)}`]
      : []),
    ...(urgent
      ? [
          `Có ${sayFigure("urgentServices", urgent.count)}, đã được người thứ hai xác nhận. Lý do: ${ended(urgent.reasons.join("; "))}`,
        ]
      : []),
  ]
}

const ended = (text: string): string => (/[.!?]$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`)

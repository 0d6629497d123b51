import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { HangsOn } from "./hangs-on.ts"

/** What hangs on a decision, a sentence each, to be read before it is recalled. `nameOf`: what a portal is called. */
export const hangingInWords = (
  { amendments, drafts, errata, messages }: HangsOn,
  nameOf: (target: string) => string,
): string[] => [
  "Gắn với quyết định này:",
  ...amendments.map(
    ({ number, day }) =>
      `– Điều chỉnh theo Quyết định số ${number} ngày ${formatDay(day)}: hết hiệu lực cùng quyết định này.`,
  ),
  ...drafts.map(
    ({ name, state }) =>
      `– Đợt «${name}» (${CAMPAIGN_STATE_LABELS[state].toLocaleLowerCase("vi")}): không phát hành được nếu còn sửa đổi hoặc nêu quyết định này.`,
  ),
  `– ${formatNumber(errata)} công văn đính chính.`,
  `– ${formatNumber(messages.total)} bản tin đã lập cho các cổng${
    messages.byTarget.length > 0
      ? ` (${messages.byTarget.map(({ target, count }) => `${nameOf(target)}: ${formatNumber(count)}`).join(", ")})`
      : ""
  }; các cổng sẽ được báo rút hoặc trả lại từng dịch vụ.`,
]

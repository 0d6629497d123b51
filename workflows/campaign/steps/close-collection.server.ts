import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { defineStep } from "../campaign-step.ts"

/** Ends the collecting of registrations; appraisal goes on with what was registered. */
export const closeCollection = defineStep({
  intent: "closeCollection",
  event: "collection.closed",
  permission: "campaign.run",
  label: "Khóa đăng ký, chuyển thẩm định",
  place: "BOARD",
  fields: [],
  preview: async (_, { campaign }) => {
    const counts = await countRegistrations(campaign.id)
    const sumOf = (of: string) =>
      counts.filter(({ state }) => state === of).reduce((sum, { count }) => sum + count, 0)
    const [drafting, awaiting, returned] = [sumOf("drafting"), sumOf("awaitingUnitHead"), sumOf("returned")]
    const open = drafting + awaiting + returned
    return {
      says: [
        open === 0
          ? "Mọi đơn vị đã đăng ký xong."
          : `Còn ${formatNumber(open)} dịch vụ ở các đơn vị (dự thảo ${formatNumber(drafting)}, chờ ký duyệt ${formatNumber(awaiting)}, trả lại ${formatNumber(returned)}).`,
        "Sau khi khóa, danh mục bước sang giai đoạn thẩm định.",
      ],
    }
  },
  act: async () => ({ event: { type: "collection.closed" } }),
})

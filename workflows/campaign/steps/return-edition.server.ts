import { reasonField } from "#workflows/step-fields.ts"
import { defineStep } from "../campaign-step.ts"
import { voidOwnNumber } from "../void-number.server.ts"

const REASON = reasonField("reason", "Lý do trả lại", "Ghi rõ lý do trả lại (ít nhất 5 ký tự).")

/** Sends the frozen edition back with a reason; what was frozen stays on file, a new draft follows. */
export const returnEdition = defineStep({
  intent: "return",
  event: "edition.returned",
  permission: {
    action: "edition.return",
    label: "Trả lại hồ sơ danh mục",
    roles: ["CHIEF_OF_OFFICE", "RECORDS_CLERK", "LEADER"],
    scope: "ANY_AGENCY",
  },
  label: "Trả lại để hoàn thiện",
  place: "SIDE",
  isGrave: true,
  fields: [REASON],
  preview: async (_, { campaign }) => {
    const { numbered } = campaign.workflow.context
    if (!numbered) return {}
    return {
      fields: [
        {
          ...REASON,
          description: `Số ${numbered.number}/${numbered.symbol} đã cấp được ghi là đã hủy trong sổ, không cấp lại.`,
        },
      ],
    }
  },
  act: async (_, about, { reason }) => ({
    event: { type: "edition.returned", reason },
    write: (session) => voidOwnNumber(about, reason, session),
  }),
})

import { reasonField } from "#workflows/step-fields.ts"
import { defineStep } from "../campaign-step.ts"

/** Recalls an issued decision (NĐ 30/2020 Điều 18(4)); the public page says so. */
export const recallEdition = defineStep({
  intent: "recall",
  event: "edition.recalled",
  permission: "edition.correct",
  label: "Thu hồi quyết định",
  place: "SIDE",
  isGrave: true,
  fields: [
    reasonField("reason", "Lý do thu hồi", "Ghi rõ lý do thu hồi (ít nhất 5 ký tự)."),
    {
      kind: "CONFIRMATION",
      name: "confirmed",
      label: "Thu hồi quyết định; trang công khai sẽ ghi rõ đã thu hồi.",
      missing: "Hãy xác nhận thu hồi quyết định.",
    },
  ],
  act: async (_, __, { reason }) => ({ event: { type: "edition.recalled", reason } }),
})

import { defineStep } from "../campaign-step.ts"

/** Keeps an issued and published edition as an archive copy; nothing of it changes. */
export const archiveEdition = defineStep({
  intent: "archive",
  event: "edition.archived",
  permission: "edition.correct",
  label: "Lưu trữ",
  place: "SIDE",
  fields: [],
  preview: async () => ({ says: ["Đưa vào lưu trữ: danh mục vẫn có hiệu lực, hồ sơ được giữ nguyên."] }),
  act: async () => ({ event: { type: "edition.archived" } }),
})

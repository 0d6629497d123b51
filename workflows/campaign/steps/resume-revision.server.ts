import { defineStep } from "../campaign-step.ts"

/** Takes a returned edition back to appraisal. */
export const resumeRevision = defineStep({
  intent: "resume",
  event: "revision.resumed",
  permission: "campaign.run",
  label: "Tiếp tục thẩm định",
  title: "Danh mục bị trả lại: tiếp tục thẩm định, hoàn thiện",
  place: "NEXT",
  fields: [],
  preview: async () => ({
    says: ["Hồ sơ trở lại thẩm định; sau khi hoàn thiện sẽ chốt thành một bản dự thảo mới."],
  }),
  act: async () => ({ event: { type: "revision.resumed" } }),
})

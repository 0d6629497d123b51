import { defineStep } from "../campaign-step.ts"
import { editionEffect } from "../edition-effect.server.ts"

/** The chief of office answers for the content (NĐ 30/2020 Điều 12(1)). */
export const checkContent = defineStep({
  intent: "checkContent",
  event: "content.checked",
  permission: {
    action: "edition.checkContent",
    label: "Kiểm tra nội dung",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  label: "Xác nhận kiểm tra nội dung",
  title: "Kiểm tra nội dung danh mục",
  place: "NEXT",
  fields: [
    { kind: "DIGEST", name: "digest" },
    {
      kind: "CONFIRMATION",
      name: "confirmed",
      label: "Tôi đã kiểm tra nội dung danh mục dưới đây và chịu trách nhiệm về nội dung.",
      description: "Điều 12 khoản 1 Nghị định số 30/2020/NĐ-CP",
      missing: "Hãy xác nhận đã kiểm tra nội dung.",
    },
  ],
  preview: async (d, { campaign, at }) => ({ effect: await editionEffect(d, campaign, at) }),
  act: async (_, __, { digest }) => ({ event: { type: "content.checked", digest } }),
})

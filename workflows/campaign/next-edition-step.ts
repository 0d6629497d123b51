import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { Action } from "#workflows/permissions.ts"

/** The next step of an edition and the permission it asks for. */
export type EditionStep = { campaignId: string; title: string; action: Action }

/** Whose turn it is with the catalogue of a campaign; null while registrations are collected, and after issue. */
export const nextEditionStep = (campaign: Pick<ReviewCampaign, "id" | "workflow">): EditionStep | null => {
  const { numberFirst, initials, initialled } = campaign.workflow.context
  const awaitsInitials = initials && !initialled && campaign.workflow.value === "submittedForSignature"
  const step = awaitsInitials ? INITIAL : stepIn(campaign.workflow.value, numberFirst)
  return step && { campaignId: campaign.id, ...step }
}

const INITIAL = { title: "Ký nháy quyết định", action: "edition.initial" } as const
const SIGN = { title: "Ký ban hành quyết định", action: "edition.sign" } as const
const NUMBER = { title: "Cấp số, ngày cho quyết định", action: "edition.number" } as const
const SEAL = { title: "Ký số cơ quan", action: "edition.seal" } as const

function stepIn(state: string, numberFirst: boolean): { title: string; action: Action } | null {
  switch (state) {
    case "appraising":
      return { title: "Tổng hợp, chốt danh mục khi thẩm định xong", action: "campaign.run" }
    case "returnedForRevision":
      return { title: "Danh mục bị trả lại: tiếp tục thẩm định, hoàn thiện", action: "campaign.run" }
    case "consolidated":
      return { title: "Kiểm tra nội dung danh mục", action: "edition.checkContent" }
    case "contentChecked":
      return { title: "Kiểm tra thể thức văn bản", action: "edition.checkForm" }
    case "formChecked":
      return { title: "Trình ký", action: "edition.submit" }
    case "submittedForSignature":
      return numberFirst ? NUMBER : SIGN
    case "signed":
      return numberFirst ? SEAL : NUMBER
    case "numbered":
      return numberFirst ? SIGN : SEAL
    case "sealed":
      return { title: "Phát hành quyết định", action: "edition.issue" }
    default:
      return null
  }
}

import type { CampaignContext } from "#models/campaign/context.ts"
import type { CampaignEventType } from "#models/campaign/events.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { CampaignStep } from "../campaign-step.ts"
import { checkContent } from "./check-content.server.ts"
import { checkForm } from "./check-form.server.ts"
import { submitForSignature } from "./submit-for-signature.server.ts"

type Recall = Pick<CampaignStep, "intent" | "permission" | "label"> & {
  event: Extract<CampaignEventType, "contentCheck.recalled" | "formCheck.recalled" | "submission.recalled">
  says: string
  /** Who took the step that is taken back. */
  takenBy(context: CampaignContext): string | undefined
}

/** One's own step taken back (rút lại) while the next person has not acted: the state itself says that nobody has. */
const recall = ({ says, takenBy, event, ...step }: Recall): CampaignStep => ({
  ...step,
  event,
  place: "SIDE",
  fields: [],
  notYet: ({ initialled }) =>
    event === "submission.recalled" && initialled
      ? "Văn bản đã được ký nháy; cần trả lại để hoàn thiện."
      : null,
  whyNot: ({ workflow }, actor: Actor) =>
    takenBy(workflow.context) === actor.id ? null : "Chỉ người đã làm bước này mới rút lại được.",
  preview: async () => ({ says: [says] }),
  act: async () => ({ event: { type: event } }),
})

export const recallContentCheck = recall({
  intent: "recallContentCheck",
  event: "contentCheck.recalled",
  permission: checkContent.permission,
  label: "Rút lại kiểm tra nội dung",
  says: "Danh mục trở lại bước kiểm tra nội dung; bản đã chốt giữ nguyên.",
  takenBy: ({ contentChecked }) => contentChecked?.by,
})

export const recallFormCheck = recall({
  intent: "recallFormCheck",
  event: "formCheck.recalled",
  permission: checkForm.permission,
  label: "Rút lại kiểm tra thể thức",
  says: "Danh mục trở lại bước kiểm tra thể thức; bản đã chốt giữ nguyên.",
  takenBy: ({ formChecked }) => formChecked?.by,
})

export const recallSubmission = recall({
  intent: "recallSubmission",
  event: "submission.recalled",
  permission: submitForSignature.permission,
  label: "Rút lại việc trình ký",
  says: "Danh mục trở lại trước khi trình; văn bản đã lập được giữ trong hồ sơ, lần trình sau lập văn bản và lấy số tờ trình mới.",
  takenBy: ({ submission }) => submission?.by,
})

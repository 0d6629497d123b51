import type { CampaignContext, CampaignInput } from "#models/campaign/context.ts"
import { CAMPAIGN_EVENT_LABELS, type CampaignEvent } from "#models/campaign/events.ts"
import { CAMPAIGN_SNAPSHOTS } from "#models/campaign/snapshot-versions.ts"
import { CAMPAIGN_STATE_LABELS, type CampaignState } from "#models/campaign/states.ts"
import type { Stamped } from "#models/shared/workflow.ts"
import type { Chart } from "#workflows/advance.ts"
import { campaignMachine } from "./machine.ts"

function whyRefused(context: CampaignContext, event: Stamped<CampaignEvent>): string | null {
  if ("digest" in event && context.frozen && event.digest !== context.frozen.digest)
    return "Danh mục đã được chốt lại sau khi bạn mở trang; hãy tải lại và kiểm tra bản mới."
  if (event.type === "form.checked" && context.contentChecked?.by === event.by)
    return "Người kiểm tra thể thức phải khác người kiểm tra nội dung."
  const awaitsInitials = context.initials && !context.initialled
  if (awaitsInitials && (event.type === "decision.signed" || event.type === "number.assigned"))
    return "Văn bản chưa được ký nháy. Người chịu trách nhiệm nội dung ký nháy trước."
  if (event.type === "decision.signed")
    return "Chỉ người được trình ký, còn giữ thẩm quyền vào ngày ký, mới được ký."
  return null
}

export const campaignChart: Chart<CampaignState, CampaignContext, CampaignEvent, CampaignInput> = {
  machine: campaignMachine,
  name: "campaign",
  snapshots: CAMPAIGN_SNAPSHOTS,
  noun: "danh mục",
  stateLabels: CAMPAIGN_STATE_LABELS,
  eventLabels: CAMPAIGN_EVENT_LABELS,
  whyRefused,
}

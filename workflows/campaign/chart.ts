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

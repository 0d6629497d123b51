import type { ClientSession } from "mongoose"
import { getCampaignState } from "#models/campaign/campaign.repository.server.ts"
import { CAMPAIGN_STATE_LABELS, type CampaignState } from "#models/campaign/states.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import type { Registration } from "#models/registration/registration.ts"
import { WorkflowRefusedError } from "#models/shared/errors.ts"

/** While the catalogue is drawn up, checked and signed its rows stand still: what is issued must be what was approved. */
const AT_WORK: readonly string[] = ["collecting", "appraising", "returnedForRevision"]
const BEFORE_SUBMISSION: readonly string[] = ["consolidated", "contentChecked", "formChecked"]
const ISSUED: readonly string[] = ["issued", "published", "archived"]

/** The state of every campaign these registrations belong to. */
export const statesOfCampaigns = async (
  registrations: readonly Registration[],
  session: ClientSession,
): Promise<Map<string, CampaignState>> => {
  const states = new Map<string, CampaignState>()
  for (const id of new Set(registrations.map(({ campaignId }) => campaignId)))
    states.set(id, await getCampaignState(id, session))
  return states
}

/** Whether units still answer and the office still appraises in a campaign of that state. */
export const isAtWork = (state: CampaignState): boolean => AT_WORK.includes(state)

/** Whether a campaign in that state still takes this event of one of its registrations; screens offer nothing else. */
export const campaignTakes = (event: RegistrationEvent["type"], state: CampaignState): boolean =>
  AT_WORK.includes(state) ||
  // A procedure may be repealed at any time after its service was announced.
  (event === "procedure.repealed" && ISSUED.includes(state)) ||
  // A second yes changes no row; it is due before the decision is submitted.
  (event === "approval.confirmed" && BEFORE_SUBMISSION.includes(state))

/** @throws WorkflowRefusedError when the campaign is past taking this event */
export const assertCampaignTakes = (event: RegistrationEvent, state: CampaignState | undefined): void => {
  if (state === undefined || campaignTakes(event.type, state)) return
  throw new WorkflowRefusedError(
    `Danh mục của đợt này ở trạng thái «${CAMPAIGN_STATE_LABELS[state]}» nên đăng ký không thay đổi được. Nếu cần sửa, đề nghị trả lại hồ sơ danh mục hoặc chờ đợt điều chỉnh.`,
    { machine: "campaign", state, event: event.type },
  )
}

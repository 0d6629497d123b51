import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { isIssuedState, isRunning } from "#models/campaign/deadlines.ts"
import {
  findRegistrations,
  type RegistrationRow,
} from "#models/registration/registration-list.repository.server.ts"
import { REGISTRATION_STATE_LABELS, type RegistrationState } from "#models/registration/states.ts"
import { dayOf } from "#models/shared/dates.ts"
import { type Actor, ROLE_LABELS } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { nextStepOf } from "#workflows/campaign/next-edition-step.server.ts"
import { CAMPAIGN_STEPS } from "#workflows/campaign/steps/index.server.ts"
import { whoMayTake } from "#workflows/campaign/who-may-move.ts"
import { isTurnOf } from "#workflows/campaign/why-not-take.ts"
import { ruleOf } from "#workflows/permissions.ts"
import { moversOf, WAITING_STATES } from "#workflows/registration/who-may-move.ts"
import { findOwnerless, type OwnerlessKind } from "./find-ownerless.server.ts"

/** Something open that nobody who works here today may move on or back, and what can be done about it, in Vietnamese. */
export type Stuck = {
  kind: "registration" | "campaign" | OwnerlessKind
  id: string
  /** The review it belongs to; empty where it belongs to none. */
  campaignId: string
  /** The procedure, the review, or what else it is. */
  name: string
  state: string
  remedy: string
}

/** Where registrations move; while the catalogue is drawn up and signed they stand still on purpose. */
const MOVING: readonly string[] = ["collecting", "appraising", "returnedForRevision"]
const PAGE = 500

/**
 * Who may move it today, asked of everything open: assignments valid on the day, role table and four eyes together. A store that
 * knows no users (a rehearsal) has nobody to ask for.
 */
export const findStuck = async (at: Date): Promise<Stuck[]> => {
  const staff = await staffOn(dayOf(at))
  if (staff.length === 0) return []
  const stuck: Stuck[] = []
  for (const campaign of (await findCampaigns()).filter(isRunning)) {
    stuck.push(...stuckEdition(campaign, staff, at))
    if (MOVING.includes(campaign.workflow.value))
      stuck.push(...(await stuckRegistrations(campaign.id, staff)))
  }
  return [...stuck, ...(await findOwnerless(staff, at))]
}

async function stuckRegistrations(campaignId: string, staff: readonly Actor[]): Promise<Stuck[]> {
  const movers = moversOf(staff)
  const stuck: Stuck[] = []
  for (let number = 1; ; number += 1) {
    const { rows } = await findRegistrations({ campaignId, states: WAITING_STATES }, { number, size: PAGE })
    stuck.push(...rows.filter((row) => movers(row).length === 0).map(toStuck))
    if (rows.length < PAGE) return stuck
  }
}

const IN_PLACE = "Chánh Văn phòng mở phiếu, chọn «Giải quyết thay» kèm lý do"
const REMEDIES: Partial<Record<RegistrationState, string>> = {
  drafting: "Quản trị hệ thống phân công chuyên viên cho đơn vị.",
  returned: "Quản trị hệ thống phân công chuyên viên cho đơn vị.",
  awaitingUnitHead: `${IN_PLACE}; hoặc phân công lãnh đạo khác của đơn vị, không phải người đã đề xuất.`,
  registered: `${IN_PLACE}; hoặc phân công thêm chuyên viên thẩm định, không phải người đã đề xuất.`,
  underAppraisal: `${IN_PLACE}; hoặc phân công thêm chuyên viên thẩm định, không phải người đã đề xuất.`,
  appraised: "Phân công thêm chuyên viên thẩm định, không phải người đã đề xuất, để phê duyệt hoặc trả lại.",
}

const toStuck = ({ id, campaignId, procedureName, workflow }: RegistrationRow): Stuck => ({
  kind: "registration",
  id,
  campaignId,
  name: procedureName,
  state: REGISTRATION_STATE_LABELS[workflow.value],
  remedy: REMEDIES[workflow.value] ?? "",
})

/** The step that leads a review on, where nobody may take it today. */
function stuckEdition(campaign: ReviewCampaign, staff: readonly Actor[], at: Date): Stuck[] {
  if (isIssuedState(campaign.workflow.value)) return []
  const step =
    nextStepOf(campaign) ?? CAMPAIGN_STEPS.find((one) => one.place === "BOARD" && isTurnOf(one, campaign))
  if (!step || whoMayTake(step, campaign, staff, at).length > 0) return []
  const whose =
    step.whoMay?.(campaign.workflow.context) ??
    ruleOf(step.permission)
      .roles.map((role) => ROLE_LABELS[role])
      .join("; ")
  return [
    {
      kind: "campaign",
      id: campaign.id,
      campaignId: campaign.id,
      name: campaign.name,
      state: `Chờ bước «${step.label}»`,
      remedy: `Việc của: ${whose}. Phân công người khác đủ quyền, không phải người đã làm bước trước nếu bước này phải do người khác làm; hoặc trả lại hồ sơ để lập lại.`,
    },
  ]
}

import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { REGISTRATION_EVENT_LABELS, type RegistrationEventType } from "#models/registration/events.ts"
import { getRegistration } from "#models/registration/registration.repository.server.ts"
import type { RegistrationState } from "#models/registration/states.ts"
import { formatDay } from "#models/shared/dates.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { phaseDaysIn } from "#workflows/clocks/campaign-clocks.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { campaignTakes } from "#workflows/registration/campaign-takes.server.ts"
import { assertMaySee } from "#workflows/registration/may-see.server.ts"
import { possibleEvents } from "#workflows/registration/possible-steps.ts"
import { REGISTRATION_STEPS, stepOf } from "#workflows/registration/steps/index.ts"
import type { RegistrationPageDependencies } from "./registration-page.server.ts"

/** What a person just did to which registration, who is next and until when, and the step that takes it back while it can be. */
export type WhatWasDone = {
  registrationId: string
  revision: number
  what: string
  which: string
  next: string
  /** `asks`: it has a form of its own to fill in first. */
  recall: { event: RegistrationEventType; label: string; asks: boolean } | null
}

type Next = { who: string; by: "registerBy" | "appraiseBy" | "announceBy" }

const NEXT: Partial<Record<RegistrationState, Next>> = {
  drafting: { who: "chuyên viên trả lời nốt rồi trình lãnh đạo đơn vị", by: "registerBy" },
  returned: { who: "chuyên viên của đơn vị hoàn thiện, trình lại", by: "registerBy" },
  awaitingUnitHead: { who: "lãnh đạo đơn vị ký duyệt", by: "registerBy" },
  registered: { who: "Văn phòng UBND cấp tỉnh thẩm định", by: "appraiseBy" },
  underAppraisal: { who: "người thẩm định kết luận", by: "appraiseBy" },
  consulting: { who: "đơn vị được hỏi trả lời", by: "appraiseBy" },
  appraised: { who: "người có thẩm quyền phê duyệt", by: "appraiseBy" },
  approved: { who: "đưa vào danh mục khi chốt", by: "announceBy" },
}

/** Null where there is nothing this person may see of it. */
export const whatWasDone = async (
  d: RegistrationPageDependencies,
  input: { registrationId: string; event: RegistrationEventType | null; actor: Actor },
): Promise<WhatWasDone | null> => {
  const { registrationId, event, actor } = input
  if (event === null) return null
  try {
    const registration = await getRegistration(registrationId)
    await assertMaySee(d, actor, registration)
    const campaign = await getCampaign(registration.campaignId)
    const days = phaseDaysIn(await clockLedger(d, campaign.id), campaign)
    const next = NEXT[registration.workflow.value]
    const possible = possibleEvents(registration, actor).filter((one) =>
      campaignTakes(one, campaign.workflow.value),
    )
    // A remark hands nothing over: there is nothing of it to take back.
    const isHandOver = stepOf(event)?.place !== "REMARK"
    const recall = REGISTRATION_STEPS.find(
      (step) => isHandOver && step.isRecall && possible.includes(step.event),
    )
    return {
      registrationId,
      revision: registration.revision,
      what: REGISTRATION_EVENT_LABELS[event],
      which: `«${registration.procedureName}» (${registration.serviceCode})`,
      next: next ? `${next.who}, hạn ${formatDay(days[next.by])}` : "không còn việc nào trong đợt này",
      recall: recall ? { event: recall.event, label: recall.label, asks: recall.fields.length > 0 } : null,
    }
  } catch (error) {
    if (isOfficeError(error)) return null
    throw error
  }
}

import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { findMessages } from "#models/outbox/outbox.repository.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { assignNumber } from "#workflows/campaign/steps/assign-number.server.ts"
import { checkContent } from "#workflows/campaign/steps/check-content.server.ts"
import { checkForm } from "#workflows/campaign/steps/check-form.server.ts"
import { closeCollection } from "#workflows/campaign/steps/close-collection.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { sealDecision } from "#workflows/campaign/steps/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { submitForSignature } from "#workflows/campaign/steps/submit-for-signature.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { resendMessage } from "#workflows/delivery/resend-message.server.ts"
import type { BusyOffice } from "./busy-office.server.ts"

export type DecisionDays = Record<
  "freeze" | "checkContent" | "checkForm" | "submit" | "sign" | "issue",
  IsoDay
>

const LEADER = "phochutich"

export const closeCollecting = async ({ d, who }: BusyOffice, campaignId: string): Promise<void> => {
  await takeStep(d, closeCollection, { campaignId, actor: await who("thamdinh.thu") })
}

/** From the approved registrations to the issued decision, each step on its day by who is there to take it. */
export const decide = async (
  { office: { d, who, goTo } }: { office: BusyOffice },
  campaignId: string,
  { days, leftOutReason }: { days: DecisionDays; leftOutReason: string },
): Promise<void> => {
  const by = async (personId: string) => ({ campaignId, actor: await who(personId) })
  await goTo(days.freeze)
  const { workflow } = await takeStep(d, consolidateEdition, { ...(await by("thamdinh.thu")), leftOutReason })
  const digest = workflow.context.frozen?.digest ?? ""
  await goTo(days.checkContent)
  await takeStep(d, checkContent, { ...(await by("chanhvanphong")), digest })
  await goTo(days.checkForm)
  await takeStep(d, checkForm, { ...(await by("vanthu")), digest })
  await goTo(days.submit)
  await takeStep(d, submitForSignature, { ...(await by("chanhvanphong")), signatoryId: LEADER })
  await goTo(days.sign)
  await takeStep(d, signDecision, await by(LEADER))
  await takeStep(d, assignNumber, await by("vanthu"))
  await takeStep(d, sealDecision, await by("vanthu"))
  await goTo(days.issue)
  const dayReason = "Văn thư chờ nơi nhận xác nhận bản giấy nên phát hành muộn."
  await takeStep(d, issueDecision, {
    ...(await by("vanthu")),
    ...(days.issue > days.sign ? { dayReason } : {}),
  })
}

/** `658/QĐ-UBND`. */
export const decisionNumberOf = async (campaignId: string): Promise<string> => {
  const { numbered } = (await getCampaign(campaignId)).workflow.context
  return numbered ? `${numbered.number}/${numbered.symbol}` : ""
}

/** Records a portal would not have are sent again, once somebody has looked. */
export const resendRejected = async ({ d, who }: BusyOffice, editionId: string): Promise<void> => {
  const actor = await who("thamdinh.son")
  for (const status of ["rejected", "parked"] as const)
    for (const { id } of (await findMessages({ editionId, status, pageSize: 500 })).messages)
      await resendMessage(d, { messageId: id, reason: "Đã đối chiếu mã với cổng, gửi lại.", actor })
}

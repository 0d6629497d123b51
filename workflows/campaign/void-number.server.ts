import type { ClientSession } from "mongoose"
import { voidNumber } from "#models/document-number/document-number.repository.server.ts"
import { actorInWords } from "#models/shared/workflow.ts"
import type { StepAt } from "./campaign-step.ts"

/** What a step that undoes a numbered decision writes: its number stands as cancelled in the register. Nothing without one. */
export const voidOwnNumber = async (
  { campaign, actor, at }: StepAt,
  reason: string,
  session: ClientSession,
): Promise<void> => {
  const { numbered } = campaign.workflow.context
  if (!numbered) return
  const voided = { number: numbered.number, editionId: campaign.id, at, byName: actorInWords(actor), reason }
  await voidNumber(numbered, voided, session)
}

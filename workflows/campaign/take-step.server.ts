import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { endLongAct } from "#models/long-act/long-act.repository.server.ts"
import type { LongAct } from "#models/long-act/long-act.ts"
import { isOfficeError, WorkflowRefusedError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { beginAct, giveUpAct, writePieces } from "#workflows/long-act/pieces.server.ts"
import { waysToAct } from "#workflows/permissions.ts"
import type { StepField, StepValues } from "#workflows/step-fields.ts"
import type { StepAt, StepTaken, StepWith } from "./campaign-step.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { assertMoves, assertSeen, type CampaignCommand, moveCampaign } from "./move-campaign.server.ts"
import { whyNotTake } from "./why-not-take.ts"

/**
 * Takes one official step for a person: permission, revision, whether it may be taken, what it prepares; then state, audit
 * entry and the step's own writes in one transaction. A step on more documents than that should write is written in pieces
 * before, which nobody reads until the last.
 * @throws ForbiddenError (with its audit line), ConcurrentEditError, WorkflowRefusedError, NotFoundError, and what the step throws
 */
export const takeStep = async <Fields extends readonly StepField[]>(
  d: CampaignDependencies,
  step: StepWith<Fields>,
  command: CampaignCommand & StepValues<Fields>,
): Promise<ReviewCampaign> => {
  const { campaignId, revision, actor: asker, ...values } = command
  const first = await authorise(d, asker, step.permission, { kind: "campaign", id: campaignId })
  const campaign = await getCampaign(campaignId)
  await assertSeen(campaign, revision)
  const at = d.clock.now()
  const fits = (way: Actor) => whyNotTake(step, campaign, way, at) === null
  const actor = waysToAct(asker, step.permission).find(fits) ?? first
  const about = { campaign, actor, at }
  return act(d, step, about, values as unknown as StepValues<Fields>, "BEGINNING")
}

/** Goes on with a step that was left behind in the middle, as the one who asked for it and on the day it was asked. */
export const resumeStep = async <Fields extends readonly StepField[]>(
  d: CampaignDependencies,
  step: StepWith<Fields>,
  { campaignId, by, at, input }: LongAct,
): Promise<ReviewCampaign> =>
  act(
    d,
    step,
    { campaign: await getCampaign(campaignId), actor: by, at },
    input as StepValues<Fields>,
    "GOING_ON",
  )

async function act<Fields extends readonly StepField[]>(
  d: CampaignDependencies,
  step: StepWith<Fields>,
  about: StepAt,
  values: StepValues<Fields>,
  which: "BEGINNING" | "GOING_ON",
): Promise<ReviewCampaign> {
  const { campaign, actor, at } = about
  const why = whyNotTake(step, campaign, actor, at)
  if (why !== null)
    throw new WorkflowRefusedError(why, {
      machine: "campaign",
      state: campaign.workflow.value,
      event: step.event,
    })
  const taken = await step.act(d, about, values)
  const { pieces, assertBegins, ...rest } = taken
  const move = { campaignId: campaign.id, revision: campaign.revision, actor, at, ...rest }
  if (!pieces) return moveCampaign(d, move)
  const begun = await d.store.inTransaction(async (session) => {
    await assertMoves(d, { ...move, beginning: true }, session)
    if (which === "BEGINNING") await assertBegins?.(session)
    const asked = {
      campaignId: campaign.id,
      kind: step.intent,
      by: actor,
      at,
      input: { ...values } as Record<string, unknown>,
    }
    return beginAct(d, asked, session)
  })
  return lastPiece(d, begun, move, { ...taken, isHidden: step.isHidden ?? false })
}

/** Writes the pieces, then makes them visible. What is refused on the way and seen by nobody is given up. */
async function lastPiece(
  d: CampaignDependencies,
  begun: LongAct,
  move: Parameters<typeof moveCampaign>[1],
  { pieces = [], isHidden, seenTurn: seen, write }: StepTaken & { isHidden: boolean },
): Promise<ReviewCampaign> {
  const { seenTurn: _, ...onward } = move
  try {
    await writePieces(d, begun, pieces)
    return await moveCampaign(d, {
      ...onward,
      token: begun.token,
      // Beginning took a turn of its own.
      ...(seen === undefined || !isHidden ? {} : { seenTurn: seen + 1 }),
      write: async (session, moved) => {
        await write?.(session, moved)
        await endLongAct(begun, session)
      },
    })
  } catch (error) {
    if (isHidden && isOfficeError(error)) await giveUpAct(d, begun)
    throw error
  }
}

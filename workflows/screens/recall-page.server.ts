import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import {
  RECALL_OUTCOME_LABELS,
  RECALL_OUTCOMES,
  type RecallOutcome,
} from "#models/campaign/recall-outcome.ts"
import { type ActEffect, actEffect } from "#models/catalogue-edition/figures/act-effect.ts"
import { decisionOf } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import type { EditionDependencies } from "#workflows/campaign/dependencies.ts"
import { formerOf } from "#workflows/campaign/hangs-on.ts"
import { openOffersOf } from "#workflows/campaign/offers.server.ts"
import { recallEffect } from "#workflows/campaign/recall-effect.server.ts"
import { keepsServices } from "#workflows/delivery/service-contents.ts"

/** What one outcome of a recall comes to. `follows`: null where there is nothing to choose. */
type RecallOutcomeEffect = { follows: RecallOutcome | null; label: string; effect: ActEffect }

type Asked = { editionId: string; actor: Actor }

/**
 * What can be done about an issued decision that is not right: amend, correct or recall it, each with what it comes to beforehand.
 * @throws NotFoundError for one that was not issued, ForbiddenError
 */
export const getAfterIssuePage = async (d: EditionDependencies, { editionId, actor }: Asked) => {
  await authorise(d, actor, "edition.view", { kind: "campaign", id: editionId })
  const campaign = await getCampaign(editionId)
  const { outcomes, decision, portals } = await outcomesOf(d, editionId)
  const offers = await openOffersOf(d, { campaign, actor, at: d.clock.now() })
  const offerOf = (intent: string) => offers.others.find((offer) => offer.intent === intent) ?? null
  return {
    campaign: {
      id: campaign.id,
      name: campaign.name,
      year: campaign.year,
      revision: campaign.revision,
      digest: campaign.workflow.context.frozen?.digest ?? "",
    },
    decision,
    erratum: offerOf("erratum"),
    recall: offerOf("recall"),
    outcomes,
    portals,
  }
}
export type AfterIssuePage = Awaited<ReturnType<typeof getAfterIssuePage>>

/** The services one outcome touches, for a file. @throws NotFoundError, ForbiddenError */
export const getRecallLists = async (
  d: EditionDependencies,
  { editionId, actor, follows }: Asked & { follows: RecallOutcome | null },
): Promise<ActEffect> => {
  await authorise(d, actor, "edition.view", { kind: "campaign", id: editionId })
  const { outcomes } = await outcomesOf(d, editionId)
  const found = outcomes.find((one) => one.follows === follows) ?? outcomes[0]
  if (!found) throw new NotFoundError("Quyết định chưa phát hành nên không thu hồi được.")
  return found.effect
}

async function outcomesOf(d: EditionDependencies, editionId: string) {
  const issued = await findIssuedEditions()
  const edition = issued.find((one) => one.editionId === editionId)
  if (!edition)
    throw new NotFoundError(
      "Quyết định của danh mục này chưa phát hành: chưa có gì để điều chỉnh, đính chính, thu hồi.",
    )
  const at = d.clock.now()
  const choices = formerOf(edition, issued, dayOf(at)) ? RECALL_OUTCOMES : [null]
  const outcomes: RecallOutcomeEffect[] = []
  for (const follows of edition.recalled ? [] : choices) {
    const { changes } = await recallEffect(edition, issued, { follows: follows ?? undefined, reason: "", at })
    const label = follows ? RECALL_OUTCOME_LABELS[follows] : "Thu hồi quyết định này"
    outcomes.push({ follows, label, effect: actEffect(changes) })
  }
  const targets = await d.reference.portalTargetsOn(dayOf(at))
  return {
    outcomes,
    decision: decisionOf(edition),
    portals: targets.filter(keepsServices).map(({ name }) => name),
  }
}

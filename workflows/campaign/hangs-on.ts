import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { isIssuedState } from "#models/campaign/deadlines.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import { annualOf, editionsInForceOn, isRecalledOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import { decisionOf, type IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import type { DeliveryCount } from "#models/outbox/outbox.repository.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"

/** What stands on an issued decision and would be touched by its recall. */
export type HangsOn = {
  /** Amendments in force that fall with it, oldest first. */
  amendments: DecisionReference[]
  errata: number
  /** Reviews on their way that amend it, or are to replace it. */
  drafts: { id: string; name: string; state: CampaignState }[]
  messages: { total: number; byTarget: { target: string; count: number }[] }
  /** The annual decision that comes back if the recall says so; null when none can, or this one is not in force. */
  former: DecisionReference | null
}

/** What hangs on a decision, to be seen before it is recalled. Pure. */
export const whatHangsOn = (input: {
  edition: IssuedEdition
  issued: readonly IssuedEdition[]
  campaigns: readonly Pick<ReviewCampaign, "id" | "name" | "kind" | "workflow">[]
  messages: readonly DeliveryCount[]
  today: IsoDay
}): HangsOn => {
  const { edition, issued, campaigns, messages, today } = input
  const former = formerOf(edition, issued, today)
  return {
    amendments: edition.kind === "ANNUAL" ? amendmentsOf(edition, issued, today).map(decisionOf) : [],
    errata: edition.errata.length,
    drafts: campaigns
      .filter(({ workflow }) => isOnItsWay(workflow.value))
      .filter((one) => hangsOn(one, edition, issued, today))
      .map(({ id, name, workflow }) => ({ id, name, state: workflow.value })),
    messages: {
      total: messages.reduce((sum, { count }) => sum + count, 0),
      byTarget: [...Map.groupBy(messages, ({ target }) => target)].map(([target, ofTarget]) => ({
        target,
        count: ofTarget.reduce((sum, { count }) => sum + count, 0),
      })),
    },
    former: former && decisionOf(former),
  }
}

/** The annual edition that would be in force if the recall of this one brought the former back; null when none would. */
export const formerOf = (
  edition: IssuedEdition,
  issued: readonly IssuedEdition[],
  today: IsoDay,
): IssuedEdition | null => {
  if (editionsInForceOn(issued, today)?.base.editionId !== edition.editionId) return null
  const at = new Date(`${today}T00:00:00+07:00`).toISOString()
  const undone = issued.map((one) =>
    one.editionId === edition.editionId
      ? { ...one, recalled: { at, reason: "", follows: "FORMER_RETURNS" as const } }
      : one,
  )
  return editionsInForceOn(undone, today)?.base ?? null
}

const amendmentsOf = (annual: IssuedEdition, issued: readonly IssuedEdition[], today: IsoDay) =>
  issued
    .filter((one) => one.kind === "AMENDMENT" && !isRecalledOn(one, today))
    .filter((one) => annualOf(one, issued)?.editionId === annual.editionId)
    .sort((a, b) => a.year - b.year || a.sequence - b.sequence)

const isOnItsWay = (state: CampaignState): boolean => !isIssuedState(state) && state !== "stopped"

function hangsOn(
  { kind, workflow }: Pick<ReviewCampaign, "kind" | "workflow">,
  edition: IssuedEdition,
  issued: readonly IssuedEdition[],
  today: IsoDay,
): boolean {
  if (kind === "ANNUAL") return editionsInForceOn(issued, today)?.base.editionId === edition.editionId
  const amended = issued.find(({ editionId }) => editionId === workflow.context.amends)
  if (!amended) return false
  const annual = annualOf(edition, issued)
  return annual !== null && annualOf(amended, issued)?.editionId === annual.editionId
}

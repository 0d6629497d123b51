import { findLegalRegimes, getLegalRegime } from "#models/legal-regime/legal-regime.repository.server.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { RegimeProposalContext } from "#models/regime-proposal/context.ts"
import type { RegimeProposalEvent } from "#models/regime-proposal/events.ts"
import {
  findRegimeProposals,
  getRegimeProposal,
} from "#models/regime-proposal/regime-proposal.repository.server.ts"
import { packOf, type RegimeProposal } from "#models/regime-proposal/regime-proposal.ts"
import type { RegimeProposalState } from "#models/regime-proposal/states.ts"
import { findDecidedUnder } from "#models/registration/decided.repository.server.ts"
import { dayOf, isValidOn } from "#models/shared/dates.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { takes } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { causeText } from "#workflows/regimes/cause-words.ts"
import { regimeProposalChart } from "#workflows/regimes/chart.ts"
import { type ClauseDifference, compareRegimes } from "#workflows/regimes/compare-regimes.ts"
import { regimeEffects } from "#workflows/regimes/regime-effects.ts"

const SUBJECT = { kind: "regime", id: "*" } as const
const LATEST = 20

/** Every pack with its days, and the proposals on their way. @throws ForbiddenError */
export const getRegimeList = async (
  d: OfficeDependencies,
  actor: Actor,
): Promise<{
  regimes: (Pick<LegalRegime, "id" | "name" | "validFrom" | "validTo"> & { isInForce: boolean })[]
  proposals: { id: string; name: string; validFrom: string; state: RegimeProposalState }[]
  mayPropose: boolean
}> => {
  await authorise(d, actor, "regime.view", SUBJECT)
  const today = dayOf(d.clock.now())
  const [regimes, proposals] = await Promise.all([findLegalRegimes(), findRegimeProposals(LATEST)])
  return {
    regimes: regimes
      .map(({ id, name, validFrom, validTo }) => ({
        id,
        name,
        validFrom,
        validTo,
        isInForce: isValidOn({ validFrom, validTo }, today),
      }))
      .reverse(),
    proposals: proposals.map((proposal) => ({
      id: proposal.id,
      name: packOf(proposal).name,
      validFrom: packOf(proposal).validFrom,
      state: proposal.workflow.value,
    })),
    mayPropose: isAllowed(actor, "regime.propose"),
  }
}

/** One pack in full. @throws NotFoundError, ForbiddenError */
export const getRegimePage = async (
  d: OfficeDependencies,
  { regimeId, actor }: { regimeId: string; actor: Actor },
): Promise<{ regime: LegalRegime; mayPropose: boolean }> => {
  await authorise(d, actor, "regime.view", { kind: "regime", id: regimeId })
  return { regime: await getLegalRegime(regimeId), mayPropose: isAllowed(actor, "regime.propose") }
}

/** A service whose decision would not stand, in words. */
type EffectLine = {
  id: string
  serviceCode: string
  procedureName: string
  before: string
  after: string
  causes: string[]
  isAnnounced: boolean
}

/** Effects drawn at once; the rest is counted. */
const SHOWN_EFFECTS = 200

export type RegimeProposalPage = {
  proposal: Omit<RegimeProposal, "workflow"> & { state: RegimeProposalState }
  pack: LegalRegime
  replaced: Pick<LegalRegime, "id" | "name">
  context: Pick<RegimeProposalContext, "submitted" | "approved" | "reasons">
  names: Record<string, string>
  differences: ClauseDifference[]
  decided: number
  effects: { total: number; shown: EffectLine[] }
  may: Record<"save" | "submit" | "withdraw" | "approve" | "return", boolean>
}

/** A proposed pack, what it changes clause by clause, and which stored decisions would not stand. @throws NotFoundError, ForbiddenError */
export const getRegimeProposalPage = async (
  d: OfficeDependencies,
  { proposalId, actor }: { proposalId: string; actor: Actor },
): Promise<RegimeProposalPage> => {
  await authorise(d, actor, "regime.view", { kind: "regime", id: proposalId })
  const { workflow, ...proposal } = await getRegimeProposal(proposalId)
  const pack = packOf({ workflow })
  const replaced = await getLegalRegime(proposal.replaces)
  const decided = await findDecidedUnder(replaced.id)
  const byId = new Map(decided.map((one) => [one.id, one]))
  const effects = regimeEffects(decided, replaced, pack)
  const { submitted, approved, reasons, authors } = workflow.context
  const people = await findUsers([
    ...authors,
    ...[submitted, approved, ...reasons].flatMap((one) => (one ? [one.by] : [])),
  ])
  // Two people: who wrote a pack does not decide on it.
  const isOwn = authors.includes(actor.id)
  const may = (right: "regime.propose" | "regime.approve", type: RegimeProposalEvent["type"]) =>
    isAllowed(actor, right) &&
    takes(regimeProposalChart, workflow, type) &&
    (right === "regime.propose" || !isOwn)
  return {
    proposal: { ...proposal, state: workflow.value },
    pack,
    replaced: { id: replaced.id, name: replaced.name },
    context: { submitted, approved, reasons },
    names: Object.fromEntries(people.map(({ id, fullName }) => [id, fullName])),
    differences: compareRegimes(replaced, pack),
    decided: decided.length,
    effects: {
      total: effects.length,
      shown: effects.slice(0, SHOWN_EFFECTS).flatMap(({ id, before, after, causes }) => {
        const one = byId.get(id)
        if (!one) return []
        return [
          {
            id,
            serviceCode: one.serviceCode,
            procedureName: one.procedureName,
            before: SERVICE_LEVEL_LABELS[before],
            after: SERVICE_LEVEL_LABELS[after],
            causes: causes.map((cause) => causeText(cause, pack)),
            isAnnounced: one.isAnnounced,
          },
        ]
      }),
    },
    may: {
      save: isAllowed(actor, "regime.propose") && workflow.value === "drafting",
      submit: may("regime.propose", "pack.submitted"),
      withdraw: may("regime.propose", "pack.withdrawn"),
      approve: may("regime.approve", "pack.approved"),
      return: may("regime.approve", "pack.returned"),
    },
  }
}

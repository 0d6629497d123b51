import { lacksArticle, packClauseCitation } from "#models/legal-basis/citation.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import {
  moveRegistrations,
  type RegistrationDependencies,
  type RegistrationMove,
} from "#workflows/registration/move-registrations.server.ts"
import type { OfficeStaff } from "./office-staff.ts"

/** A registration the use-case refused, with the reason it gave. */
export type RefusedMove = { registrationId: string; reason: string }

/**
 * Proposes for every drafted registration what the rules suggest, submitted by the specialist of its agency. Where nobody found
 * the article of a partial service, the pack's own clause is printed with the act as the record names it; no article is guessed
 * and no decision that announced a procedure is cited. What is doubtful is answered as a person would who finds the suggestion right:
 * each criterion by the specialist, whose name stands beside it.
 */
export const proposeByRules = async (
  d: RegistrationDependencies,
  input: {
    campaignId: string
    staff: Pick<OfficeStaff, "specialistOf">
    registrations?: Registration[]
  },
): Promise<RefusedMove[]> => {
  const registrations =
    input.registrations ?? (await findAllRegistrations(input.campaignId, ["drafting", "returned"]))
  const ids = new Set(registrations.map(({ suggestion }) => suggestion.regimeId))
  const regimes = new Map(await Promise.all([...ids].map(async (id) => [id, await d.getRegime(id)] as const)))
  return moveByAgency(
    { ...d, takesPackClause: true },
    registrations,
    input.staff.specialistOf,
    ({ suggestion }) => ({
      type: "proposal.submitted",
      proposal: withPackClause(proposalConfirming(suggestion), regimes.get(suggestion.regimeId)),
    }),
  )
}

/** Lets the people of each agency move its registrations, agency by agency, in order of id. */
export const moveByAgency = async (
  d: RegistrationDependencies,
  registrations: Registration[],
  personOf: (agencyId: string) => Actor,
  eventFor: (registration: Registration) => RegistrationEvent,
): Promise<RefusedMove[]> => {
  const byAgency = Map.groupBy(registrations, (registration) => registration.agencyId)
  const refused: RefusedMove[] = []
  for (const [agencyId, own] of [...byAgency].sort(([a], [b]) => (a < b ? -1 : 1)))
    refused.push(
      ...(await moveAll(
        d,
        own.map((registration) => ({ registrationId: registration.id, event: eventFor(registration) })),
        personOf(agencyId),
      )),
    )
  return refused
}

/** Moves by one person; gives back what was refused. */
export const moveAll = async (
  d: RegistrationDependencies,
  moves: RegistrationMove[],
  actor: Actor,
): Promise<RefusedMove[]> => {
  const outcomes = await moveRegistrations(d, { moves, actor })
  return outcomes.flatMap((outcome) =>
    outcome.ok ? [] : [{ registrationId: outcome.registrationId, reason: reasonOf(outcome.error) }],
  )
}

const reasonOf = (error: unknown): string => (isOfficeError(error) ? error.message : String(error))

function withPackClause(proposal: Proposal, regime: LegalRegime | undefined): Proposal {
  if (proposal.level !== "PARTIAL" || !lacksArticle(proposal.citation)) return proposal
  const reason = regime?.partialReasons.find((one) => one.reason === proposal.partialReason)
  return reason ? { ...proposal, citation: packClauseCitation(reason.basis, proposal.citation) } : proposal
}

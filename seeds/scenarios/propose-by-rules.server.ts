import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { proposalFromSuggestion } from "#workflows/classification/proposal-from-suggestion.ts"
import {
  moveRegistrations,
  type RegistrationDependencies,
  type RegistrationMove,
} from "#workflows/registration/move-registrations.server.ts"
import type { OfficeStaff } from "./office-staff.ts"

/** A registration the use-case refused, with the reason it gave. */
export type RefusedMove = { registrationId: string; reason: string }

/**
 * Proposes for every drafted registration what the rules suggest, submitted by the specialist of its agency. Where a record
 * names no sector law to cite for a partial service, the decision that announced the procedure is cited and the note says so.
 */
export const proposeByRules = async (
  d: RegistrationDependencies,
  input: { campaignId: string; staff: OfficeStaff; registrations?: Registration[] },
): Promise<RefusedMove[]> => {
  const registrations =
    input.registrations ?? (await findAllRegistrations(input.campaignId, ["drafting", "returned"]))
  const announcedBy = new Map(
    (await findCurrentSnapshots()).map(({ code, procedure }) => [code, procedure.announcementDecision]),
  )
  return moveByAgency(d, registrations, input.staff.specialistOf, (registration) => ({
    type: "proposal.submitted",
    proposal: withCitation(
      proposalFromSuggestion(registration.suggestion),
      announcedBy.get(registration.procedureCode),
    ),
  }))
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

const withCitation = (proposal: Proposal, announcementDecision: string | undefined): Proposal =>
  proposal.level !== "PARTIAL" || proposal.citation !== "" || !announcementDecision
    ? proposal
    : {
        ...proposal,
        citation: `Quyết định công bố ${announcementDecision}`,
        note: "Hồ sơ quốc gia chưa nêu văn bản luật chuyên ngành; tạm dẫn quyết định công bố thủ tục.",
      }

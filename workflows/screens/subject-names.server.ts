import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { findWebsites, getReference } from "#models/reference/reference.repository.server.ts"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { agencyNames, type RegistrationListDependencies } from "./registration-list.server.ts"

type Subject = AuditEntry["subject"]

/** What things of the log are called by people: procedure, campaign, person, unit …; missing for what has no name of its own. */
export const subjectNames = async (
  d: Pick<RegistrationListDependencies, "reference" | "clock">,
  subjects: readonly Subject[],
): Promise<(subject: Subject) => string | null> => {
  const idsOf = (kind: string) => [...new Set(subjects.flatMap((one) => (one.kind === kind ? [one.id] : [])))]
  const [registrations, campaigns, users, agencies, templates, websites] = await Promise.all([
    findRegistrationsByIds(idsOf("registration")),
    findCampaigns(),
    findUsers([...idsOf("user"), ...idsOf("unitSheet")]),
    agencyNames(d),
    getReference("documentTemplates"),
    findWebsites(),
  ])
  const campaign = new Map(campaigns.map(({ id, name }) => [id, name]))
  const person = new Map(users.map(({ id, fullName }) => [id, fullName]))
  const service = new Map(
    registrations.map(({ id, procedureName, serviceCode }) => [id, `${procedureName} (${serviceCode})`]),
  )
  const named: Record<string, (id: string) => string | undefined> = {
    registration: (id) => service.get(id),
    campaign: (id) => campaign.get(id),
    user: (id) => person.get(id),
    unitSheet: (id) => person.get(id),
    // Of a campaign and a unit.
    unitReturn: (id) => {
      const [of = "", agencyId = ""] = id.split(":")
      return agencies.has(agencyId) ? `${agencies.get(agencyId)}, ${campaign.get(of) ?? of}` : undefined
    },
    template: (id) => templates.find((one) => one.id === id)?.name,
    website: (id) => websites.findLast((one) => one.id === id)?.name,
    procedure: (id) => id,
    province: (id) => id,
  }
  return ({ kind, id }) => named[kind]?.(id) ?? null
}

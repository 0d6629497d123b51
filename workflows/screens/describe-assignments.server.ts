import { findAgencies, getAgency } from "#models/agency/agency.repository.server.ts"
import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import { type Actor, ROLE_LABELS } from "#models/shared/workflow.ts"

type Held = Actor["assignments"]

/** The roles and agencies of a person in words of the day: `Chuyên viên – Sở Tư pháp`; empty when nothing is held. */
export const describeAssignments = async (held: Held, day: IsoDay): Promise<string> => {
  const agencies: Agency[] = []
  for (const id of new Set(held.map(({ agencyId }) => agencyId))) {
    const agency = await getAgency(id).catch((error: unknown) => {
      // A role may name an agency that reference data does not hold yet: the screen shows its id.
      if (isOfficeError(error) && error.code === "NOT_FOUND") return null
      throw error
    })
    if (agency) agencies.push(agency)
  }
  return inWords(held, agencies, day)
}

/** The same for many people at once, in their order. */
export const describeManyAssignments = async (people: readonly Held[], day: IsoDay): Promise<string[]> => {
  const agencies = await findAgencies()
  return people.map((held) => inWords(held, agencies, day))
}

const inWords = (held: Held, agencies: readonly Agency[], day: IsoDay): string =>
  [
    ...new Set(
      held.map(({ role, agencyId, delegated }) => {
        const agency = agencies.find(({ id }) => id === agencyId)
        const label = ROLE_LABELS[role]
        const name = agency ? agencyNameOn(agency, day) : agencyId
        // Some roles say their office themselves: "Chánh Văn phòng UBND cấp tỉnh".
        const what = label.includes("UBND cấp tỉnh") ? label : `${label} – ${name}`
        return delegated ? `${what} (thay ${delegated.name})` : what
      }),
    ),
  ].join(" · ")

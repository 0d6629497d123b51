import { getDelegation } from "#models/delegation/delegation.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { makeDelegation } from "#workflows/delegation/make-delegation.server.ts"
import { stepDelegation } from "#workflows/delegation/step-delegation.server.ts"
import type { Absence } from "./absences.ts"
import type { BusyOffice } from "./busy-office.server.ts"

/** Has the work of who is away from today on done by their deputies, each delegation made and agreed to by the people it needs. */
export const beginAbsences = async (office: BusyOffice, absences: readonly Absence[]): Promise<void> => {
  for (const one of absences) if (one.from === office.today()) await begin(office, one)
}

async function begin({ d, today }: BusyOffice, absence: Absence): Promise<void> {
  const { principalId, deputyId, role, agencyId, from, to, document, reason } = absence
  // Made on the way out: whoever goes is still there to ask for it.
  const staff = await staffOn(today())
  const person = (id: string): Actor => {
    const found = staff.find((actor) => actor.id === id)
    if (!found) throw new Error(`nobody is called ${id}`)
    return found
  }
  const id = await makeDelegation(d, {
    draft: {
      principalId,
      deputyId,
      grants: [{ role, agencyId }],
      areas: null,
      from,
      to,
      document,
      reason,
      position: "",
    },
    actor: person(absence.madeBy),
  })
  if (absence.agreedBy === null) return
  const { revision } = await getDelegation(id)
  await stepDelegation(d, {
    id,
    revision,
    type: "delegation.agreed",
    reason: "",
    actor: person(absence.agreedBy),
  })
}

import type { ClientSession } from "mongoose"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { findSignOffs } from "#models/registration/sign-offs.repository.server.ts"
import { placeOf, type ReturnPlace, sentIn } from "#models/unit-return/return-standing.ts"
import { findParts } from "#models/unit-return/unit-return.repository.server.ts"
import type { ReturnPart } from "#models/unit-return/unit-return.ts"

export type UnitReturn = {
  /** Where each registration of the unit is, by its id. */
  places: Map<string, ReturnPlace>
  parts: ReturnPart[]
}

/** Every unit's return in a campaign, or one unit's. */
export const readReturns = async (
  about: { campaignId: string; agencyId?: string },
  session: ClientSession | null = null,
): Promise<Map<string, UnitReturn>> => {
  const signOffs = await findSignOffs(about, session)
  const parts = await findParts(about, session)
  const sent = sentIn(parts)
  const returns = new Map<string, UnitReturn>()
  for (const one of signOffs) {
    const unit = returns.get(one.agencyId) ?? { places: new Map<string, ReturnPlace>(), parts: [] }
    unit.places.set(one.id, placeOf(one, sent))
    returns.set(one.agencyId, unit)
  }
  // A unit that was merged away has sent what another now holds.
  for (const part of parts) {
    const unit = returns.get(part.agencyId) ?? { places: new Map<string, ReturnPlace>(), parts: [] }
    unit.parts.push(part)
    returns.set(part.agencyId, unit)
  }
  return returns
}

/** Ids at a place, in order. */
export const idsAt = ({ places }: Pick<UnitReturn, "places">, ...wanted: ReturnPlace[]): string[] =>
  [...places].filter(([, place]) => wanted.includes(place)).map(([id]) => id)

/** What is signed off and has no letter yet. */
export const findUnsent = async (
  unit: UnitReturn | undefined,
  session: ClientSession | null = null,
): Promise<Registration[]> => (unit ? findRegistrationsByIds(idsAt(unit, "UNSENT"), session) : [])

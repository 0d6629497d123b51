import type { Agency } from "#models/agency/agency.ts"
import type { KnownUnit, PlanKnowledge } from "#workflows/plan-reading/plan-knowledge.ts"
import { readNation } from "../../nation/nation.ts"
import { AGENCIES } from "../agencies.ts"
import { ABBREVIATIONS, PHRASES, UNIT_EXPRESSIONS } from "./words.ts"

const namesOf = (agencies: readonly Agency[]): KnownUnit[] => {
  const nameById = new Map(agencies.map(({ id, names }) => [id, names.at(-1)?.name ?? null]))
  return agencies.flatMap(({ names, successorIds: [successor] }) =>
    names.map(({ name, shortName, validFrom, validTo }) => ({
      name,
      shortName,
      validFrom,
      validTo,
      successor: successor ? (nameById.get(successor) ?? null) : null,
    })),
  )
}

/** What plans are held against where no office has a directory of its own: the usual units of 2023 and of today's provinces. */
export const planKnowledge = (): PlanKnowledge => {
  const nation = readNation()
  const today = nation.provinces.flatMap((province) =>
    nation.agenciesOf(province).map(({ name, shortName }) => ({
      name,
      shortName,
      validFrom: nation.since,
      validTo: null,
      successor: null,
    })),
  )
  const unique = new Map(
    [...namesOf(AGENCIES), ...today].map((unit) => [`${unit.name}|${unit.validFrom}`, unit]),
  )
  return {
    units: [...unique.values()],
    expressions: UNIT_EXPRESSIONS,
    phrases: PHRASES,
    abbreviations: ABBREVIATIONS,
    placeNames: [
      ...new Set(nation.provinces.flatMap(({ name, formedFrom }) => [name, ...formedFrom])),
    ].filter((name) => name.includes(" ")),
  }
}

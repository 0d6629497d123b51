import type { Agency } from "#models/agency/agency.ts"
import type { PlanWord } from "#models/reference/unit-expression.ts"
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

const placeNames = (): string[] =>
  [...new Set(readNation().provinces.flatMap(({ name, formedFrom }) => [name, ...formedFrom]))].filter(
    (name) => name.includes(" "),
  )

/** The words a store keeps to hold the spelling of plans against. */
export const planWords = (): PlanWord[] => [
  ...PHRASES.map((text) => ({ kind: "PHRASE" as const, text })),
  ...ABBREVIATIONS.map((text) => ({ kind: "ABBREVIATION" as const, text })),
  ...placeNames().map((text) => ({ kind: "PLACE" as const, text })),
]

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
    placeNames: placeNames(),
  }
}

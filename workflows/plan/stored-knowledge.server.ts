import { findAgencies } from "#models/agency/agency.repository.server.ts"
import type { Agency } from "#models/agency/agency.ts"
import { findPlanWords, findUnitExpressions } from "#models/reference/reference.repository.server.ts"
import type { KnownUnit, PlanKnowledge } from "#workflows/plan-reading/plan-knowledge.ts"

/** What plans are held against: the office's own directory, and the words it keeps. */
export const storedKnowledge = async (): Promise<PlanKnowledge> => {
  const words = await findPlanWords()
  const of = (kind: (typeof words)[number]["kind"]) =>
    words.filter((word) => word.kind === kind).map(({ text }) => text)
  return {
    units: unitsOf(await findAgencies()),
    expressions: await findUnitExpressions(),
    phrases: of("PHRASE"),
    abbreviations: of("ABBREVIATION"),
    placeNames: of("PLACE"),
  }
}

const unitsOf = (agencies: readonly Agency[]): KnownUnit[] => {
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

import { NAMED_COUNTS } from "#models/indicator/named-count.ts"
import type { ReadIndicator } from "./evaluate.ts"
import type { PeriodFacts } from "./period-facts.ts"

/** The units an indicator can be told of apart: whose rows it counts. A group stands for its units where rows are the group's. */
export const unitsOf = (facts: PeriodFacts, indicator: Pick<ReadIndicator, "read">): string[] => {
  const froms = new Set(indicator.read.names.map((name) => NAMED_COUNTS[name].from))
  const found = new Set<string>()
  const add = (rows: readonly { unitId: string }[]) => {
    for (const { unitId } of rows) if (unitId !== "") found.add(unitId)
  }
  if (froms.has("USAGE")) add(facts.usage)
  else {
    if (froms.has("REGISTER")) add(facts.procedures)
    if (froms.has("CATALOGUE") || froms.has("DELIVERY")) add(facts.catalogue ?? [])
    if (froms.has("DELIVERY")) add(facts.publications)
    if (froms.has("DECISIONS")) add(facts.announced)
    if (froms.has("PLAN")) add(facts.tasks ?? [])
    if (froms.has("REMARKS")) add(facts.remarks)
  }
  return [...found].sort()
}

import { highestLevel } from "#models/catalogue-edition/figures/row-lists.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import type { CatalogueFact, OfUnit, PeriodFacts, ProcedureRow } from "./period-facts.ts"

/** The own records in a figure of one unit or the province, put together as the counts ask for them. */
export type UnitFacts = PeriodFacts & {
  proceduresByCode: ProcedureRow[][]
  /** Procedures of the catalogue with the level of their highest service within these rows. */
  catalogueByCode: { level: ServiceLevel; first: CatalogueFact; rows: CatalogueFact[] }[] | null
}

/** Puts the own records of a period by unit (null: the province), once for all that is asked of it; the order of rows stays. */
export const factsByUnit = (facts: PeriodFacts): ((unitId: string | null) => UnitFacts) => {
  const procedures = rowsByUnit(facts.procedures)
  const catalogue = facts.catalogue && rowsByUnit(facts.catalogue)
  const announced = rowsByUnit(facts.announced)
  const publications = rowsByUnit(facts.publications)
  const tasks = facts.tasks && rowsByUnit(facts.tasks)
  const remarks = rowsByUnit(facts.remarks)
  const known = new Map<string | null, UnitFacts>([[null, withCodes(facts)]])
  return (unitId) => {
    const found = known.get(unitId)
    if (found || unitId === null) return found as UnitFacts
    const own = withCodes({
      ...facts,
      procedures: procedures(unitId),
      catalogue: catalogue?.(unitId) ?? null,
      announced: announced(unitId),
      publications: publications(unitId),
      tasks: tasks?.(unitId) ?? null,
      remarks: remarks(unitId),
    })
    known.set(unitId, own)
    return own
  }
}

const withCodes = (facts: PeriodFacts): UnitFacts => ({
  ...facts,
  proceduresByCode: byCode(facts.procedures),
  catalogueByCode:
    facts.catalogue &&
    byCode(facts.catalogue).map((rows) => ({
      level: highestLevel(rows.map(({ level }) => level)),
      first: rows[0] as CatalogueFact,
      rows,
    })),
})

const byCode = <Row extends { code: string }>(rows: readonly Row[]): Row[][] => {
  const groups = new Map<string, Row[]>()
  for (const row of rows) addTo(groups, row.code, row)
  return [...groups.values()]
}

/** As `Map.groupBy` does, whose groups of one row take much more room than the row. */
function addTo<Row>(groups: Map<string, Row[]>, key: string, row: Row): void {
  const known = groups.get(key)
  if (known) known.push(row)
  else groups.set(key, [row])
}

/** Rows by whose they are, in their order: a group's row is a row of each of its units too. Put together when a unit is first asked. */
export function rowsByUnit<Row extends Pick<OfUnit, "unitId"> & Partial<OfUnit>>(
  rows: readonly Row[],
): (unitId: string) => Row[] {
  let byUnit: Map<string, Row[]> | null = null
  return (unitId) => {
    byUnit ??= groupedByUnit(rows)
    return byUnit.get(unitId) ?? []
  }
}

function groupedByUnit<Row extends Pick<OfUnit, "unitId"> & Partial<OfUnit>>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const byUnit = new Map<string, Row[]>()
  for (const row of rows) {
    addTo(byUnit, row.unitId, row)
    for (const member of row.members ?? []) if (member !== row.unitId) addTo(byUnit, member, row)
  }
  return byUnit
}

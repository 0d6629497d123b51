import type { Agency } from "#models/agency/agency.ts"
import type { UnitExpression } from "#models/reference/unit-expression.ts"
import { type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { bare, expressionsIn, insteadOn, isOn, unitKey } from "#workflows/plan-reading/match-units.ts"

export type Directory = { agencies: readonly Agency[]; expressions: readonly UnitExpression[] }

/** The units that a plan's words name on a day, and those of its words nobody can say who that is. */
export type Expanded = { agencyIds: string[]; vague: string[] }

const called = new WeakMap<readonly Agency[], Map<string, Agency[]>>()

/** Agencies by every name they had or have, short ones too: a plan asks for them some hundred times in one go. */
function agenciesCalled(agencies: readonly Agency[]): Map<string, Agency[]> {
  const known = called.get(agencies)
  if (known) return known
  const byName = new Map<string, Agency[]>()
  for (const agency of agencies) {
    const keys = new Set(agency.names.flatMap(({ name, shortName }) => [unitKey(name), unitKey(shortName)]))
    for (const key of keys) byName.set(key, [...(byName.get(key) ?? []), agency])
  }
  called.set(agencies, byName)
  return byName
}

/**
 * «Các Sở, Ban, ngành», «UBND các huyện, thành phố», «Sở Thông tin và Truyền thông» as the units there are on a day: a group by what
 * stands for it then, a unit that has ended by who took it over. Each once, in the order in which they are named.
 */
export const expandUnits = (
  names: readonly string[],
  { agencies, expressions }: Directory,
  day: IsoDay,
): Expanded => {
  const found = new Set<string>()
  const vague: string[] = []
  for (const written of names) {
    const ids = idsOf(bare(written))
    if (ids.length === 0) vague.push(written)
    for (const id of ids) found.add(id)
  }
  return { agencyIds: [...found], vague }

  function idsOf(unit: string): string[] {
    const groups = expressionsIn(unit, expressions)
    if (groups) return groups.flatMap(({ expression }) => membersOf(expression))
    const same = agenciesCalled(agencies).get(unitKey(unit)) ?? []
    const there = same.find((agency) => isValidOn(agency, day))
    return there ? [there.id] : [...new Set(same.flatMap((agency) => heirsOf(agency)))]
  }

  function membersOf(expression: UnitExpression): string[] {
    if (!isOn(expression, day)) {
      const instead = insteadOn(expression, expressions, day)
      const next = expressions.find((one) => one.expression === instead)
      return next && isOn(next, day) ? membersOf(next) : []
    }
    return agencies
      .filter((agency) => expression.kinds.includes(agency.kind) && isValidOn(agency, day))
      .map(({ id }) => id)
  }

  /** Who does on the day what the agency did, over as many changes as there were. */
  function heirsOf(agency: Agency, seen: readonly string[] = []): string[] {
    if (isValidOn(agency, day)) return [agency.id]
    if (seen.includes(agency.id)) return []
    return agency.successorIds
      .flatMap((id) => agencies.filter((one) => one.id === id))
      .flatMap((next) => heirsOf(next, [...seen, agency.id]))
  }
}

import { type AgencyKind, agencyNameOn } from "#models/agency/agency.ts"
import { INDICATOR_SCALES } from "#models/indicator/indicator.ts"
import { targetFor } from "#models/indicator/indicator-target.ts"
import { findIndicators, findIndicatorTargets } from "#models/reference/reference.repository.server.ts"
import { findReferenceChanges } from "#models/reference-change/reference-change.repository.server.ts"
import { dayOf, isValidOn } from "#models/shared/dates.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { namesOf, readOfficeData } from "#workflows/administration/office-data.server.ts"
import {
  ownTargets,
  quartersOf,
  SEEN,
  TARGET_TABLE,
  targetsInForm,
} from "#workflows/administration/set-targets.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { type ChangeLine, lineOf, OPEN } from "./administration-pages.server.ts"

/** `unit`: a unit, `*` what is common to all, empty every unit; `indicator`: one, or empty for all of one unit. */
export type TargetsQuery = { indicator: string; unit: string; year: number; page: number }

/** A line of the table: an indicator at a unit over the quarters of the year. */
export type TargetsLine = {
  indicatorId: string
  indicator: string
  scale: string
  unitId: string
  unit: string
  seen: string
  /** Its own target of each quarter, as a field holds it. */
  values: string[]
  /** What counts where it has none of its own; empty: nothing. */
  common: string[]
}

/** Rows of the table at once: what a person fills in at one go. */
const TARGET_ROWS = 25
const COMMON = "*"
/** Those of a few before those of many. */
const FIRST_KINDS: readonly AgencyKind[] = ["PROVINCIAL_OFFICE", "DEPARTMENT", "DISTRICT_COMMITTEE"]
/** Who is measured: everybody who handles procedures of the province. */
const NOT_MEASURED: readonly AgencyKind[] = ["PEOPLE_COMMITTEE", "CENTRAL_BRANCH"]

/** Targets per unit and quarter of a year, to be looked at and, by whoever may, filled in. @throws ForbiddenError */
export const getTargetsPage = async (
  d: OfficeDependencies,
  { actor, query }: { actor: Actor; query: TargetsQuery },
) => {
  await authorise(d, actor, "indicator.view", { kind: "indicator", id: "*" })
  const today = dayOf(d.clock.now())
  const year = query.year || Number(today.slice(0, 4))
  const quarters = quartersOf(year)
  const last = quarters[3]?.to ?? today
  const office = await readOfficeData(today)
  const indicators = (await findIndicators()).filter(
    (one) => one.periods.includes("QUARTER") && quarters.some(({ to }) => isValidOn(one, to)),
  )
  const named = new Map(indicators.map((one) => [one.id, one]))
  const rank = (kind: AgencyKind) => FIRST_KINDS.length - FIRST_KINDS.toReversed().indexOf(kind)
  const units = [...office.agencies.values()]
    .filter((one) => !NOT_MEASURED.includes(one.kind) && quarters.some(({ to }) => isValidOn(one, to)))
    .map((one) => ({
      id: one.id,
      name: agencyNameOn(one, [today, last].sort()[0] ?? last),
      rank: rank(one.kind),
    }))
    .sort((one, other) => one.rank - other.rank || compareVietnamese(one.name, other.name))
    .map(({ id, name }) => ({ id, name }))
  const everyUnit = [{ id: COMMON, name: "Chung cho tỉnh và mọi đơn vị không đặt riêng" }, ...units]
  const isOneUnit = everyUnit.some(({ id }) => id === query.unit)
  const asked = named.get(query.indicator) ?? (isOneUnit ? null : (indicators[0] ?? null))
  const shownIndicators = asked ? [asked] : [...named.values()]
  const shownUnits = isOneUnit ? everyUnit.filter(({ id }) => id === query.unit) : everyUnit
  const pairs = shownUnits.flatMap((unit) => shownIndicators.map((indicator) => ({ unit, indicator })))
  const targets = await findIndicatorTargets()
  const line = ({ unit, indicator }: (typeof pairs)[number]): TargetsLine => {
    const unitId = unit.id === COMMON ? null : unit.id
    const values = targetsInForm(ownTargets(targets, { indicatorId: indicator.id, unitId }), quarters)
    return {
      indicatorId: indicator.id,
      indicator: indicator.name,
      scale: INDICATOR_SCALES[indicator.scale],
      unitId: unit.id,
      unit: unit.name,
      seen: values.join(SEEN),
      values,
      common: quarters.map(({ to }) => {
        const found = unitId === null ? null : targetFor(targets, indicator.id, null, to)
        return found ? String(found.value).replace(".", ",") : ""
      }),
    }
  }
  const first = (query.page - 1) * TARGET_ROWS
  const names = namesOf(office)
  return {
    year,
    years: yearsAround(today, year),
    quarters: quarters.map(({ id, label }) => ({ id, label })),
    indicators: [...named.values()].map(({ id, name }) => ({ id, name: `${id} ${name}` })),
    indicator: asked && { id: asked.id, name: asked.name, scale: INDICATOR_SCALES[asked.scale] },
    units: everyUnit,
    unit: isOneUnit ? (everyUnit.find(({ id }) => id === query.unit) ?? null) : null,
    rows: pairs.slice(first, first + TARGET_ROWS).map(line),
    total: pairs.length,
    page: query.page,
    pageSize: TARGET_ROWS,
    open: (await findReferenceChanges({ states: OPEN, table: TARGET_TABLE })).map(
      (change): ChangeLine => lineOf(change, names),
    ),
    maySet: isAllowed(actor, "indicator.setTargets"),
  }
}

export type TargetsPage = Awaited<ReturnType<typeof getTargetsPage>>

/** The years that may be chosen: the last three, and the next. */
function yearsAround(today: string, chosen: number): number[] {
  const now = Number(today.slice(0, 4))
  const years = [now - 2, now - 1, now, now + 1]
  return years.includes(chosen) ? years : [chosen, ...years]
}

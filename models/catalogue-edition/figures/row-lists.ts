import { isOnlineLevel, SERVICE_LEVEL_RANK, type ServiceLevel } from "#models/shared/levels.ts"
import type { CarriedEntry } from "../catalogue-edition.ts"
import { type FigureName, PROCEDURE_FIGURES, SERVICE_FIGURES } from "./figures.ts"

/** What of a row decides where it counts. */
export type CountedRow = Pick<CarriedEntry, "level"> & {
  procedure: Pick<CarriedEntry["procedure"], "code">
  agency: Pick<CarriedEntry["agency"], "id">
  field: Pick<CarriedEntry["field"], "code">
}

/** The level of a procedure is its highest service's, as the national scoring counts it. */
export const highestLevel = (levels: Iterable<ServiceLevel>): ServiceLevel =>
  [...levels].reduce<ServiceLevel>(
    (highest, level) => (SERVICE_LEVEL_RANK[level] > SERVICE_LEVEL_RANK[highest] ? level : highest),
    "NOT_PROVIDED",
  )

/** One thing counted: a service by its row, a procedure, agency or field by all of its rows. */
export type Counted<Row> = { id: string; rows: Row[] }

export const ROW_FIGURES = [
  "services",
  "onlineServices",
  ...Object.values(SERVICE_FIGURES),
  "procedures",
  "onlineProcedures",
  ...Object.values(PROCEDURE_FIGURES),
  "agencies",
  "fields",
] as const satisfies FigureName[]
export type RowFigure = (typeof ROW_FIGURES)[number]

/** The list behind every count of a set of rows. Rows are in no list that its count leaves out, and in each that counts them. */
export const rowListsOf = <Row extends CountedRow>(
  rows: readonly Row[],
): Record<RowFigure, Counted<Row>[]> => {
  const lists = Object.fromEntries(ROW_FIGURES.map((name) => [name, []])) as unknown as Record<
    RowFigure,
    Counted<Row>[]
  >
  for (const [place, row] of rows.entries()) {
    const one = { id: String(place), rows: [row] }
    lists.services.push(one)
    lists[SERVICE_FIGURES[row.level]].push(one)
    if (isOnlineLevel(row.level)) lists.onlineServices.push(one)
  }
  for (const one of grouped(rows, ({ procedure }) => procedure.code)) {
    const level = highestLevel(one.rows.map((row) => row.level))
    lists.procedures.push(one)
    lists[PROCEDURE_FIGURES[level]].push(one)
    if (isOnlineLevel(level)) lists.onlineProcedures.push(one)
  }
  lists.agencies = grouped(rows, ({ agency }) => agency.id)
  lists.fields = grouped(rows, ({ field }) => field.code)
  return lists
}

const grouped = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Counted<Row>[] =>
  [...Map.groupBy(rows, keyOf)].map(([id, ofOne]) => ({ id, rows: ofOne }))

export type RowFigures = Record<RowFigure, number>

/** Every count of a set of rows, by name. */
export const rowFiguresOf = (rows: readonly CountedRow[]): RowFigures => {
  const lists = rowListsOf(rows)
  return Object.fromEntries(ROW_FIGURES.map((name) => [name, lists[name].length])) as RowFigures
}

import type { CarriedEdition, CarriedEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import {
  CATALOGUE_CHANGES,
  CHANGE_FIGURES,
  changeCountsOf,
} from "#models/catalogue-edition/figures/change-lists.ts"
import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { ADMIN_LEVEL_IN_TEXT, countInWords } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { rowFiguresOf } from "#models/catalogue-edition/figures/row-lists.ts"
import { totalsOf } from "#models/catalogue-edition/figures/totals.ts"
import {
  ADMIN_LEVELS,
  type AdminLevel,
  PARTIAL_REASON_LABELS,
  PARTIAL_REASONS,
  SERVICE_LEVEL_LABELS,
  SERVICE_LEVELS,
  type ServiceLevel,
} from "#models/shared/levels.ts"
import { formatCount, formatNumber } from "#models/shared/numbers.ts"
import type { Column, Table } from "./document-layout.ts"

/** Millimetres of each level's column: the longest word of its name decides. With the columns before them they fill 160. */
const LEVEL_WIDTHS: Record<ServiceLevel, number> = {
  FULL: 17,
  PARTIAL: 17,
  INFORMATION_ONLY: 25,
  NOT_PROVIDED: 21,
}

/**
 * Services per level of government and agency: the table of the Tờ trình (decision-layout.md §12). Every level has its
 * column, so that a row adds up to its total.
 */
export const figuresTable = ({ entries }: CarriedEdition): Table => ({
  columns: [
    { heading: "TT", width: 12, align: "center" },
    { heading: "Cơ quan, đơn vị", width: 50, align: "left" },
    { heading: "Tổng số dịch vụ công", width: 18, align: "center" },
    ...SERVICE_LEVELS.map(
      (level): Column => ({
        heading: SERVICE_LEVEL_LABELS[level],
        width: LEVEL_WIDTHS[level],
        align: "center",
      }),
    ),
  ],
  rows: [
    ...ADMIN_LEVELS.flatMap((adminLevel) => rowsAt(entries, adminLevel)),
    { kind: "total", cells: ["", "Tổng cộng", ...countsOf(entries)] },
  ],
})

function rowsAt(entries: CarriedEntry[], adminLevel: AdminLevel): Table["rows"] {
  const here = entries.filter((entry) => entry.adminLevel === adminLevel)
  if (here.length === 0) return []
  const agencies = Map.groupBy(here, (entry) => entry.agency.name)
  return [
    { kind: "total", cells: ["", labelOf(adminLevel), ...countsOf(here)] },
    ...[...agencies].map(([name, rows], index) => ({
      kind: "item" as const,
      cells: [String(index + 1), name, ...countsOf(rows)],
    })),
  ]
}

const labelOf = (adminLevel: AdminLevel): string => {
  const text = ADMIN_LEVEL_IN_TEXT[adminLevel]
  return text.charAt(0).toLocaleUpperCase("vi") + text.slice(1)
}

const countsOf = (rows: CarriedEntry[]): string[] => {
  const { entries, levels } = totalsOf(rows)
  return [entries, ...SERVICE_LEVELS.map((level) => levels[level])].map(formatNumber)
}

/** `12 dịch vụ công bổ sung mới, 03 dịch vụ công nâng mức độ, …` against the edition before. */
export const changesInText = (edition: CarriedEdition): string => {
  const counts = changeCountsOf(edition)
  return CATALOGUE_CHANGES.map(
    (change) => `${formatCount(counts[change])} ${FIGURES[CHANGE_FIGURES[change]].noun}`,
  ).join(", ")
}

/** One line per reason why services are partial, with its count; empty when none are. */
export const partialReasonsInText = ({ entries }: CarriedEdition): string[] =>
  PARTIAL_REASONS.map((reason) => ({
    reason,
    count: rowFiguresOf(entries.filter(({ partialReason }) => partialReason === reason)).partialServices,
  }))
    .filter(({ count }) => count > 0)
    .map(
      ({ reason, count }) =>
        `${PARTIAL_REASON_LABELS[reason]}: ${countInWords(count)} ${FIGURES.partialServices.noun}`,
    )

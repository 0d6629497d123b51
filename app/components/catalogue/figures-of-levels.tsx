import type { EditionTotals } from "#models/catalogue-edition/catalogue-edition.ts"
import { FIGURES, PROCEDURE_FIGURES, SERVICE_FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import {
  ADMIN_LEVEL_LABELS,
  ADMIN_LEVELS,
  type AdminLevel,
  SERVICE_LEVEL_LABELS,
  SERVICE_LEVELS,
  type ServiceLevel,
} from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { CatalogueFigures } from "#workflows/screens/edition-heading.ts"
import type { Column } from "../data-table.tsx"

/** Where a count leads: the list behind it. */
export type LinkToList = (filter: { adminLevel?: AdminLevel; level?: ServiceLevel }) => string

type Row = { adminLevel: AdminLevel | null; label: string; counts: Record<ServiceLevel, number> }
type LevelTable<R> = { rows: R[]; columns: Column<R>[]; rowKey: (row: R) => string }

/** Services per level of government and level of service, with sums both ways; every level has its column. */
export const servicesByLevel = (
  totals: Pick<EditionTotals, "levels" | "byAdminLevel">,
  linkTo?: LinkToList,
): LevelTable<Row> => {
  const shown = (count: number, row: Row, level?: ServiceLevel) =>
    linkTo && count > 0 ? (
      <a
        href={linkTo({
          ...(row.adminLevel ? { adminLevel: row.adminLevel } : {}),
          ...(level ? { level } : {}),
        })}
        aria-label={`${formatNumber(count)} dịch vụ: ${row.label}${level ? `, ${SERVICE_LEVEL_LABELS[level]}` : ""}`}
      >
        {formatNumber(count)}
      </a>
    ) : (
      formatNumber(count)
    )
  return {
    rows: [
      ...ADMIN_LEVELS.map((adminLevel) => ({
        adminLevel,
        label: ADMIN_LEVEL_LABELS[adminLevel],
        counts: totals.byAdminLevel[adminLevel],
      })).filter(({ counts }) => sum(counts) > 0),
      { adminLevel: null, label: "Tổng số", counts: totals.levels },
    ],
    rowKey: (row) => row.label,
    columns: [
      { key: "adminLevel", header: "Cấp thực hiện", isRowHeader: true, cell: (row) => row.label },
      ...SERVICE_LEVELS.map((level) => ({
        key: level,
        header: SERVICE_LEVEL_LABELS[level],
        align: "end" as const,
        cell: (row: Row) => shown(row.counts[level], row, level),
      })),
      {
        key: "sum",
        header: "Cộng",
        align: "end",
        cell: (row) => <strong>{shown(sum(row.counts), row)}</strong>,
      },
    ],
  }
}

/** Each procedure once, at the level of its highest service. */
export const proceduresByLevel = (
  figures: CatalogueFigures,
): LevelTable<{ label: string; count: number }> => ({
  rows: [
    ...SERVICE_LEVELS.map((level) => ({
      label: SERVICE_LEVEL_LABELS[level],
      count: figures[PROCEDURE_FIGURES[level]],
    })),
    { label: `Tổng số ${FIGURES.procedures.noun}`, count: figures.procedures },
  ],
  rowKey: (row) => row.label,
  columns: [
    { key: "level", header: "Mức độ cao nhất", isRowHeader: true, cell: (row) => row.label },
    {
      key: "count",
      header: "Số thủ tục",
      align: "end",
      width: "9rem",
      cell: (row) => formatNumber(row.count),
    },
  ],
})

/** The figures of a catalogue as sentences, each with its name. */
export const figuresInSentences = (figures: CatalogueFigures): string => {
  const online = (["FULL", "PARTIAL"] as const)
    .map((level) => sayFigure(SERVICE_FIGURES[level], figures[SERVICE_FIGURES[level]]))
    .join(" và ")
  const say = (
    name:
      | "informationOnlyServices"
      | "notProvidedServices"
      | "services"
      | "procedures"
      | "agencies"
      | "fields",
  ) => sayFigure(name, figures[name])
  return `${sayFigure("onlineServices", figures.onlineServices)}, gồm ${online}. Tính cả ${say("informationOnlyServices")} và ${say("notProvidedServices")} thì có ${say("services")} của ${say("procedures")}, thuộc ${say("agencies")} và ${say("fields")}.`
}

const sum = (counts: Record<ServiceLevel, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)

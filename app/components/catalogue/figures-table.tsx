import { Link } from "@remix-run/react"
import type { EditionTotals } from "#models/catalogue-edition/catalogue-edition.ts"
import {
  ADMIN_LEVEL_LABELS,
  ADMIN_LEVELS,
  type AdminLevel,
  SERVICE_LEVEL_LABELS,
  SERVICE_LEVELS,
  type ServiceLevel,
} from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { DataTable } from "../data-table.tsx"

type FiguresTableProps = {
  totals: Pick<EditionTotals, "entries" | "levels" | "byAdminLevel">
  caption: string
  showCaption?: boolean
  /** Where a count leads: the list behind it. */
  linkTo?: (filter: { adminLevel?: AdminLevel; level?: ServiceLevel }) => string
}

type Row = { adminLevel: AdminLevel | null; label: string; counts: Record<ServiceLevel, number> }

/** Services per level of government and level of service, with sums both ways; every level has its column. */
export function FiguresTable({ totals, caption, showCaption, linkTo }: FiguresTableProps) {
  const rows: Row[] = [
    ...ADMIN_LEVELS.map((adminLevel) => ({
      adminLevel,
      label: ADMIN_LEVEL_LABELS[adminLevel],
      counts: totals.byAdminLevel[adminLevel],
    })).filter(({ counts }) => sum(counts) > 0),
    { adminLevel: null, label: "Tổng số", counts: totals.levels },
  ]
  const shown = (count: number, row: Row, level?: ServiceLevel) =>
    linkTo && count > 0 ? (
      <Link
        to={linkTo({
          ...(row.adminLevel ? { adminLevel: row.adminLevel } : {}),
          ...(level ? { level } : {}),
        })}
        aria-label={`${formatNumber(count)} dịch vụ: ${row.label}${level ? `, ${SERVICE_LEVEL_LABELS[level]}` : ""}`}
      >
        {formatNumber(count)}
      </Link>
    ) : (
      formatNumber(count)
    )
  return (
    <DataTable
      caption={caption}
      showCaption={showCaption ?? false}
      rows={rows}
      rowKey={(row) => row.label}
      columns={[
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
      ]}
    />
  )
}

const sum = (counts: Record<ServiceLevel, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)

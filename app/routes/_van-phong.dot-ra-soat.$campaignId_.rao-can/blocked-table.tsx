import { Checkbox, Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import { ADMIN_LEVEL_LABELS } from "#models/shared/levels.ts"
import { BARRIERS } from "#workflows/barriers/barrier-kinds.ts"
import type { BlockedService } from "#workflows/screens/barrier-page.server.ts"
import { LevelBadge } from "../../components/badges.tsx"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { paths } from "../../http/paths.ts"

type BlockedTableProps = { rows: readonly BlockedService[]; raise: readonly string[]; hasAgencies: boolean }

/** Services that are not toàn trình, each with what keeps it back. */
export function BlockedTable({ rows, raise, hasAgencies }: BlockedTableProps) {
  return (
    <DataTable
      caption="Dịch vụ công chưa toàn trình"
      rows={rows}
      rowKey={(row) => row.id}
      empty={
        <EmptyState title="Không có dịch vụ nào">Không có dịch vụ nào vướng rào cản đã chọn.</EmptyState>
      }
      columns={[
        {
          key: "raise",
          header: "Nâng lên",
          width: "4.5rem",
          cell: (row) => (
            <Checkbox
              name="raise"
              value={row.id}
              defaultChecked={raise.includes(row.id)}
              aria-label={`Nâng lên toàn trình: ${row.serviceCode} ${row.procedureName}, ${ADMIN_LEVEL_LABELS[row.adminLevel].toLocaleLowerCase("vi")}`}
            />
          ),
        },
        { key: "code", header: "Mã dịch vụ", cell: (row) => row.serviceCode, width: "7.5rem" },
        {
          key: "name",
          header: "Thủ tục",
          isRowHeader: true,
          cell: (row) => (
            <>
              <Link to={paths.registration(row.id)}>
                {row.procedureName}
                {row.caseName ? ` (${row.caseName})` : ""}
              </Link>
              <Text size="sm" fw={400} c="dimmed">
                {ADMIN_LEVEL_LABELS[row.adminLevel]}
                {hasAgencies ? `, ${row.agencyName}` : ""}
              </Text>
            </>
          ),
        },
        { key: "level", header: "Mức độ", cell: (row) => <LevelBadge level={row.level} />, width: "8.5rem" },
        {
          key: "barriers",
          header: "Rào cản",
          cell: (row) => row.barriers.map((kind) => BARRIERS[kind].label).join("; "),
        },
      ]}
    />
  )
}

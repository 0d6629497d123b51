import { Text } from "@mantine/core"
import type { SerializeFrom } from "@remix-run/node"
import { REPEAL_KIND_LABELS } from "#models/procedure-repeal/procedure-repeal.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { RecordedRepeal } from "#workflows/screens/repeal-page.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { Instant } from "../../components/values.tsx"

/** What was repealed, on which ground, and whether the portals have it. */
export function RecordedRepeals({ repeals }: { repeals: readonly SerializeFrom<RecordedRepeal>[] }) {
  return (
    <DataTable
      caption="Thủ tục đã ghi nhận bãi bỏ"
      rows={repeals}
      rowKey={(row) => row.id}
      columns={[
        { key: "code", header: "Mã thủ tục", cell: (row) => row.code, width: "7.5rem" },
        { key: "name", header: "Thủ tục", isRowHeader: true, cell: (row) => row.procedureName },
        {
          key: "decision",
          header: "Theo quyết định",
          cell: (row) => (
            <>
              {REPEAL_KIND_LABELS[row.kind]}: số {row.decision.number} ngày {formatDay(row.decision.day)}
              <Text size="sm" c="dimmed">
                Hết hiệu lực từ {formatDay(row.effectiveOn)}
              </Text>
            </>
          ),
        },
        { key: "services", header: "Dịch vụ", cell: (row) => formatNumber(row.services), width: "5rem" },
        {
          key: "told",
          header: "Rút khỏi các cổng",
          cell: ({ told }) =>
            told.total === 0
              ? "Không có bản ghi phải rút"
              : `${formatNumber(told.live)}/${formatNumber(told.total)} bản ghi đã rút`,
        },
        {
          key: "by",
          header: "Ghi nhận",
          cell: (row) => (
            <>
              {row.byName}
              <Text size="sm" c="dimmed">
                <Instant at={row.at} />
              </Text>
            </>
          ),
        },
      ]}
    />
  )
}

import { Link } from "@remix-run/react"
import { DELIVERY_STATE_LABELS, DELIVERY_STATES } from "#models/outbox/states.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { EditionPage } from "#workflows/screens/edition-page.server.ts"
import { paths } from "../../http/paths.ts"
import { DataTable } from "../data-table.tsx"

type DeliveryFiguresProps = { editionId: string; deliveries: EditionPage["deliveries"] }

/** Records of an issued edition per portal and state; every count leads to its messages. */
export function DeliveryFigures({ editionId, deliveries }: DeliveryFiguresProps) {
  const states = DELIVERY_STATES.filter((state) =>
    deliveries.some(({ counts }) => counts.some(({ status, count }) => status === state && count > 0)),
  )
  return (
    <DataTable
      caption="Bản ghi gửi lên các cổng"
      rows={deliveries}
      rowKey={(row) => row.target}
      columns={[
        {
          key: "target",
          header: "Cổng",
          isRowHeader: true,
          cell: (row) => (
            <Link to={paths.deliveries({ edition: editionId, target: row.target })}>{row.name}</Link>
          ),
        },
        ...states.map((status) => ({
          key: status,
          header: DELIVERY_STATE_LABELS[status],
          align: "end" as const,
          cell: (row: EditionPage["deliveries"][number]) => {
            const count = row.counts.find((one) => one.status === status)?.count ?? 0
            return count === 0 ? (
              "0"
            ) : (
              <Link
                to={paths.deliveries({ edition: editionId, target: row.target, status })}
                aria-label={`${formatNumber(count)} bản ghi ${DELIVERY_STATE_LABELS[status]}, ${row.name}`}
              >
                {formatNumber(count)}
              </Link>
            )
          },
        })),
      ]}
    />
  )
}

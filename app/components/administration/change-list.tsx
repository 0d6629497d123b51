import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ChangeLine } from "#workflows/screens/administration-pages.server.ts"
import { paths } from "../../http/paths.ts"
import { StatusBadge } from "../badges.tsx"
import { DataTable } from "../data-table.tsx"
import { Day } from "../values.tsx"

type ChangeListProps = { caption: string; changes: readonly ChangeLine[]; empty: React.ReactNode }

/** Changes of office data, each leading to its effect and what may be done with it. */
export function ChangeList({ caption, changes, empty }: ChangeListProps) {
  return (
    <DataTable
      caption={caption}
      rows={changes}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: "table",
          header: "Bảng",
          isRowHeader: true,
          cell: ({ id, table, rows }) => (
            <Link to={paths.referenceChange(id)}>
              {table}, {formatNumber(rows)} dòng
            </Link>
          ),
        },
        {
          key: "from",
          header: "Hiệu lực từ",
          cell: ({ effectiveFrom }) => <Day day={effectiveFrom} />,
          width: "8rem",
        },
        { key: "reason", header: "Lý do, căn cứ", cell: ({ reason }) => reason },
        { key: "by", header: "Người soạn", cell: ({ by }) => by },
        {
          key: "state",
          header: "Tình trạng",
          cell: ({ state }) => <StatusBadge label={state} tone="busy" />,
        },
      ]}
    />
  )
}

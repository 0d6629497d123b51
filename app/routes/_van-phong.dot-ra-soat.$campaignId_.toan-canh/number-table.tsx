import type { ChartTable } from "#workflows/cockpit/chart-table.ts"
import { DataTable } from "../../components/data-table.tsx"
import { CountedLink } from "./counted-link.tsx"

type NumberTableProps = { campaignId: string; table: ChartTable }

/** The numbers of a picture, each leading to its list. */
export function NumberTable({ campaignId, table: { caption, headings, rows } }: NumberTableProps) {
  const [first = "", ...others] = headings
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { key: "name", header: first, isRowHeader: true, cell: ({ name }) => name },
        ...others.map((header, place) => ({
          key: header,
          header,
          align: "end" as const,
          // Of a broad table a phone shows the first two numbers and the last.
          ...(others.length > 4 && place > 1 && place < others.length - 1 ? { phone: "none" as const } : {}),
          cell: ({ name, cells }: ChartTable["rows"][number]) => (
            <CountedLink
              campaignId={campaignId}
              text={cells[place]?.text ?? ""}
              list={cells[place]?.list}
              of={`${name}, ${header}`}
            />
          ),
        })),
      ]}
    />
  )
}

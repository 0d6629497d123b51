import { Progress, Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { BOARD_GROUP_NAMES, BOARD_GROUPS } from "#workflows/screens/board-groups.ts"
import type { BoardRow, CampaignBoard } from "#workflows/screens/campaign-board.server.ts"
import { type Column, DataTable } from "../../components/data-table.tsx"
import { paths } from "../../http/paths.ts"

/** One row per agency: how many stand where, and how far it has come. */
export function BoardTable({ board }: { board: CampaignBoard }) {
  const columns: Column<BoardRow>[] = [
    {
      key: "agency",
      header: "Đơn vị",
      isRowHeader: true,
      cell: (row) =>
        row.isOpenToActor ? (
          <Link to={paths.appraisal({ campaign: board.campaign.id, agency: row.agencyId, state: "all" })}>
            {row.agencyName}
          </Link>
        ) : (
          row.agencyName
        ),
    },
    { key: "total", header: "Tổng số dịch vụ công", align: "end", cell: (row) => formatNumber(row.total) },
    ...BOARD_GROUP_NAMES.map(
      (name): Column<BoardRow> => ({
        key: name,
        header: BOARD_GROUPS[name].label,
        align: "end",
        cell: (row) => (row.groups[name] === 0 ? "–" : formatNumber(row.groups[name])),
      }),
    ),
    { key: "progress", header: "Hoàn thành", width: "9rem", cell: (row) => <Share {...row} /> },
  ]
  return (
    <DataTable
      caption="Số dịch vụ công theo đơn vị và bước công việc"
      columns={columns}
      rows={board.rows}
      rowKey={(row) => row.agencyId}
    />
  )
}

/** A bar with its figure in words; the figure is what counts. */
export function Share({ finished, total }: { finished: number; total: number }) {
  const percent = total === 0 ? 0 : Math.floor((finished / total) * 100)
  return (
    <>
      <Text size="sm">
        {percent}% ({formatNumber(finished)}/{formatNumber(total)})
      </Text>
      <Progress value={percent} aria-hidden color="office" mt={2} />
    </>
  )
}

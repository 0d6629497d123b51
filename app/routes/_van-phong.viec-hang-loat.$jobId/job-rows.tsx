import { Group, Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import type { BulkJob, BulkRow, BulkRowState } from "#models/bulk-job/bulk-job.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { Pagination } from "../../components/pagination.tsx"
import { paths } from "../../http/paths.ts"

const KINDS: readonly { show: BulkRowState; label: string }[] = [
  { show: "REFUSED", label: "Chưa làm được" },
  { show: "DONE", label: "Đã xong" },
  { show: "WAITING", label: "Chưa xử lý" },
]

type JobRowsProps = {
  job: Pick<BulkJob, "id" | "total" | "done" | "refused">
  rows: readonly BulkRow[]
  show: BulkRowState
  page: number
  pageSize: number
}

/** The rows of a job by how they went, with the reason of each refusal. */
export function JobRows({ job, rows, show, page, pageSize }: JobRowsProps) {
  const counts: Record<BulkRowState, number> = {
    REFUSED: job.refused,
    DONE: job.done,
    WAITING: job.total - job.done - job.refused,
  }
  return (
    <>
      <Group component="nav" aria-label="Kết quả từng mục" gap="lg" mb="sm">
        {KINDS.map((kind) => (
          <Link
            key={kind.show}
            to={paths.bulkJob(job.id, { show: kind.show })}
            aria-current={kind.show === show ? "page" : undefined}
          >
            <Text span fw={kind.show === show ? 700 : 400}>
              {kind.label} ({formatNumber(counts[kind.show])})
            </Text>
          </Link>
        ))}
      </Group>
      <DataTable
        caption={KINDS.find((kind) => kind.show === show)?.label ?? ""}
        rows={rows}
        rowKey={(row) => row.registrationId}
        empty={<EmptyState title="Không có mục nào">Không có mục nào thuộc nhóm này.</EmptyState>}
        columns={[
          { key: "code", header: "Mã dịch vụ", cell: (row) => row.serviceCode, width: "9rem" },
          {
            key: "name",
            header: "Thủ tục",
            isRowHeader: true,
            cell: (row) => (
              <Link to={paths.registration(row.registrationId)}>{row.procedureName || row.serviceCode}</Link>
            ),
          },
          ...(show === "REFUSED"
            ? [{ key: "reason", header: "Lý do", cell: (row: BulkRow) => row.reason }]
            : []),
        ]}
      />
      {counts[show] > 0 ? (
        <Pagination page={page} pageSize={pageSize} total={counts[show]} noun="mục" />
      ) : null}
    </>
  )
}
